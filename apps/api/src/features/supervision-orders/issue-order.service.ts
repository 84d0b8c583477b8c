import { dutyWorkflowId } from '#contracts';
import {
  decideDuty,
  definitionOf,
  type DutyCommand,
  type IssueDuty,
  RULES_VERSION,
  type Supervisor,
} from '#domain';
import {
  CaseReader,
  type CaseSummary,
  Catalogue,
  ContentStore,
  type Pool,
  runningDuties,
  type StepSummary,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { derivedId, type Idempotency } from '../../platform/idempotency/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { actorAt, CaseAccess, problemOf, putTexts, stateOf } from '../cases/index.js';
import type { IssueOrderDto } from './dto/order-actions.dto.js';
import { OrderAddressees } from './order-addressees.js';
import { OrderGateway, type Sent } from './order-gateway.js';

/** Stands for the text while it is asked whether the order may be issued at all. */
const NO_TEXT = { content: '', digest: '' };

/** Issues orders: the id follows from account and key, so that a repeat can't issue two. */
@Injectable()
export class IssueOrder {
  constructor(
    private readonly access: CaseAccess,
    private readonly gateway: OrderGateway,
    private readonly catalogue: Catalogue,
    private readonly content: ContentStore,
    private readonly addressees: OrderAddressees,
    private readonly reader: CaseReader,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async issue(
    account: Account,
    idempotency: Idempotency,
    caseId: string,
    form: IssueOrderDto,
  ): Promise<Sent> {
    const found = await this.access.find(account, caseId);
    const dutyId = derivedId('order', idempotency.commandId);
    const answered = await this.gateway.answered(dutyId, idempotency);
    if (answered) return answered;
    if (found.status === 'closed') throw new Problem('case.closed');
    const draft = await this.draft(account, idempotency, found, dutyId, form);
    // A refused order must not leave a workflow behind that waits for nothing.
    const decision = decideDuty(RULES_VERSION, undefined, draft, this.clock.now());
    if ('refusal' in decision) throw problemOf(decision.refusal);
    const [issued] = decision.events;
    if (issued?.type === 'dutyIssued') await this.demandNoneRunning(draft, issued.level);
    const putFor = { workflowId: dutyWorkflowId(dutyId), commandId: draft.id };
    const [demand] = await putTexts(this.content, caseId, [form.demand], putFor);
    return this.gateway.send(dutyId, { ...draft, demand: demand! }, { start: 'open' });
  }

  private async draft(
    account: Account,
    { commandId: id, bodyHash }: Idempotency,
    found: CaseSummary,
    dutyId: string,
    form: IssueOrderDto,
  ): Promise<DutyCommand & IssueDuty> {
    const { id: caseId, place } = found;
    const { step, term } = form;
    const calendar = await this.catalogue.calendar(place.countyId);
    if (!calendar) throw new Problem('server.notSetUp');
    const open = step === undefined ? undefined : await this.openStep(caseId, step);
    const to = await this.addressees.choose(place, open, form);
    const meta = { id, bodyHash, actor: actorAt(account, place) };
    const about = { dutyId, kind: 'supervisionOrder' as const, caseId, place, ...(step && { step }) };
    return { ...meta, type: 'issue', ...about, to, demand: NO_TEXT, term, calendar };
  }

  private async openStep(caseId: string, key: string): Promise<StepSummary> {
    const step = await this.addressees.stepOf(caseId, key);
    if (!step) throw await this.noSuchStep(caseId, key);
    if (step.status !== 'open') throw new Problem('step.notOpen', { step: step.kind }, '/step');
    return step;
  }

  /** What the procedure comes to later is not unknown. */
  private async noSuchStep(caseId: string, key: string): Promise<Problem> {
    const planned = definitionOf(stateOf(await this.reader.events(caseId)), key);
    return planned
      ? new Problem('order.stepNotBegun', { step: planned.kind }, '/step')
      : new Problem('step.unknown', { step: key }, '/step');
  }

  /**
   * One office demands one answer of a step at a time. Two that are issued in the same instant both pass: nothing is
   * wrong then but that two answers are asked for, and one of them can be cancelled.
   */
  private async demandNoneRunning({ dutyId, caseId, step }: IssueDuty, level: Supervisor): Promise<void> {
    if (step === undefined) return;
    const orders = await runningDuties(this.pool, [caseId]);
    const running = orders.find(
      (order) => order.step === step && order.level === level && order.id !== dutyId,
    );
    if (!running) return;
    const issued = formatInstant(running.issuedAt).slice(0, 16).replace('T', ' ');
    throw new Problem('order.running', { level, issued }, '/step');
  }
}
