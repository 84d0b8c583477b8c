import { dutyWorkflowId } from '#contracts';
import type { CommandMeta, ContentRef, DutyCommand } from '#domain';
import { Catalogue, ContentStore, type DutyItem, findDuty, findParked, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import type { Sender } from '../../platform/commands/index.js';
import { POOL } from '../../platform/database/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { expectedVersion, stale } from '../../platform/versions/index.js';
import { actorAt, CaseAccessService, putTexts, ReferenceCheckService } from '../cases/index.js';
import type {
  AnswerSupervisionOrderDto,
  CancelSupervisionOrderDto,
  CloseSupervisionOrderDto,
  ReaddressSupervisionOrderDto,
  ReturnSupervisionOrderDto,
} from './dto/supervision-order-actions.dto.js';
import { SupervisionOrderAddresseesService } from './supervision-order-addressees.service.js';
import { SupervisionOrderGatewayService, type Sent } from './supervision-order-gateway.service.js';

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Body = OmitEach<DutyCommand, keyof CommandMeta>;

/** How a request becomes a command; `refs` are those of the texts, in their order. */
interface CommandDraft {
  texts: readonly string[];
  body(refs: readonly ContentRef[]): Body;
}

/** Who does something to which order. */
export interface SupervisionOrderRequest extends Sender {
  supervisionOrderId: string;
}

/** What is done to an order once it is issued. Who may, the rules say. */
@Injectable()
export class SupervisionOrderActionsService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly gateway: SupervisionOrderGatewayService,
    private readonly addressees: SupervisionOrderAddresseesService,
    private readonly content: ContentStore,
    private readonly references: ReferenceCheckService,
    private readonly catalogue: Catalogue,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /**
   * @throws Problem 404 when there is no such order or its case may not be seen; 409 `order.blocked` when it was accepted
   *   and can't be recorded
   */
  async find(account: Account, supervisionOrderId: string): Promise<DutyItem> {
    const order = await findDuty(this.pool, supervisionOrderId);
    if (!order) await this.requireNotParked(account, supervisionOrderId);
    if (!order) throw notFound();
    await this.access.find(account, order.caseId);
    return order;
  }

  /** Only those who may see its case are told. */
  private async requireNotParked(account: Account, supervisionOrderId: string): Promise<void> {
    const parked = await findParked(this.pool, supervisionOrderId);
    if (parked?.kind !== 'duty') return;
    await this.access.find(account, parked.caseId);
    throw new Problem('supervisionOrder.blocked');
  }

  answer(
    request: SupervisionOrderRequest,
    { text, attachmentIds = [] }: AnswerSupervisionOrderDto,
  ): Promise<Sent> {
    return this.send(request, async (order) => {
      const attachments = attachmentIds.map((id, index) => ({
        ...{ kind: 'attachment' as const, id, path: `/attachmentIds/${index}` },
      }));
      await this.references.require(attachments, order);
      const files = attachmentIds.length > 0 ? { attachmentIds } : {};
      return { texts: [text], body: ([ref]) => ({ type: 'answer', text: ref!, ...files }) };
    });
  }

  /** As when it was issued; what its step is not open for any more, somebody must be named for. */
  readdress(
    request: SupervisionOrderRequest,
    { reason, ...named }: ReaddressSupervisionOrderDto,
  ): Promise<Sent> {
    return this.send(request, async ({ caseId, place, step: key }) => {
      const step = key === undefined ? undefined : await this.addressees.stepOf(caseId, key);
      const to = await this.addressees.choose(place, step?.status === 'open' ? step : undefined, named);
      return { texts: [reason], body: ([ref]) => ({ type: 'readdress', to, reason: ref! }) };
    });
  }

  /** The new term is counted by the newest calendar. */
  returnAnswer(request: SupervisionOrderRequest, { reason, term }: ReturnSupervisionOrderDto): Promise<Sent> {
    return this.send(request, async ({ place }) => {
      const calendar = await this.catalogue.calendar(place.countyId);
      const again = { ...(term && { term }), ...(calendar && { calendar }) };
      return { texts: [reason], body: ([ref]) => ({ type: 'return', reason: ref!, ...again }) };
    });
  }

  close(request: SupervisionOrderRequest, { remark }: CloseSupervisionOrderDto): Promise<Sent> {
    return this.send(request, () => ({
      texts: remark ? [remark] : [],
      body: ([ref]) => ({ type: 'close', ...(ref && { remark: ref }) }),
    }));
  }

  cancel(request: SupervisionOrderRequest, { reason }: CancelSupervisionOrderDto): Promise<Sent> {
    return this.send(request, () => ({
      texts: [reason],
      body: ([ref]) => ({ type: 'cancel', reason: ref! }),
    }));
  }

  private async send(
    { account, idempotency, supervisionOrderId, ifMatch }: SupervisionOrderRequest,
    plan: (order: DutyItem) => CommandDraft | Promise<CommandDraft>,
  ): Promise<Sent> {
    const order = await this.find(account, supervisionOrderId);
    const answered = await this.gateway.answered(supervisionOrderId, idempotency);
    if (answered) return answered;
    const expected = expectedVersion(ifMatch);
    if (expected !== undefined && expected !== order.version) throw stale();
    const { texts, body } = await plan(order);
    const { commandId: id, bodyHash } = idempotency;
    const putFor = { workflowId: dutyWorkflowId(supervisionOrderId), commandId: id };
    const refs = await putTexts(this.content, order.caseId, texts, putFor);
    const meta = {
      ...{ id, bodyHash, actor: actorAt(account, order.place) },
      ...(expected !== undefined && { expectedVersion: expected }),
    };
    return this.gateway.send(supervisionOrderId, { ...meta, ...body(refs) });
  }
}
