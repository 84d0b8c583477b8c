import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { calendarWorkflowId } from '#contracts';
import { KeyRing } from '#crypto';
import { addDays, dateOf } from '#domain';
import { verifyAudit } from '#persistence';
import { now, startTemporal, until } from '#testing';
import { bringCalendar, withDayOff } from '../support/calendars.js';
import { Cases } from '../support/cases.js';
import { OPENED_AT } from '../support/commands.js';
import { eachOf, recordCases, resume } from '../support/deadlines.js';
import { newKeys, WorkerProcesses } from '../support/worker-process.js';

const COUNT = 200;
const NEVER = Date.parse('2099-01-01T00:00:00Z');

let cases: Cases;
let workers: WorkerProcesses;

beforeAll(async () => {
  const keys = newKeys();
  cases = await Cases.prepare(KeyRing.parse(keys), startTemporal({ ownNamespace: true }));
  workers = new WorkerProcesses({ database: cases.database, temporal: cases.temporal, keys });
});
afterAll(async () => {
  workers?.killAll();
  await cases?.close();
});

const moved = async (): Promise<number> => {
  const [row] = await cases.database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM case_row WHERE calendar_version = 2',
  );
  return row!.n;
};

it('a calendar that came with the installation: the worker brings it to 200 cases, killed in their midst', async () => {
  await bringCalendar(cases.database, cases.game.calendar);
  const snapshots = await recordCases(
    cases,
    Array.from({ length: COUNT }, () => NEVER),
    now(),
  );
  await resume(cases, snapshots);
  const dayAfter = addDays(dateOf(OPENED_AT), 1);
  await bringCalendar(cases.database, withDayOff(cases.game.calendar, dayAfter));

  // Nobody asks for it: the worker finds at its start that open cases count by an older calendar.
  const first = workers.start();
  await until(async () => (await moved()) >= COUNT / 4, 'a quarter is moved');
  await workers.end(first, 'SIGKILL');
  expect(await moved()).toBeLessThan(COUNT);
  const second = workers.start();
  await until(async () => (await moved()) === COUNT, 'all are moved', 120_000);
  const publication = cases.client.workflow.getHandle(calendarWorkflowId(2));
  expect(await publication.result()).toMatchObject({ left: 0 });
  const { runId } = await publication.describe();

  const times = await cases.database.query<{ type: string; per_case: number; cases: number }>(
    `SELECT type, per_case::int, count(*)::int AS cases
     FROM (SELECT case_id, type, count(*) AS per_case FROM event
           WHERE type IN ('calendarApplied', 'stepRescheduled') GROUP BY case_id, type) e
     GROUP BY type, per_case ORDER BY type`,
  );
  expect(times).toEqual([
    { type: 'calendarApplied', per_case: 1, cases: COUNT },
    { type: 'stepRescheduled', per_case: 1, cases: COUNT },
  ]);
  const ids = snapshots.map(({ state }) => state.caseId);
  const reports = await eachOf(ids, 8, (caseId) => verifyAudit(cases.pool, cases.ring, caseId));
  expect(reports.flatMap(({ differences }) => differences)).toEqual([]);

  // Started once more, there is nothing left to bring.
  await workers.end(second, 'SIGTERM');
  const third = workers.start();
  await until(async () => (await cases.comment(ids[0]!)).version > 0, 'the third carries cases');
  expect(await workers.end(third, 'SIGTERM')).toBe(0);
  expect((await publication.describe()).runId).toBe(runId);
}, 240_000);
