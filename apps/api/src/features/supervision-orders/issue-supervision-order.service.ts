import { dutyWorkflowId } from '#contracts';
import {
  decideDuty,
  definitionOf,
  type DutyCommand,
  type Instant,
  type IssueDuty,
  RULES_VERSION,
  type SupervisingRole,
} from '#domain';
import {
  CaseReader,
  type CaseSummary,
  Catalogue,
  ContentStore,
  dutiesOfStep,
  type DutySummary,
  findIssued,
  type Pool,
  type StepSummary,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { derivedId, type Idempotency } from '../../platform/idempotency/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { actorAt, CaseAccessService, problemOf, putTexts, stateOf } from '../cases/index.js';
import type { IssueSupervisionOrderDto } from './dto/supervision-order-actions.dto.js';
import { SupervisionOrderAddresseesService } from './supervision-order-addressees.service.js';
import { SupervisionOrderGatewayService, type Sent } from './supervision-order-gateway.service.js';

/** Stands for the text while it is asked whether the order may be issued at all. */
const TEXT_PLACEHOLDER = { content: '', digest: '' };

/** Issues orders: the id follows from account and key, so that a repeat can't issue two. */
@Injectable()
export class IssueSupervisionOrderService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly gateway: SupervisionOrderGatewayService,
    private readonly catalogue: Catalogue,
    private readonly content: ContentStore,
    private readonly addressees: SupervisionOrderAddresseesService,
    private readonly reader: CaseReader,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async issue(
    account: Account,
    idempotency: Idempotency,
    caseId: string,
    form: IssueSupervisionOrderDto,
  ): Promise<Sent> {
    const found = await this.access.find(account, caseId);
    const answered = await this.answered(caseId, idempotency);
    if (answered) return answered;
    try {
      return await this.issueAnew(account, idempotency, found, form);
    } catch (error) {
      // The one that runs may be this request's own: it was sent twice in the same instant.
      const isRunning = error instanceof Problem && error.code === 'supervisionOrder.running';
      const own = isRunning ? await this.answered(caseId, idempotency) : undefined;
      if (own) return own;
      throw error;
    }
  }

  private async issueAnew(
    account: Account,
    idempotency: Idempotency,
    found: CaseSummary,
    form: IssueSupervisionOrderDto,
  ): Promise<Sent> {
    if (found.status === 'closed') throw new Problem('case.closed');
    const draft = await this.draft(account, idempotency, found, form);
    const level = levelOf(draft, this.clock.now());
    const order = { ...draft, dutyId: await this.idOf(draft, level) };
    const putFor = { workflowId: dutyWorkflowId(order.dutyId), commandId: draft.id };
    const [instruction] = await putTexts(this.content, found.id, [form.instruction], putFor);
    try {
      return await this.gateway.send(
        order.dutyId,
        { ...order, instruction: instruction! },
        { start: 'open' },
      );
    } catch (error) {
      // Another one got there first, in the same instant.
      if (!(error instanceof Problem) || error.code !== 'supervisionOrder.alreadyIssued') throw error;
      throw running({ level, issuedAt: this.clock.now() });
    }
  }

  /** What a repeat of the request was answered the first time: its order is one of those about the case. */
  private async answered(caseId: string, idempotency: Idempotency): Promise<Sent | undefined> {
    const supervisionOrderId = await findIssued(this.pool, caseId, idempotency.commandId);
    return supervisionOrderId === undefined
      ? undefined
      : this.gateway.answered(supervisionOrderId, idempotency);
  }

  private async draft(
    account: Account,
    { commandId: id, bodyHash }: Idempotency,
    found: CaseSummary,
    form: IssueSupervisionOrderDto,
  ): Promise<DutyCommand & IssueDuty> {
    const { id: caseId, place } = found;
    const { step, term } = form;
    const calendar = await this.catalogue.calendar(place.countyId);
    if (!calendar) throw new Problem('server.notSetUp');
    const open = step === undefined ? undefined : await this.openStep(caseId, step);
    const to = await this.addressees.choose(place, open, form);
    const meta = { id, bodyHash, actor: actorAt(account, place) };
    const about = {
      dutyId: derivedId('supervisionOrder', id),
      kind: 'supervisionOrder' as const,
      caseId,
      place,
      ...(step && { step }),
    };
    return { ...meta, type: 'issue', ...about, to, instruction: TEXT_PLACEHOLDER, term, calendar };
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
      ? new Problem('supervisionOrder.stepNotBegun', { step: planned.kind }, '/step')
      : new Problem('step.unknown', { step: key }, '/step');
  }

  /**
   * One office demands one answer of a step at a time. So the id of an order about a step follows from case, step, office
   * and how many such orders are over: two that are sent in the same instant are one workflow, which is opened once.
   *
   * @throws Problem 409 `order.running`
   */
  private async idOf({ dutyId, caseId, step }: IssueDuty, level: SupervisingRole): Promise<string> {
    if (step === undefined) return dutyId;
    const orders = (await dutiesOfStep(this.pool, caseId, step)).filter((order) => order.level === level);
    const open = orders.find(({ endedAt }) => endedAt === undefined);
    if (open) throw running(open);
    return derivedId('supervisionOrder', caseId, step, level, String(orders.length));
  }
}

/** A refused order must not leave a workflow behind that waits for nothing. @throws Problem */
function levelOf(draft: DutyCommand, now: Instant): SupervisingRole {
  const decision = decideDuty(RULES_VERSION, undefined, draft, now);
  if ('refusal' in decision) throw problemOf(decision.refusal);
  const [issued] = decision.events;
  if (issued?.type !== 'dutyIssued') throw new Error('an order begins with being issued');
  return issued.level;
}

function running({ level, issuedAt }: Pick<DutySummary, 'level' | 'issuedAt'>): Problem {
  const issued = formatInstant(issuedAt).slice(0, 16).replace('T', ' ');
  return new Problem('supervisionOrder.running', { level, issued }, '/step');
}
