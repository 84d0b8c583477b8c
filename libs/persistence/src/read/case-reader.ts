import type { Answered, RecordedCommand } from '#contracts';
import type { CaseEvent, Instant } from '#domain';
import { similarCases, type SimilarQuery } from './similar-cases.js';
import { isDiscarded } from '../parked/discarded-commands.js';
import { findParked } from '../parked/parked-runs.js';
import { timestamp, type Pool } from '../pool.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow } from '../record/event-row.js';
import { type CaseListFilter, type CaseListQuery, countCases, listCases } from './case-list.js';
import { type CaseParticulars, caseParticulars } from './case-particulars.js';
import { type CaseScope, seen } from './case-scope.js';
import { lapsedAssignees } from './assignees.js';
import type { InboxSupervisionOrder } from './inbox-supervision-orders.js';
import { inboxDueTimes, listInbox, listWaitingForOthers, type InboxItem } from './inbox.js';
import type { InboxQuery } from './inbox-query.js';
import type { Page } from './keyset.js';
import { listMail, markMailRead, type MailItem, type MailQuery } from './mailbox.js';
import { openSteps, type OpenStep } from './open-steps.js';
import { CASE_COLUMNS, caseSummary, STEP_COLUMNS, stepSummary } from './rows.js';
import type { CaseRow, CaseSummary, StepRow, StepSummary } from './rows.js';

/** A case and what a command on it must know beforehand. */
export interface CaseForCommand extends CaseSummary {
  /** The command of that id, when it was carried out before. */
  command?: RecordedCommand;
  /** Every step as it was opened last. */
  steps: Pick<StepSummary, 'step' | 'kind' | 'status'>[];
  /** Version of the newest calendar that holds at the case's place. */
  newestCalendar: number;
  /** Who holds an open step of it without a role there that still may. */
  lapsedAssignees: string[];
}

interface ForCommandRow extends CaseRow {
  command: RecordedCommand | null;
  steps: CaseForCommand['steps'];
  newest_calendar: number;
  lapsed_assignees: string[];
}

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

  /** Its commands that were recorded, the oldest first: all, or the last ones. */
  async commands(caseId: string, last?: number): Promise<Answered[]> {
    const { rows } = await this.pool.query<Answered>({
      name: 'read-commands',
      text: `SELECT command_id AS "commandId", body_hash AS "bodyHash", version
        FROM command WHERE case_id = $1::uuid ORDER BY version DESC LIMIT $2::integer`,
      values: [caseId, last ?? null],
    });
    return rows.reverse();
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
  ): Promise<{ found: CaseSummary; lapsedAssignees: string[] } | undefined> {
    const values: unknown[] = [caseId, timestamp(now)];
    const { rows } = await this.pool.query<CaseRow & { lapsed_assignees: string[] }>({
      name: 'read-seen-case',
      text: `SELECT ${CASE_COLUMNS}, ${lapsedAssignees('c', '$2')} AS lapsed_assignees FROM case_row c
        WHERE c.id = $1::uuid AND ${seen(scope, (value) => `$${values.push(value)}`, 'c')}`,
      values,
    });
    const [row] = rows;
    return row && { found: caseSummary(row), lapsedAssignees: row.lapsed_assignees };
  }

  /** Whether the run of a case or duty waits for an operator, because it can't be recorded. */
  async isParked(id: string): Promise<boolean> {
    return (await findParked(this.pool, id)) !== undefined;
  }

  /** Whether an operator has given up a command that was accepted. */
  isDiscarded(id: string, commandId: string): Promise<boolean> {
    return isDiscarded(this.pool, id, commandId);
  }

  async findCase(caseId: string): Promise<CaseSummary | undefined> {
    const { rows } = await this.pool.query<CaseRow>({
      name: 'read-case',
      text: `SELECT ${CASE_COLUMNS} FROM case_row WHERE id = $1::uuid`,
      values: [caseId],
    });
    return rows[0] && caseSummary(rows[0]);
  }

  /** As {@link findSeen}, with all that a command asks for: one round trip instead of four. */
  async findForCommand(
    caseId: string,
    commandId: string,
    scope: CaseScope,
    now: Instant,
  ): Promise<CaseForCommand | undefined> {
    const values: unknown[] = [caseId, commandId, timestamp(now)];
    const { rows } = await this.pool.query<ForCommandRow>({
      name: 'read-case-for-command',
      text: `SELECT ${CASE_COLUMNS}, ${lapsedAssignees('c', '$3')} AS lapsed_assignees,
          (SELECT jsonb_build_object('caseId', o.case_id, 'commandId', o.command_id, 'bodyHash', o.body_hash,
             'version', o.version, 'accountId', o.account_id, 'firstSeq', o.first_seq)
           FROM command o WHERE o.case_id = $1::uuid AND o.command_id = $2::text) AS command,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'kind', s.kind, 'status', s.status)), '[]')
           FROM step_row s WHERE s.case_id = $1::uuid) AS steps,
          (SELECT max(v.version) FROM calendar_version v
           WHERE v.county_id IS NULL OR v.county_id = c.county_id) AS newest_calendar
        FROM case_row c
        WHERE c.id = $1::uuid AND ${seen(scope, (value) => `$${values.push(value)}`, 'c')}`,
      values,
    });
    const [row] = rows;
    if (!row) return undefined;
    const { command, steps, newest_calendar: newestCalendar, lapsed_assignees: lapsed } = row;
    return {
      ...caseSummary(row),
      steps,
      newestCalendar,
      lapsedAssignees: lapsed,
      ...(command && { command }),
    };
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

  /** See {@link openSteps}. */
  openSteps(caseIds: readonly string[], now: Instant): Promise<Map<string, OpenStep[]>> {
    return openSteps(this.pool, caseIds, now);
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

  /** The hash of the audit chain at an event, base64url. */
  async auditHash(caseId: string, seq: number): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ hash: Buffer }>({
      name: 'read-audit-hash',
      text: 'SELECT hash FROM audit WHERE case_id = $1::uuid AND seq = $2::integer',
      values: [caseId, seq],
    });
    return rows[0]?.hash.toString('base64url');
  }

  /** See {@link caseParticulars}. */
  particulars(ids: readonly string[]): Promise<Map<string, CaseParticulars>> {
    return caseParticulars(this.pool, ids);
  }

  similarCases(query: SimilarQuery): Promise<CaseSummary[]> {
    return similarCases(this.pool, query);
  }

  /** Those of the cases that are seen. */
  async seenOf(scope: CaseScope, ids: readonly string[]): Promise<string[]> {
    const values: unknown[] = [ids];
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT c.id FROM case_row c WHERE c.id = ANY ($1::uuid[]) AND ${seen(scope, (value) => `$${values.push(value)}`, 'c')}`,
      values,
    );
    return rows.map(({ id }) => id);
  }

  /** Exact up to `most`, else `most + 1`. */
  countCases(filter: CaseListFilter, most: number): Promise<number> {
    return countCases(this.pool, filter, most);
  }

  listCases(query: CaseListQuery): Promise<Page<CaseSummary>> {
    return listCases(this.pool, query);
  }

  inbox(query: InboxQuery): Promise<Page<InboxItem | InboxSupervisionOrder>> {
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
