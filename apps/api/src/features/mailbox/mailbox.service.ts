import {
  countUnreadMail,
  listMail,
  type MailItem,
  markAllMailRead,
  markMailRead,
  type Pool,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import type { Page } from '../../platform/paging/index.js';
import { notFound } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import type { MailQueryDto, MailReadDto, MailDto, UnreadMailDto } from './dto/mail.dto.js';

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/;

@Injectable()
export class MailboxService {
  constructor(
    private readonly writes: IdempotentWritesService,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async list(account: Account, { unread, limit, cursor }: MailQueryDto): Promise<Page<MailDto>> {
    const { items, next } = await listMail(this.pool, {
      scope: scopeOf(account),
      unreadOnly: unread,
      limit,
      after: cursor,
    });
    return { items: items.map(viewOf), next: next ?? null };
  }

  async unread(account: Account): Promise<UnreadMailDto> {
    return { unread: await countUnreadMail(this.pool, scopeOf(account)) };
  }

  async readAll(account: Account, idempotency: Idempotency): Promise<UnreadMailDto> {
    await this.writes.once(idempotency, async () => {
      await markAllMailRead(this.pool, scopeOf(account), this.clock.now());
      return account.id;
    });
    return this.unread(account);
  }

  /** @throws Problem 404 when it is no message to this account, or was read before */
  async read(account: Account, idempotency: Idempotency, id: string): Promise<MailReadDto> {
    const [, sourceId, seq] = ID.exec(id) ?? [];
    if (!sourceId || !seq) throw notFound();
    await this.writes.once(idempotency, async () => {
      const mail = { sourceId, seq: Number(seq) };
      if (!(await markMailRead(this.pool, mail, scopeOf(account), this.clock.now()))) throw notFound();
      return id;
    });
    return { id, read: true };
  }
}

const scopeOf = (account: Account) => new Scope(account).cases();

function viewOf(mail: MailItem): MailDto {
  const { sourceId, seq, kind, caseId, supervisionOrderId, step, number, title, dueAt, createdAt, readAt } =
    mail;
  return {
    id: `${sourceId}.${seq}`,
    kind,
    caseId,
    number,
    ...(title !== undefined && { title }),
    ...(supervisionOrderId !== undefined && { supervisionOrderId }),
    ...(step !== undefined && { step }),
    ...(dueAt !== undefined && { dueAt: formatInstant(dueAt) }),
    createdAt: formatInstant(createdAt),
    ...(readAt !== undefined && { readAt: formatInstant(readAt) }),
  };
}
