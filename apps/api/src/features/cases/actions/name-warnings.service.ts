import { type Language, translate } from '#i18n';
import { CaseReader, PersonDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { stateOf } from '../views/state.js';
import type { MemberPayload } from './step-action.service.js';
import type { WarningDto } from './dto/warning.dto.js';

const CODE = 'selectMembers.sameNameAsParty';

/** Part of an answer: no warnings, no field. */
export interface Warned {
  warnings?: WarningDto[];
}

/**
 * A member who bears a party's name may be the party, entered twice. The rules can't know, for they have no names; so
 * it is told to whoever has selected him, and nothing is refused. Nothing of it is kept: a repeat looks again.
 */
@Injectable()
export class NameWarningsService {
  constructor(
    private readonly reader: CaseReader,
    private readonly people: PersonDirectory,
  ) {}

  /** @param payload of an action that was accepted, or was before */
  async ofAction(
    caseId: string,
    step: string,
    payload: Record<string, unknown>,
    language: Language,
  ): Promise<Warned> {
    // Most actions name none: they need not wait for the database.
    if (!('members' in payload)) return {};
    const steps = await this.reader.steps(caseId);
    if (steps.find((one) => one.step === step)?.kind !== 'selectMembers') return {};
    const { facts } = stateOf(await this.reader.events(caseId));
    return this.among(payload.members as MemberPayload[], facts.parties, '/payload/members', language);
  }

  /** @param pointer JSON pointer of the members within the request */
  async among(
    members: readonly { personId: string }[],
    parties: readonly string[],
    pointer: string,
    language: Language,
  ): Promise<Warned> {
    const ids = members.map(({ personId }) => personId);
    const namesakes = new Set((await this.people.sameName(ids, parties)).map(({ one }) => one));
    const warnings = ids.flatMap((id, index) =>
      namesakes.has(id) ? [warning(index, pointer, language)] : [],
    );
    return warnings.length > 0 ? { warnings } : {};
  }
}

const warning = (index: number, pointer: string, language: Language): WarningDto => ({
  code: CODE,
  detail: translate(`warning.${CODE}`, language, { position: index + 1 }),
  path: `${pointer}/${index}/personId`,
});
