import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import { verifyAudit } from '#persistence';
import { now, until } from '#testing';
import { Cases } from '../support/cases.js';
import { eachOf, recordCases, resume } from '../support/deadlines.js';
import { newKeys, WorkerProcesses } from '../support/worker-process.js';

const COUNT = 1_000;
/** Milliseconds from the first to the last, and until the first: time to bring the cases up. */
const SPREAD_MS = 10_000;
const LEAD_MS = 20_000;

let cases: Cases;
let workers: WorkerProcesses;

beforeAll(async () => {
  const keys = newKeys();
  cases = await Cases.prepare(KeyRing.parse(keys));
  workers = new WorkerProcesses({ database: cases.database, temporal: cases.temporal, keys });
});
afterAll(async () => {
  workers?.killAll();
  await cases?.close();
});

const reminded = async (): Promise<number> => {
  const [row] = await cases.database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM event WHERE type = 'reminded'`,
  );
  return row!.n;
};

it('1,000 deadlines in one minute, the worker killed in their midst: each reminded of once', async () => {
  let worker = workers.start();
  const first = now() + LEAD_MS;
  const instants = Array.from({ length: COUNT }, (_, n) => first + Math.floor((n * SPREAD_MS) / COUNT));
  const snapshots = await recordCases(cases, instants, now());
  await resume(cases, snapshots);

  await until(async () => (await reminded()) >= COUNT / 4, 'a quarter is reminded of');
  await workers.end(worker, 'SIGKILL');
  expect(await reminded()).toBeLessThan(COUNT);
  worker = workers.start();
  await until(async () => (await reminded()) >= COUNT, 'all are reminded of', 120_000);

  const dueOf = new Map(snapshots.map(({ state }, n) => [state.caseId, instants[n]!]));
  const rows = await cases.database.query<{ case_id: string; at: Date }>(
    `SELECT case_id, recorded_at AS at FROM event WHERE type = 'reminded'`,
  );
  expect(rows).toHaveLength(COUNT);
  expect(new Set(rows.map((row) => row.case_id)).size).toBe(COUNT);
  const tooEarly = rows.filter((row) => Number(row.at) < dueOf.get(row.case_id)!);
  expect(tooEarly).toEqual([]);

  const unmatched = await cases.database.query(
    `SELECT case_id, seq FROM (SELECT case_id, seq FROM event WHERE type = 'reminded') e
     FULL JOIN mailbox m USING (case_id, seq) WHERE e.case_id IS NULL OR m.case_id IS NULL`,
  );
  expect(unmatched).toEqual([]);
  const reports = await eachOf([...dueOf.keys()], 8, (caseId) => verifyAudit(cases.pool, cases.ring, caseId));
  expect(reports.flatMap(({ differences }) => differences)).toEqual([]);
  await workers.end(worker, 'SIGTERM');
}, 240_000);
