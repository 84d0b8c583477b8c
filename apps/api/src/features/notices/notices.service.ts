import type { Role } from '#domain';
import {
  AccountDirectory,
  type DeliveryItem,
  listDeliveries,
  PlaceDirectory,
  type Pool,
  retryDelivery,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import type { Page } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import type { NoticeRetryDto, NoticesQueryDto, NoticeDto } from './dto/notice.dto.js';

export const ADMINISTRATORS: readonly Role[] = ['administrator', 'systemAdmin'];

@Injectable()
export class NoticesService {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly writes: IdempotentWritesService,
    private readonly places: PlaceDirectory,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async list(account: Account, { state, limit, cursor }: NoticesQueryDto): Promise<Page<NoticeDto>> {
    const { items, next } = await listDeliveries(this.pool, {
      placeIds: await this.administered(account),
      limit,
      ...(state && { status: state }),
      ...(cursor !== undefined && { after: cursor }),
    });
    const names = await this.directory.names([...new Set(items.map(({ accountId }) => accountId))]);
    return { items: items.map((item) => viewOf(item, names)), next: next ?? null };
  }

  /** @throws Problem 404 outside of the administrator's places; 409 `notice.notGivenUp` */
  async retry(account: Account, idempotency: Idempotency, id: string): Promise<NoticeRetryDto> {
    await this.writes.once(idempotency, async (manager) => {
      const placeIds = await this.administered(account);
      const retried = await retryDelivery(manager, { id, placeIds, now: this.clock.now() });
      if (retried === undefined) throw notFound();
      if (!retried) throw new Problem('notice.notGivenUp');
      return id;
    });
    return { id, state: 'waiting' };
  }

  private administered({ memberships }: Account): Promise<string[]> {
    const own = memberships.filter(({ role }) => ADMINISTRATORS.includes(role)).map(({ placeId }) => placeId);
    return this.places.around(own, 'below');
  }
}

function viewOf(item: DeliveryItem, names: ReadonlyMap<string, string>): NoticeDto {
  const { id, accountId, channel, kind, status: state, attempts, cause, smtpCode } = item;
  const { createdAt, nextTryAt, settledAt } = item;
  return {
    id,
    accountId,
    accountName: names.get(accountId) ?? '',
    channel,
    kind,
    state,
    attempts,
    ...(cause !== undefined && { cause }),
    ...(smtpCode !== undefined && { smtpCode }),
    createdAt: formatInstant(createdAt),
    ...(nextTryAt !== undefined && { nextTryAt: formatInstant(nextTryAt) }),
    ...(settledAt !== undefined && { settledAt: formatInstant(settledAt) }),
  };
}
