import type { DutyCommand } from '#domain';
import { CaseReader, Catalogue, type DutyItem, findDuty, findParked, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import type { CommandDraft, Sender } from '../../platform/commands/index.js';
import { POOL } from '../../platform/database/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { CaseAccessService } from '../cases/index.js';
import type {
  AnswerSupervisionOrderDto,
  CancelSupervisionOrderDto,
  CloseSupervisionOrderDto,
  ReaddressSupervisionOrderDto,
  ReturnSupervisionOrderDto,
} from './dto/supervision-order-actions.dto.js';
import { SupervisionOrderAddresseesService } from './supervision-order-addressees.service.js';
import { SupervisionOrderCommandsService } from './supervision-order-commands.service.js';
import type { Sent } from './supervision-order-gateway.service.js';

/** Who does something to which order. */
export interface SupervisionOrderRequest extends Sender {
  supervisionOrderId: string;
}

/** What is done to an order once it is issued. Who may, the rules say. */
@Injectable()
export class SupervisionOrderActionsService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly commands: SupervisionOrderCommandsService,
    private readonly addressees: SupervisionOrderAddresseesService,
    private readonly reader: CaseReader,
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
    return this.send(request, () => {
      const references = attachmentIds.map((id, index) => ({
        kind: 'attachment' as const,
        id,
        path: `/attachmentIds/${index}`,
      }));
      const files = attachmentIds.length > 0 ? { attachmentIds } : {};
      return { texts: [text], references, body: ([ref]) => ({ type: 'answer', text: ref!, ...files }) };
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
    request: SupervisionOrderRequest,
    draft: (order: DutyItem) => CommandDraft<DutyCommand> | Promise<CommandDraft<DutyCommand>>,
  ): Promise<Sent> {
    const { account, idempotency, supervisionOrderId: id } = request;
    const order = await this.find(account, id);
    const recorded = await this.reader.findCommand(id, idempotency.commandId);
    const { caseId, place, version } = order;
    return this.commands.submit(request, { id, caseId, place, version, recorded }, () => draft(order));
  }
}
