import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { QueryConfig } from 'pg';
import { createPool, listInbox, listWatchedSteps, type Pool, Recorder, type ScopePlace } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory, PLACE } from './case-events.js';
import { scopeAt } from './seats.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const DAY = 86_400_000;

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await startPostgres();
  // One connection, so that its settings hold for all and its catalogue reads come only once; no autovacuum, so that
  // only the test itself draws samples and cleans up.
  pool = createPool(database.url, { size: 1, statementTimeout: 60_000 });
  for (const table of ['case_row', 'step_row'])
    await pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  const recorder = new Recorder(pool, ring);
  for (let n = 0; n < 60; n++) {
    const story = new CaseStory(randomUUID(), randomUUID(), PLACE);
    await recorder.record(story.opened({ number: `清溪2026-${n}` }));
    // A long pause is judged by the case's procedure.
    if (n % 3 === 0)
      await recorder.record(story.did({ type: 'paused', reason: 'harvest', until: '2026-12-01' }));
  }
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

/** Closed cases in the same place, each with steps that are done. */
async function closeCases(count: number): Promise<void> {
  const place = Object.values(PLACE)
    .map((id) => `'${id}'::uuid`)
    .join(', ');
  await pool.query(
    `WITH c AS (
      INSERT INTO case_row (id, county_id, township_id, village_id, grid_id, number, procedure_key, procedure_version,
        urgent, outcome, version, round, escalated, calendar_version, opened_at, due_at, closed_at, updated_at, search)
      SELECT gen_random_uuid(), ${place}, 'n' || n, 'dispute', 1, false, 'agreed', 9, 1, false, 1,
        timestamptz '2026-01-01' + n * interval '1 second', 'infinity', '2026-10-01', '2026-10-01', ''
      FROM generate_series(1, $1::integer) AS n RETURNING *)
    INSERT INTO step_row (case_id, step, kind, round, visit, status, outcome, owner_role, started_at, due_at, done_at,
      county_id, township_id, village_id, grid_id)
    SELECT id, kind, kind, 1, 1, 'done', 'completed', 'clerk', opened_at, opened_at, closed_at, county_id, township_id,
      village_id, grid_id
    FROM c, unnest(ARRAY['triage', 'sign']) AS kind`,
    [count],
  );
  await pool.query('VACUUM case_row, step_row');
}

/** The statistics by which PostgreSQL plans; a sample has 300 times as many rows as the target. */
async function analyze(target: number): Promise<void> {
  await pool.query(`SET default_statistics_target = ${target}`);
  await pool.query('ANALYZE case_row, step_row');
}

/** Runs a reader and sums the buffers of what it asks. */
async function buffersOf(read: (db: Pick<Pool, 'query'>) => Promise<{ items: unknown[] }>): Promise<number> {
  let buffers = 0;
  const spy = {
    query: async (statement: QueryConfig) => {
      const { rows } = await pool.query({
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`,
        values: statement.values!,
      });
      const plan = rows[0]['QUERY PLAN'][0].Plan;
      buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      return pool.query(statement);
    },
  } as unknown as Pick<Pool, 'query'>;
  const { items } = await read(spy);
  expect(items).toHaveLength(20);
  return buffers;
}

async function measured(): Promise<Record<string, number>> {
  const scope = scopeAt({ level: 'township', id: PLACE.townshipId });
  const watch = {
    now: NOW,
    soonBefore: NOW + 3 * DAY,
    unassignedSince: NOW - DAY,
    waitingSince: NOW - 3 * DAY,
  };
  const village: ScopePlace = { level: 'village', id: PLACE.villageId };
  const watched = (group: 'overdue' | 'stuck') =>
    buffersOf((db) => listWatchedSteps(db, { scope, group, watch, limit: 20 }));
  return {
    inbox: await buffersOf((db) =>
      listInbox(db, {
        scope: { ...scopeAt(village), work: [{ role: 'clerk', place: village }] },
        now: NOW,
        limit: 20,
      }),
    ),
    overdue: await watched('overdue'),
    stuck: await watched('stuck'),
  };
}

/**
 * The least of several looks: now and then PostgreSQL reads its own catalogues within a query, anew after each VACUUM
 * and ANALYZE. That only ever adds.
 */
async function steady(): Promise<Record<string, number>> {
  const least = await measured();
  for (let look = 0; look < 6; look++)
    for (const [list, buffers] of Object.entries(await measured()))
      least[list] = Math.min(least[list] ?? buffers, buffers);
  return least;
}

/** A small sample holds no open row, as a usual one now and then: what is read must not depend on that luck. */
const SAMPLES = { usual: 100, withoutOpenRows: 1 };

it('reads the same with 10,000 and with 300,000 closed cases, whatever the sample', async () => {
  await closeCases(10_000);
  await analyze(SAMPLES.usual);
  const few = await steady();
  for (const buffers of Object.values(few)) expect(buffers).toBeGreaterThan(0);
  await closeCases(290_000);
  for (const target of Object.values(SAMPLES)) {
    await analyze(target);
    expect(await steady()).toEqual(few);
  }
}, 120_000);
