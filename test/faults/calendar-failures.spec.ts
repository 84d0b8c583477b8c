import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { calendarWorkflowId } from '#contracts';
import { addDays, dateOf } from '#domain';
import { listFailures } from '#persistence';
import { now, startTemporal, until } from '#testing';
import { catchUpCalendars } from '../../apps/worker/src/calendar/catch-up.js';
import { resync } from '../../apps/worker/src/recovery/resync.js';
import { bringCalendar, withDayOff } from '../support/calendars.js';
import { Cases } from '../support/cases.js';
import { OPENED_AT } from '../support/commands.js';
import { recordCases, resume } from '../support/deadlines.js';

/** More than one batch. */
const COUNT = 30;
const NEVER = Date.parse('2099-01-01T00:00:00Z');
let cases: Cases;

beforeAll(async () => {
  // Workflows of calendars are named by their version alone: no other spec may have the same.
  cases = await Cases.prepare(undefined, startTemporal({ ownNamespace: true }));
  await cases.startWorker();
});
afterAll(() => cases?.close());

const moved = async (): Promise<number> => {
  const [row] = await cases.database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM case_row WHERE calendar_version = 2',
  );
  return row!.n;
};
const retry = () => catchUpCalendars(cases.pool, cases.client, cases.temporal, now(), { anew: true });

it('cases that fail stop no calendar: they stand by their ids until they are mended', async () => {
  await bringCalendar(cases.database, cases.game.calendar);
  const snapshots = await recordCases(
    cases,
    Array.from({ length: COUNT }, () => NEVER),
    now(),
  );
  await resume(cases, snapshots);
  const [lost, broken] = snapshots.map(({ state }) => state.caseId).sort() as [string, string];
  await cases.handle(lost).terminate();
  // An event that no rule can read; whoever writes it by hand has to switch the triggers off.
  const [{ data }] = (await cases.database.query<{ data: object }>(
    'SELECT data FROM event WHERE case_id = $1 AND seq = 1',
    [broken],
  )) as [{ data: object }];
  const write = (value: object) =>
    cases.database.query(
      `SET session_replication_role = replica;
       UPDATE event SET data = '${JSON.stringify(value).replaceAll("'", "''")}' WHERE case_id = '${broken}' AND seq = 1`,
    );
  await write({ rules: 1 });
  await bringCalendar(cases.database, withDayOff(cases.game.calendar, addDays(dateOf(OPENED_AT), 1)));

  await retry();
  await until(async () => (await moved()) === COUNT - 2, 'all others are moved');
  await until(async () => (await listFailures(cases.pool)).length === 2, 'both are named');
  const failures = await listFailures(cases.pool);
  expect(
    failures.map(({ id, task, kind }) => ({ id, task, kind })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  ).toEqual([lost, broken].map((id) => ({ id, task: 'calendar', kind: 'case' })));
  expect(failures.find(({ id }) => id === lost)!.reason).toBe('workflow.notRunning');
  expect(failures.find(({ id }) => id === broken)!.reason).toMatch(/Error$/);

  await write(data);
  const parts = {
    pool: cases.pool,
    ring: cases.ring,
    client: cases.client,
    now,
    taskQueue: cases.temporal.taskQueue,
  };
  expect(await resync(parts, { kind: 'case', id: lost })).toMatchObject({ settled: true });
  await retry();
  await until(async () => (await moved()) === COUNT, 'they have taken it over as well');
  expect(await cases.client.workflow.getHandle(calendarWorkflowId(2)).result()).toMatchObject({ left: 0 });
  expect(await listFailures(cases.pool)).toEqual([]);
}, 120_000);
