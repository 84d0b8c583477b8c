import { decideDuty, definitionOf, type DutyCommand, RULES_VERSION } from '#domain';
import {
  CaseReader,
  type CaseSummary,
  Catalogue,
  dutiesOfStep,
  type DutySummary,
  findIssued,
  type Pool,
  type StepSummary,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { CommandDraft, CommandRequest } from '../../platform/commands/index.js';
import { POOL } from '../../platform/database/index.js';
import { derivedId, type Idempotency } from '../../platform/idempotency/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { CaseAccessService, stateOf } from '../cases/index.js';
import type { IssueSupervisionOrderDto } from './dto/supervision-order-actions.dto.js';
import { SupervisionOrderAddresseesService } from './supervision-order-addressees.service.js';
import { SupervisionOrderCommandsService } from './supervision-order-commands.service.js';
import { SupervisionOrderGatewayService, type Sent } from './supervision-order-gateway.service.js';

/** Issues orders: the id follows from account and key, so that a repeat can't issue two. */
@Injectable()
export class IssueSupervisionOrderService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly commands: SupervisionOrderCommandsService,
    private readonly gateway: SupervisionOrderGatewayService,
    private readonly catalogue: Catalogue,
    private readonly addressees: SupervisionOrderAddresseesService,
    private readonly reader: CaseReader,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async issue(request: CommandRequest, caseId: string, form: IssueSupervisionOrderDto): Promise<Sent> {
    const found = await this.access.find(request.account, caseId);
    const answered = await this.answered(caseId, request.idempotency);
    if (answered) return answered;
    try {
      return await this.issueAnew(request, found, form);
    } catch (error) {
      // The one that runs may be this request's own: it was sent twice in the same instant.
      const isRunning = error instanceof Problem && error.code === 'supervisionOrder.running';
      const own = isRunning ? await this.answered(caseId, request.idempotency) : undefined;
      if (own) return own;
      throw error;
    }
  }

  private async issueAnew(
    request: CommandRequest,
    found: CaseSummary,
    form: IssueSupervisionOrderDto,
  ): Promise<Sent> {
    const { id: caseId, place, status } = found;
    if (status === 'closed') throw new Problem('case.closed');
    const draft = await this.draft(found, form);
    const now = this.clock.now();
    const tried = derivedId('supervisionOrder', request.idempotency.commandId);
    const [issued] = await this.commands.dryRun(
      request,
      { id: tried, caseId, place },
      draft(tried),
      (command) => decideDuty(RULES_VERSION, undefined, command, now),
    );
    if (issued?.type !== 'dutyIssued') throw new Error('an order begins with being issued');
    const { level } = issued;
    const id = await this.idOf(issued, tried);
    try {
      return await this.commands.send(request, { id, caseId, place }, draft(id));
    } catch (error) {
      // Another one got there first, in the same instant.
      if (!(error instanceof Problem) || error.code !== 'supervisionOrder.alreadyIssued') throw error;
      throw running({ level, issuedAt: now });
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
    { id: caseId, place }: CaseSummary,
    form: IssueSupervisionOrderDto,
  ): Promise<(dutyId: string) => CommandDraft<DutyCommand>> {
    const { step, term, instruction } = form;
    const calendar = await this.catalogue.calendar(place.countyId);
    if (!calendar) throw new Problem('server.notSetUp');
    const open = step === undefined ? undefined : await this.openStep(caseId, step);
    const to = await this.addressees.choose(place, open, form);
    const about = {
      kind: 'supervisionOrder' as const,
      caseId,
      place,
      ...(step && { step }),
      to,
      term,
      calendar,
    };
    return (dutyId) => ({
      start: 'open',
      texts: [instruction],
      body: ([ref]) => ({ type: 'issue', dutyId, ...about, instruction: ref! }),
    });
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
  private async idOf(
    { caseId, step, level }: Pick<DutySummary, 'caseId' | 'step' | 'level'>,
    ofRequest: string,
  ): Promise<string> {
    if (step === undefined) return ofRequest;
    const orders = (await dutiesOfStep(this.pool, caseId, step)).filter((order) => order.level === level);
    const open = orders.find(({ endedAt }) => endedAt === undefined);
    if (open) throw running(open);
    return derivedId('supervisionOrder', caseId, step, level, String(orders.length));
  }
}

function running({ level, issuedAt }: Pick<DutySummary, 'level' | 'issuedAt'>): Problem {
  const issued = formatInstant(issuedAt).slice(0, 16).replace('T', ' ');
  return new Problem('supervisionOrder.running', { level, issued }, '/step');
}
