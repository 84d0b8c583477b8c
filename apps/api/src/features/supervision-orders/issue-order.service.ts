import { decideDuty, type DutyCommand, type IssueDuty, RULES_VERSION } from '#domain';
import { CaseReader, type CaseSummary, Catalogue, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, AccountLoader, Scope } from '../../platform/auth/index.js';
import { derivedId, type Idempotency } from '../../platform/idempotency/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { actorAt, CaseAccess, problemOf, putTexts } from '../cases/index.js';
import type { IssueOrderDto } from './dto/order-actions.dto.js';
import { OrderGateway, type Sent } from './order-gateway.js';

/** Stands for the text while it is asked whether the order may be issued at all. */
const NO_TEXT = { content: '', digest: '' };

/** Issues orders: the id follows from account and key, so that a repeat can't issue two. */
@Injectable()
export class IssueOrder {
  constructor(
    private readonly access: CaseAccess,
    private readonly gateway: OrderGateway,
    private readonly reader: CaseReader,
    private readonly catalogue: Catalogue,
    private readonly content: ContentStore,
    private readonly accounts: AccountLoader,
    private readonly clock: Clock,
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
    if (found.status === 'closed') throw new Problem(409, 'case.closed');
    const draft = await this.draft(account, idempotency, found, dutyId, form);
    // A refused order must not leave a workflow behind that waits for nothing.
    const decision = decideDuty(RULES_VERSION, undefined, draft, this.clock.now());
    if ('refusal' in decision) throw problemOf(decision.refusal);
    const [demand] = await putTexts(this.content, caseId, [form.demand]);
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
    if (!calendar) throw new Problem(503, 'server.notSetUp');
    const to = await this.addressee(found, form);
    const meta = { id, bodyHash, actor: actorAt(account, place), occurredAt: this.clock.now() };
    const about = { dutyId, kind: 'supervisionOrder' as const, caseId, place, ...(step && { step }) };
    return { ...meta, type: 'issue', ...about, to, demand: NO_TEXT, term, calendar };
  }

  /** Who is named; else who holds the step, or the role that owns it. */
  private async addressee(
    found: CaseSummary,
    { step: key, accountId, role }: IssueOrderDto,
  ): Promise<IssueDuty['to']> {
    if (accountId && role) throw new Problem(422, 'order.addresseeTwice', {}, '/role');
    const step = key === undefined ? undefined : await this.openStep(found.id, key);
    if (accountId && step && step.assignee !== accountId)
      throw new Problem(422, 'order.notHolder', { step: step.kind }, '/accountId');
    if (role) return { role };
    const named = accountId ?? step?.assignee;
    if (named) return { accountId: named, roles: await this.rolesOf(named, found) };
    if (!step) throw new Problem(422, 'order.addresseeMissing', {}, '/accountId');
    return { role: step.owner };
  }

  private async openStep(caseId: string, key: string) {
    const step = (await this.reader.steps(caseId)).find((one) => one.step === key);
    if (!step) throw new Problem(422, 'step.unknown', { step: key }, '/step');
    if (step.status !== 'open') throw new Problem(409, 'step.notOpen', { step: step.kind }, '/step');
    return step;
  }

  private async rolesOf(accountId: string, { place }: CaseSummary) {
    const account = await this.accounts.load(accountId);
    return account ? new Scope(account).rolesAt(place) : [];
  }
}
