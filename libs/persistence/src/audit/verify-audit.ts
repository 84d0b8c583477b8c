import { type KeyRing, sha256Base64Url } from '#crypto';
import pg from 'pg';
import { inTransaction, type Pool, type Queryable } from '../pool.js';
import type { Writing } from '../record/append.js';
import { contentRefs } from '../record/content-refs.js';
import {
  chainLink,
  chainStart,
  EVENT_COLUMNS,
  eventDigest,
  fromEventRow,
  type EventRow,
} from '../record/event-row.js';
import { CASES } from '../record/case-log.js';
import { DUTIES } from '../record/duty-log.js';
import type { Log, LoggedEvent } from '../record/log.js';
import type { Difference } from './difference.js';
import { checkReadModel } from './verify-read-model.js';

export interface AuditReport {
  /** Or of the duty. */
  caseId: string;
  events: number;
  /** The chain's last hash, base64url: what is anchored outside, for a chain made anew as a whole is valid in itself. */
  head?: string;
  differences: Difference[];
}

/**
 * Recomputes digests, chain and read model of a case from its events and names every difference. Erased texts are no
 * difference: digests are of ciphertext, and the row of a case whose title nobody can read shows none.
 *
 * @param ring opens the title that the row of a case shows
 * @param anchoredHead a head that was kept outside; it must be one of the chain's links
 */
export const verifyAudit = (
  pool: Pool,
  ring: KeyRing,
  caseId: string,
  anchoredHead?: string,
): Promise<AuditReport> => verifyLog(CASES, pool, ring, caseId, anchoredHead);

/** As {@link verifyAudit}, of a duty. */
export const verifyDutyAudit = (
  pool: Pool,
  ring: KeyRing,
  dutyId: string,
  anchoredHead?: string,
): Promise<AuditReport> => verifyLog(DUTIES, pool, ring, dutyId, anchoredHead);

async function verifyLog<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  pool: Pool,
  ring: KeyRing,
  id: string,
  anchoredHead: string | undefined,
): Promise<AuditReport> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(pool, (db) => verify(log, { db, ring }, id, anchoredHead));
    } catch (error) {
      const moved = error instanceof pg.DatabaseError && error.code === SERIALIZATION_FAILURE;
      if (!moved || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The case went on while it was looked at. */
const SERIALIZATION_FAILURE = '40001';
const ATTEMPTS = 5;

async function verify<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  { db, ring }: Writing,
  id: string,
  anchoredHead: string | undefined,
): Promise<AuditReport> {
  // One snapshot, so that a case that goes on meanwhile isn't called altered.
  await db.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const rows = await eventsOf(db, id);
  const audit = await linksOf(db, id);
  const events = rows.map(fromEventRow<E>);
  const differences = [
    ...checkEvents(rows, events),
    ...checkChain(id, events, audit),
    ...(await checkCommands(db, id, events)),
    ...(await checkContent(db, events)),
    // The last: values that PostgreSQL can't take end the transaction.
    ...(await checkReadModel(log, { db, ring }, id, rows)),
  ];
  const links = audit.map((link) => link.hash.toString('base64url'));
  if (anchoredHead !== undefined && !links.includes(anchoredHead))
    differences.push({ where: 'audit', name: 'anchor', what: 'missing' });
  const head = links.at(-1);
  return { caseId: id, events: events.length, ...(head && { head }), differences };
}

interface Link {
  seq: number;
  previous: Buffer;
  hash: Buffer;
}

const eventsOf = async (db: Queryable, caseId: string): Promise<EventRow[]> =>
  (await db.query<EventRow>(`SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1 ORDER BY seq`, [caseId]))
    .rows;

const linksOf = async (db: Queryable, caseId: string): Promise<Link[]> =>
  (await db.query<Link>('SELECT seq, previous, hash FROM audit WHERE case_id = $1 ORDER BY seq', [caseId]))
    .rows;

/** Numbers without gaps, and each event as its own digest says. */
function checkEvents(rows: readonly EventRow[], events: readonly LoggedEvent[]): Difference[] {
  const found = new Set(rows.map((row) => row.seq));
  const last = rows.at(-1)?.seq ?? 0;
  const missing = numbers(last).filter((seq) => !found.has(seq));
  const altered = events.filter((event, index) => !eventDigest(event).equals(rows[index]!.digest));
  return [
    ...missing.map((seq): Difference => ({ where: 'event', seq, what: 'missing' })),
    ...altered.map(({ seq }): Difference => ({ where: 'event', seq, what: 'altered' })),
  ];
}

/** The chain over the digests recomputed from the events; after a break it goes on from what stands there. */
function checkChain(caseId: string, events: readonly LoggedEvent[], audit: readonly Link[]): Difference[] {
  const links = new Map(audit.map((link) => [link.seq, link]));
  const differences: Difference[] = [];
  let previous = chainStart(caseId);
  for (const event of events) {
    const link = links.get(event.seq);
    const hash = chainLink(previous, eventDigest(event));
    if (!link) differences.push({ where: 'audit', seq: event.seq, what: 'missing' });
    else if (!link.hash.equals(hash) || !link.previous.equals(previous))
      differences.push({ where: 'audit', seq: event.seq, what: 'altered' });
    previous = link?.hash ?? hash;
    links.delete(event.seq);
  }
  const surplus = [...links.keys()].map((seq): Difference => ({ where: 'audit', seq, what: 'surplus' }));
  return [...differences, ...surplus];
}

/** Every event of a command has that command on record, with the right range. */
async function checkCommands(
  db: Queryable,
  caseId: string,
  events: readonly LoggedEvent[],
): Promise<Difference[]> {
  const { rows } = await db.query<{
    command_id: string;
    account_id: string;
    first_seq: number;
    version: number;
  }>('SELECT command_id, account_id, first_seq, version FROM command WHERE case_id = $1', [caseId]);
  const commands = new Map(rows.map((row) => [row.command_id, row]));
  const byCommand = Map.groupBy(
    events.filter((event) => event.actor !== undefined),
    (event) => event.commandId,
  );
  const differences: Difference[] = [];
  for (const [commandId, own] of byCommand) {
    const command = commands.get(commandId);
    const fits =
      command?.first_seq === own[0]!.seq &&
      command.version === own.at(-1)!.seq &&
      command.account_id === own[0]!.actor;
    if (!fits) differences.push({ where: 'command', name: commandId, what: command ? 'altered' : 'missing' });
  }
  return differences;
}

async function checkContent(db: Queryable, events: readonly LoggedEvent[]): Promise<Difference[]> {
  const refs = events.flatMap((event) => contentRefs(event).map((ref) => ({ ...ref, seq: event.seq })));
  if (refs.length === 0) return [];
  const { rows } = await db.query<{ id: string; ciphertext: Buffer }>(
    'SELECT id, ciphertext FROM content WHERE id = ANY ($1::uuid[])',
    [refs.map((ref) => ref.content)],
  );
  const digests = new Map(rows.map((row) => [row.id, sha256Base64Url(row.ciphertext)]));
  return refs
    .filter((ref) => digests.get(ref.content) !== ref.digest)
    .map(({ content, seq }) => ({
      where: 'content',
      seq,
      name: content,
      what: digests.has(content) ? 'altered' : 'missing',
    }));
}

const numbers = (to: number): number[] => Array.from({ length: to }, (_, index) => index + 1);
