import type { CommandAnswer } from '#contracts';
import { decide, RULES_VERSION } from '#domain';
import { CaseReader, type CaseSummary, Catalogue, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../../../platform/database/index.js';
import { Clock } from '../../../platform/settings/index.js';
import type { CommandRequest } from '../../../platform/commands/index.js';
import { type CaseCommandDraft, CaseCommandsService } from '../commands/case-commands.service.js';
import { stateOf } from '../views/state.js';

/** As many handled commands as a run carries on to the next one. */
const HANDLED = 200;
/** A closed case has no running workflow: it is started anew from what PostgreSQL holds. */
@Injectable()
export class ReopenCaseService {
  constructor(
    private readonly reader: CaseReader,
    private readonly catalogue: Catalogue,
    private readonly commands: CaseCommandsService,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** The command that reopens a case, once the rules have nothing against it. */
  async draft(
    request: CommandRequest,
    { id, place }: CaseSummary,
    reason: string,
  ): Promise<CaseCommandDraft> {
    const [events, handled, calendar] = await Promise.all([
      this.reader.events(id),
      this.handled(id),
      this.catalogue.calendar(place.countyId),
    ]);
    const state = stateOf(events);
    const head = await this.reader.auditHash(id, state.seq);
    const draft: CaseCommandDraft = {
      start: { snapshot: { state, handled, ...(head && { head }) } },
      texts: [reason],
      body: ([ref]) => ({ type: 'reopen', ...(calendar && { calendar }), reason: ref! }),
    };
    await this.commands.dryRun(request, { id, caseId: id, place }, draft, (command) =>
      decide(RULES_VERSION, state, command, this.clock.now()),
    );
    return draft;
  }

  private async handled(caseId: string): Promise<CommandAnswer[]> {
    const { rows } = await this.pool.query<CommandAnswer>({
      name: 'commands-handled',
      text: `SELECT case_id AS "caseId", command_id AS "commandId", body_hash AS "bodyHash", version
             FROM command WHERE case_id = $1 ORDER BY version DESC LIMIT ${HANDLED}`,
      values: [caseId],
    });
    return rows.reverse();
  }
}
