import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import { Cases } from '../support/cases.js';
import { newKeys, WorkerProcesses } from '../support/worker-process.js';

let cases: Cases;
let workers: WorkerProcesses;

/** A comment that PostgreSQL keeps waiting in the middle of being recorded. */
async function heldUp(caseId: string) {
  const client = await cases.pool.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM case_row WHERE id = $1 FOR UPDATE', [caseId]);
  const answer = cases.comment(caseId);
  const locked =
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  while ((await cases.database.query(locked)).length === 0)
    await new Promise((again) => setTimeout(again, 20));
  return {
    answer,
    async letGo(): Promise<void> {
      await client.query('ROLLBACK');
      client.release();
    },
  };
}

beforeAll(async () => {
  const keys = newKeys();
  cases = await Cases.prepare(KeyRing.parse(keys));
  workers = new WorkerProcesses({ database: cases.database, temporal: cases.temporal, keys });
});
afterAll(async () => {
  workers?.killAll();
  await cases?.close();
});

describe('kill -9 of the worker alone', () => {
  it('under traffic: another takes over, nothing acknowledged is lost, nothing is doubled', async () => {
    let worker = workers.start();
    const caseIds = await Promise.all([cases.open(), cases.open()]);
    const acknowledged = new Map(caseIds.map((caseId) => [caseId, new Set<number>()]));
    const perLane = 12;
    const lane = async (caseId: string): Promise<void> => {
      for (let i = 0; i < perLane; i += 1)
        acknowledged.get(caseId)!.add((await cases.comment(caseId)).version);
    };
    const before = await Promise.all(caseIds.map((caseId) => cases.soundness(caseId)));
    const lanes = Promise.all(caseIds.flatMap((caseId) => [1, 2, 3, 4].map(() => lane(caseId))));
    const count = () => [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0);
    for (const enough of [10, 45]) {
      while (count() < enough) await new Promise((again) => setTimeout(again, 5));
      await workers.end(worker, 'SIGKILL');
      worker = workers.start();
    }
    await lanes;
    for (const [index, caseId] of caseIds.entries()) {
      const { events, version } = before[index]!;
      const sent = 4 * perLane;
      expect(acknowledged.get(caseId)!.size).toBe(sent);
      expect(await cases.soundness(caseId)).toEqual({
        gapless: true,
        events: events + sent,
        version: version + sent,
        commands: 1 + sent,
      });
    }
    await workers.end(worker, 'SIGKILL');
  }, 60_000);

  it('while it records: the next one records it soon, not after the whole time-out', async () => {
    const first = workers.start();
    const caseId = await cases.open();
    const { version } = await cases.soundness(caseId);
    const { answer, letGo } = await heldUp(caseId);
    await workers.end(first, 'SIGKILL');
    const killedAt = performance.now();
    const second = workers.start();
    await letGo();
    expect(await answer).toMatchObject({ version: version + 1 });
    expect(performance.now() - killedAt).toBeLessThan(20_000);
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, version: version + 1, commands: 2 });
    await workers.end(second, 'SIGKILL');
  }, 60_000);
});

it('SIGTERM drains: what was begun is recorded by that same worker, which then ends in order', async () => {
  const worker = workers.start();
  const caseId = await cases.open();
  const { version } = await cases.soundness(caseId);
  const { answer, letGo } = await heldUp(caseId);
  const ended = workers.end(worker, 'SIGTERM');
  await new Promise((later) => setTimeout(later, 300));
  expect(worker.exitCode).toBeNull();
  await letGo();
  expect(await ended).toBe(0);
  // Recorded by the process that is gone; the answer needs one more workflow task, from whoever comes next.
  expect(await cases.recordedVersion(caseId)).toBe(version + 1);
  const next = workers.start();
  expect(await answer).toMatchObject({ version: version + 1 });
  await workers.end(next, 'SIGTERM');
}, 60_000);
