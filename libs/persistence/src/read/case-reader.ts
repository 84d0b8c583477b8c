import type { RecordedCommand } from '#contracts';
import type { CaseEvent, Instant } from '#domain';
import { timestamp, type Pool } from '../pool.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow } from '../record/event-row.js';
import { listCases, type CaseListQuery } from './case-list.js';
import { type CaseScope, seen } from './case-scope.js';
import { lapsedHolders } from './holders.js';
import type { InboxOrder } from './inbox-orders.js';
import { inboxDueTimes, listInbox, listWaitingForOthers, type InboxItem, type InboxQuery } from './inbox.js';
import type { Page } from './keyset.js';
import { listMail, markMailRead, type MailItem, type MailQuery } from './mailbox.js';
import { CASE_COLUMNS, caseSummary, STEP_COLUMNS, stepSummary } from './rows.js';
import type { CaseRow, CaseSummary, StepRow, StepSummary } from './rows.js';

/** What has been recorded. Every instant that matters is handed in; nothing here asks the database's clock. */
export class CaseReader {
  constructor(private readonly pool: Pool) {}

  /** In order, beginning after the given version. */
  async events(caseId: string, after = 0): Promise<CaseEvent[]> {
    const { rows } = await this.pool.query<EventRow>({
      name: 'read-events',
      text: `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1::uuid AND seq > $2::integer ORDER BY seq`,
      values: [caseId, after],
    });
    return rows.map(fromEventRow<CaseEvent>);
  }

  /** The answer of a command that was carried out, for closed cases too. */
  async findCommand(caseId: string, commandId: string): Promise<RecordedCommand | undefined> {
    const { rows } = await this.pool.query<RecordedCommand>({
      name: 'read-command',
      text: `SELECT case_id AS "caseId", command_id AS "commandId", body_hash AS "bodyHash", version,
          account_id AS "accountId", first_seq AS "firstSeq"
        FROM command WHERE case_id = $1::uuid AND command_id = $2::text`,
      values: [caseId, commandId],
    });
    return rows[0];
  }

  /**
   * The case, if it may be seen, and who holds an open step of it without a role there that still may.
   *
   * @param now of the memberships that count
   */
  async findSeen(
    caseId: string,
    scope: CaseScope,
    now: Instant,
  ): Promise<{ found: CaseSummary; lapsedHolders: string[] } | undefined> {
    const values: unknown[] = [caseId, timestamp(now)];
    const { rows } = await this.pool.query<CaseRow & { lapsed_holders: string[] }>({
      name: 'read-seen-case',
      text: `SELECT ${CASE_COLUMNS}, ${lapsedHolders('c', '$2')} AS lapsed_holders FROM case_row c
        WHERE c.id = $1::uuid AND ${seen(scope, (value) => `$${values.push(value)}`, 'c')}`,
      values,
    });
    const [row] = rows;
    return row && { found: caseSummary(row), lapsedHolders: row.lapsed_holders };
  }

  async findCase(caseId: string): Promise<CaseSummary | undefined> {
    const { rows } = await this.pool.query<CaseRow>({
      name: 'read-case',
      text: `SELECT ${CASE_COLUMNS} FROM case_row WHERE id = $1::uuid`,
      values: [caseId],
    });
    return rows[0] && caseSummary(rows[0]);
  }

  /** Every step as it was opened last, the oldest first. */
  async steps(caseId: string): Promise<StepSummary[]> {
    const { rows } = await this.pool.query<StepRow>({
      name: 'read-steps',
      text: `SELECT ${STEP_COLUMNS} FROM step_row WHERE case_id = $1::uuid ORDER BY started_at, round, step`,
      values: [caseId],
    });
    return rows.map(stepSummary);
  }

  /** The audit chain's links, hashes in base64url. */
  async auditTrail(caseId: string): Promise<{ seq: number; hash: string; previous: string }[]> {
    const { rows } = await this.pool.query<{ seq: number; hash: Buffer; previous: Buffer }>({
      name: 'read-audit',
      text: 'SELECT seq, hash, previous FROM audit WHERE case_id = $1::uuid ORDER BY seq',
      values: [caseId],
    });
    return rows.map(({ seq, hash, previous }) => ({
      seq,
      hash: hash.toString('base64url'),
      previous: previous.toString('base64url'),
    }));
  }

  listCases(query: CaseListQuery): Promise<Page<CaseSummary>> {
    return listCases(this.pool, query);
  }

  inbox(query: InboxQuery): Promise<Page<InboxItem | InboxOrder>> {
    return listInbox(this.pool, query);
  }

  inboxDueTimes(query: Parameters<typeof inboxDueTimes>[1]): ReturnType<typeof inboxDueTimes> {
    return inboxDueTimes(this.pool, query);
  }

  waitingForOthers(query: Omit<InboxQuery, 'due'>): Promise<Page<InboxItem>> {
    return listWaitingForOthers(this.pool, query);
  }

  mailbox(query: MailQuery): Promise<Page<MailItem>> {
    return listMail(this.pool, query);
  }

  markMailRead(mail: Pick<MailItem, 'sourceId' | 'seq'>, reader: CaseScope, at: Instant): Promise<boolean> {
    return markMailRead(this.pool, mail, reader, at);
  }
}
