import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { QueryConfig } from 'pg';
import {
  createPool,
  type DutyGroup,
  listDuties,
  listInbox,
  type Pool,
  Recorder,
  runningDuties,
  type ScopePlace,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { PLACE } from './case-events.js';
import { NOW, SupervisionOrderStory } from './supervision-order-events.js';
import { scopeAt } from './seats.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
let database: TestDatabase;
let pool: Pool;
let story: SupervisionOrderStory;

beforeAll(async () => {
  database = await startPostgres();
  // As for closed cases: one connection, and no autovacuum.
  pool = createPool(database.url, { size: 1, statementTimeout: 60_000 });
  await pool.query('ALTER TABLE duty_row SET (autovacuum_enabled = false)');
  const recorder = new Recorder(pool, ring);
  story = new SupervisionOrderStory();
  for (let n = 0; n < 60; n++) {
    const order = new SupervisionOrderStory(story.issuer, story.addressee);
    await recorder.recordDuty(await order.begin(recorder, { number: `清溪2026-${n}` }));
    if (n % 2) await recorder.recordDuty(order.answered());
    story = order;
  }
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

/** Orders that are over, in the same place, to the same person. */
async function endSupervisionOrders(count: number): Promise<void> {
  await pool.query(
    `INSERT INTO duty_row SELECT r.* FROM generate_series(1, $1::integer) n, duty_row d,
       jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'status', 'closed',
         'ended_at', timestamptz '2026-10-01' + n * interval '1 second')) r
     WHERE d.id = $2`,
    [count, story.dutyId],
  );
  await pool.query('VACUUM ANALYZE duty_row');
}

/** Runs a reader and sums the buffers of what it asks. */
async function buffersOf(read: (db: Pick<Pool, 'query'>) => Promise<unknown>): Promise<number> {
  let buffers = 0;
  const spy = {
    query: async ({ text, values }: QueryConfig) => {
      const statement = { text, values: values! };
      const { rows } = await pool.query({
        ...statement,
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      });
      const plan = rows[0]['QUERY PLAN'][0].Plan;
      buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      return pool.query(statement);
    },
  } as unknown as Pick<Pool, 'query'>;
  await read(spy);
  return buffers;
}

async function measured(): Promise<Record<string, number>> {
  const township: ScopePlace = { level: 'township', id: PLACE.townshipId };
  const list = (group: DutyGroup) =>
    buffersOf((db) => listDuties(db, { scope: scopeAt(township), group, now: NOW + 9e8, limit: 20 }));
  const work = [{ role: 'clerk' as const, place: township }];
  const scope = { accountId: story.addressee, places: [township], work };
  return {
    open: await list('open'),
    overdue: await list('overdue'),
    answered: await list('answered'),
    inbox: await buffersOf((db) => listInbox(db, { scope, now: NOW, limit: 20 })),
    running: await buffersOf((db) => runningDuties(db, [story.about.caseId])),
  };
}

/** The least of several looks: PostgreSQL now and then reads its own catalogues within a query. */
async function steady(): Promise<Record<string, number>> {
  const least = await measured();
  for (let look = 0; look < 5; look++)
    for (const [list, buffers] of Object.entries(await measured()))
      least[list] = Math.min(least[list] ?? buffers, buffers);
  return least;
}

it('reads the same with 10,000 and with 60,000 orders that are over', async () => {
  await endSupervisionOrders(10_000);
  const few = await steady();
  for (const buffers of Object.values(few)) expect(buffers).toBeGreaterThan(0);
  await endSupervisionOrders(50_000);
  expect(await steady()).toEqual(few);
  const [ended] = await pool
    .query(`SELECT count(*)::int AS n FROM duty_row WHERE ended_at IS NOT NULL`)
    .then(({ rows }) => rows as { n: number }[]);
  expect(ended).toEqual({ n: 60_000 });
}, 120_000);
