import { REMEMBERED } from '#contracts';
import { decide, RULES_VERSION } from '#domain';
import { CaseReader, type CaseSummary, Catalogue } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/settings/index.js';
import type { CommandRequest } from '../../../platform/commands/index.js';
import { type CaseCommandDraft, CaseCommandsService } from '../commands/case-commands.service.js';
import { stateOf } from '../views/state.js';

/** A closed case has no running workflow: it is started anew from what PostgreSQL holds. */
@Injectable()
export class ReopenCaseService {
  constructor(
    private readonly reader: CaseReader,
    private readonly catalogue: Catalogue,
    private readonly commands: CaseCommandsService,
    private readonly clock: Clock,
  ) {}

  /** The command that reopens a case, once the rules have nothing against it. */
  async draft(
    request: CommandRequest,
    { id, place }: CaseSummary,
    reason: string,
  ): Promise<CaseCommandDraft> {
    const [events, commands, calendar] = await Promise.all([
      this.reader.events(id),
      this.reader.commands(id, REMEMBERED),
      this.catalogue.calendar(place.countyId),
    ]);
    const state = stateOf(events);
    const head = await this.reader.auditHash(id, state.seq);
    const handled = commands.map((answered) => ({ caseId: id, ...answered }));
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
}
