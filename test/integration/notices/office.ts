import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { KeyRing } from '#crypto';
import { encodeCalendar, type Instant, type Role } from '#domain';
import {
  AccountDirectory,
  createDataSource,
  DepartmentEntity,
  createPool,
  MembershipEntity,
  NoticeStore,
  type Pool,
  Recorder,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { NoticeSender, type SenderParts } from '../../../apps/worker/src/notices/notice-sender.js';
import { CaseStory, PLACE } from '../persistence/case-events.js';
import { EmailChannel } from '../../../apps/worker/src/notices/email-channel.js';

/** Days off of October and November 2026 on weekdays, and working weekends: shared list of working days. */
const HOLIDAYS = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'];
const WORKING_WEEKEND = ['2026-10-10'];

const at = (text: string): Instant => Date.parse(`${text}+08:00`);

function calendar(version: number, more: readonly string[] = []) {
  const off = new Set([...HOLIDAYS, ...more]);
  for (let day = at('2026-09-01T12:00:00'); day < at('2026-12-31T12:00:00'); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    if ([0, 6].includes(new Date(date).getUTCDay()) && !WORKING_WEEKEND.includes(date)) off.add(date);
  }
  return encodeCalendar({ version, from: '2026-09-01', days: 122, off });
}

export interface Notice {
  id: string;
  kind: string;
  account_id: string;
  status: string;
  cause: string | null;
  smtp_code: number | null;
  attempts: number;
  due_at: Date;
  day: string | null;
}

/** Cases, people and an outbox on a real database, and a clock that the spec turns. */
export class Office {
  now = at('2026-11-02T09:30:00');
  /** What the senders told. */
  readonly told: object[] = [];
  private numbers = 0;
  private versions = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly pool: Pool,
    private readonly dataSource: DataSource,
    readonly ring: KeyRing,
  ) {}

  static async open(key = `k1:${randomBytes(32).toString('base64')}`): Promise<Office> {
    const database = await startPostgres();
    const ring = KeyRing.parse(key);
    const dataSource = await createDataSource(database.url).initialize();
    const { countyId, townshipId, villageId } = PLACE;
    const places = [
      [countyId, null, 'county'],
      [townshipId, countyId, 'township'],
      [villageId, townshipId, 'village'],
    ];
    for (const [id, parent, level] of places)
      await database.query('INSERT INTO place (id, parent_id, level, name) VALUES ($1, $2, $3, $3)', [
        id,
        parent,
        level,
      ]);
    const office = new Office(database, createPool(database.url), dataSource, ring);
    await office.publish([]);
    return office;
  }

  /** A calendar with days off beside the usual ones, the national one or a county's own. */
  async publish(daysOff: readonly string[], countyId: string | null = null): Promise<void> {
    const version = (this.versions += 1);
    await this.database.query(
      `INSERT INTO calendar_version (version, county_id, bits, digest, published_at) VALUES ($1, $2, $3, '', now())`,
      [version, countyId, JSON.stringify(calendar(version, daysOff))],
    );
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.pool.end();
    await this.database.close();
  }

  /** The outbox as new. */
  async clear(): Promise<void> {
    await this.database.query('TRUNCATE notice_item, notice, mailbox, membership');
    await this.database.query('UPDATE account SET email = NULL, email_since = NULL');
    this.told.length = 0;
  }

  turnTo(text: string): void {
    this.now = at(text);
  }

  /** Somebody who works in the village; as a mediator, to whom no message of these specs goes by role, unless told. */
  async person(
    email: string | undefined,
    role: Role = 'mediator',
    name = '某人',
    departmentId?: string,
  ): Promise<string> {
    const accounts = new AccountDirectory(this.dataSource, this.ring);
    const id = await accounts.create({ username: randomUUID(), passwordHash: 'x', name }, 0);
    if (email) await accounts.setEmail(id, email, at('2026-01-01T00:00:00'));
    await this.dataSource.getRepository(MembershipEntity).insert({
      id: randomUUID(),
      accountId: id,
      role,
      departmentId,
      placeId: PLACE.villageId,
      validFrom: new Date(0),
    });
    return id;
  }

  async department(name: string): Promise<string> {
    const id = randomUUID();
    await this.dataSource
      .getRepository(DepartmentEntity)
      .insert({ id, placeId: PLACE.townshipId, name, kind: 'other' });
    return id;
  }

  /** A case whose triage was claimed, and of which the assignee (else the clerks) was reminded. */
  async reminded(
    over: { assignee?: string; due?: string; urgent?: boolean; remindedAt?: string; times?: number } = {},
  ): Promise<{ story: CaseStory; number: string }> {
    const { assignee, due = '2026-11-06T00:00:00', urgent = false, remindedAt, times = 1 } = over;
    const story = new CaseStory(randomUUID(), assignee);
    const number = `清溪2026-${String((this.numbers += 1)).padStart(4, '0')}`;
    const recorder = new Recorder(this.pool, this.ring);
    await recorder.record(story.opened({ number, urgent }));
    await recorder.record(story.did({ type: 'stepRescheduled', step: 'triage', dueAt: at(due) }));
    if (assignee) await recorder.record(story.did({ type: 'stepAssigned', step: 'triage', assignee }));
    for (let i = 0; i < times; i += 1)
      await recorder.record(
        story.did({
          type: 'reminded',
          cause: 'reminder',
          reminders: [{ rule: 0, for: 0 }],
          step: 'triage',
          dueAt: at(due),
          owner: 'clerk',
          ...(assignee && { assignee }),
        }),
      );
    if (remindedAt)
      await this.database.query('UPDATE mailbox SET created_at = $2 WHERE case_id = $1', [
        story.caseId,
        new Date(at(remindedAt)),
      ]);
    return { story, number };
  }

  async record(input: Parameters<Recorder['record']>[0]): Promise<void> {
    await new Recorder(this.pool, this.ring).record(input);
  }

  sender(smtpUrl: string, over: Partial<SenderParts> = {}): NoticeSender {
    const timeouts = { connect: 500, silence: 500, whole: 1_000 };
    return new NoticeSender({
      store: new NoticeStore(this.pool, this.ring, 'email'),
      channel: new EmailChannel(smtpUrl, 'qunying@example.org', timeouts),
      digestAt: '09:00',
      url: 'https://qunying.example',
      now: () => this.now,
      random: () => 0,
      tell: (line) => void this.told.push(line),
      ...over,
    });
  }

  notices(): Promise<Notice[]> {
    return this.database.query<Notice>(
      'SELECT id, kind, account_id, status, cause, smtp_code, attempts, due_at, day::text FROM notice ORDER BY created_at, id',
    );
  }
}
