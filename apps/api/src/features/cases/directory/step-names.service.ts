import type { Procedure } from '#domain';
import { Catalogue } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { BilingualDto } from '../views/dto/bilingual.dto.js';

/** By which procedure a case goes. */
export interface ProcedureRef {
  procedureKey: string;
  procedureVersion: number;
}

/** What procedures call their steps: a village knows 群英会, not the kind that it is of. */
export type StepNames = (procedure: ProcedureRef, step: string) => BilingualDto | undefined;

const idOf = ({ procedureKey, procedureVersion }: ProcedureRef): string =>
  `${procedureKey}/${procedureVersion}`;

@Injectable()
export class StepNamesService {
  /** A published version never changes, so it is read once. */
  private readonly known = new Map<string, Pick<Procedure, 'name' | 'steps'>>();

  constructor(private readonly catalogue: Catalogue) {}

  async book(procedures: Iterable<ProcedureRef>): Promise<StepNames> {
    const missing = new Map(
      [...procedures].filter((one) => !this.known.has(idOf(one))).map((one) => [idOf(one), one]),
    );
    await Promise.all(
      [...missing].map(async ([id, { procedureKey, procedureVersion }]) => {
        const found = await this.catalogue.procedure(procedureKey, procedureVersion);
        if (found) this.known.set(id, found);
      }),
    );
    return (procedure, step) => this.known.get(idOf(procedure))?.steps.find(({ key }) => key === step)?.name;
  }

  /** Of a procedure of which the step names were asked for before. */
  procedureName({ key, version }: { key: string; version: number }): BilingualDto | undefined {
    return this.known.get(idOf({ procedureKey: key, procedureVersion: version }))?.name;
  }
}
