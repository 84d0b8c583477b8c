import { decide, type Instant, RULES_VERSION } from '#domain';
import { type Language, translate } from '#i18n';
import { CaseReader } from '#persistence';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Account } from '../../../platform/auth/index.js';
import type { Fact } from '../../../platform/commands/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { type ActionRequest, StepActionService } from '../actions/step-action.service.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import { stateOf } from '../views/state.js';
import type { StepCheckDto } from './dto/step-form.dto.js';

export interface Check extends ActionRequest {
  caseId: string;
  fact: Fact;
}

/** Asks the rules what an action would come to, and records nothing. */
@Injectable()
export class StepCheckService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly actions: StepActionService,
    private readonly commands: CaseCommandsService,
    private readonly reader: CaseReader,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem as the action itself would */
  async check(account: Account, check: Check, language: Language): Promise<StepCheckDto> {
    const { caseId, fact, step } = check;
    const commandId = uuidv7();
    const found = await this.access.findForCommand(account, caseId, commandId);
    const draft = await this.actions.draft(found, {
      ...check,
      ifMatch: check.ifMatch ?? `"${found.version}"`,
    });
    const events = (await this.reader.events(caseId)).filter(({ seq }) => seq <= found.version);
    const now: Instant = this.clock.now();
    const { place, lapsedAssignees } = found;
    const request = { account, idempotency: { commandId, bodyHash: '' }, fact };
    const made = await this.commands.dryRun(
      request,
      { id: caseId, caseId, place, lapsedAssignees },
      draft,
      (command) => decide(RULES_VERSION, stateOf(events), command, now),
    );
    const completed = made.find((event) => event.type === 'stepCompleted' && event.step === step);
    if (completed?.type !== 'stepCompleted') return {};
    const { kind, outcome } = completed;
    return { outcome, name: translate(`outcome.${kind}.${outcome}`, language) };
  }
}
