import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import {
  CalendarCases,
  type CaseScope,
  createPool,
  listCases,
  listInbox,
  listWatchedSteps,
  type Pool,
  type ScopePlace,
} from '#persistence';
import { type CalendarBits, dateOf } from '#domain';
import { Dice } from '../../../libs/domain/src/testing/play/dice.js';
import { openCounty } from '../county/county.js';
import { idOf, townshipId, villageBy, villageId } from '../county/places.js';
import { withDayOff } from '../../support/calendars.js';
import { type Block, compare, measure, quantile } from '../rounds.js';
import type { Measured } from '../row.js';
import { figure } from './action.js';

const DAY = 86_400_000;
const LIMIT = 50;
/** Different places, so that not all pages are of one. */
const PLACES = 20;

type Read = (db: Pool, scope: ScopePlace) => Promise<unknown>;

/** Of somebody who does the village's work and holds nothing yet. */
const seenFrom = (place: ScopePlace): CaseScope => ({
  accountId: idOf('account', 'nobody'),
  places: [place],
  work: (['committee', 'clerk', 'convener'] as const).map((role) => ({ role, place })),
});

const lists = (now: number): Record<string, Read> => {
  const watch = { now, soonBefore: now + 3 * DAY, unassignedSince: now - DAY, waitingSince: now - 3 * DAY };
  const watched =
    (group: 'overdue' | 'stuck'): Read =>
    (db, scope) =>
      listWatchedSteps(db, { scope: seenFrom(scope), group, watch, limit: LIMIT });
  return {
    'case list': (db, scope) => listCases(db, { scope: seenFrom(scope), limit: LIMIT }),
    'closed cases': (db, scope) => listCases(db, { scope: seenFrom(scope), status: 'closed', limit: LIMIT }),
    search: (db, scope) =>
      listCases(db, { scope: seenFrom(scope), status: 'all', text: '2026', limit: LIMIT }),
    inbox: (db, place) =>
      listInbox(db, {
        scope: seenFrom(place),
        now,
        limit: LIMIT,
      }),
    overdue: watched('overdue'),
    stuck: watched('stuck'),
  };
};

/**
 * Reading from a generated county beside P: the same statements, prepared, on the same connections with nothing around
 * them.
 */
export async function measureLists(folder: string, rounds: number, pieces: number): Promise<Measured[]> {
  const { cluster, url } = await openCounty(folder);
  const pool = createPool(url, { size: 8, statementTimeout: 60_000 });
  try {
    const now = await newest(pool);
    const rows: Measured[] = [];
    for (const [name, read] of Object.entries(lists(now)))
      rows.push(await beside(pool, name, read, rounds, pieces));
    return [...rows, await calendarBatch(pool, now, pieces)];
  } finally {
    await pool.end();
    await cluster.stop();
  }
}

async function beside(
  pool: Pool,
  name: string,
  read: Read,
  rounds: number,
  pieces: number,
): Promise<Measured> {
  const dice = new Dice(1);
  const scopes = Array.from({ length: PLACES }, (_, n): ScopePlace => {
    const village = villageBy(dice.next());
    return n % 4 === 0
      ? { level: 'township', id: townshipId(village) }
      : { level: 'village', id: villageId(village) };
  });
  const bare: QueryConfig[][] = [];
  for (const scope of scopes) bare.push(await statementsOf(pool, (db) => read(db, scope)));
  const product = (): Promise<Block> => measure(pieces, (_, n) => read(pool, scopes[n % PLACES]!));
  const floor = (): Promise<Block> =>
    measure(pieces, (_, n) => Promise.all(bare[n % PLACES]!.map((statement) => pool.query(statement))));
  await product();
  await floor();
  const comparison = await compare(rounds, product, floor);
  return figure(`${name}, p95`, 'ms', comparison, (block) => quantile(block.each, 0.95), '≤ 1.2 ×');
}

/** What a reader asks, as prepared statements. */
async function statementsOf(pool: Pool, read: (db: Pool) => Promise<unknown>): Promise<QueryConfig[]> {
  const found: QueryConfig[] = [];
  const query = (statement: string | QueryConfig, given?: unknown[]) => {
    const { text, values = [] } =
      typeof statement === 'string' ? { text: statement, values: given } : statement;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 40);
    found.push({ name, text, values: values as unknown[] });
    return pool.query(text, values as unknown[]);
  };
  await read({ query } as unknown as Pool);
  return found;
}

/** A batch of twenty for a calendar that changes a day; there is nothing to compare it with. */
async function calendarBatch(pool: Pool, now: number, pieces: number): Promise<Measured> {
  const { rows } = await pool.query<{ bits: CalendarBits }>(
    'SELECT bits FROM calendar_version ORDER BY version DESC LIMIT 1',
  );
  const newer = withDayOff(rows[0]!.bits, dateOf(now + 5 * DAY));
  const cases = new CalendarCases(pool);
  const dice = new Dice(2);
  const block = await measure(pieces, () => {
    const after = idOf('after', dice.between(0, 1_000_000));
    return cases.page({ calendarFor: () => newer, now, after, limit: 20 });
  });
  return { name: 'calendar batch of 20, p50', unit: 'ms', product: quantile(block.each, 0.5) };
}

async function newest(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ at: Date }>('SELECT max(updated_at) AS at FROM case_row');
  return rows[0]?.at.getTime() ?? Date.now();
}
