import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { caseStatusQuery, retryRecordSignal, type RecordActivities } from '#contracts';
import { eventually } from '#runtime';
import { Cases } from '../../support/cases.js';
import { comment, withdrawal } from '../../support/commands.js';
import { refusalOf } from '../../support/refusals.js';

type Record = RecordActivities['record'];
let cases: Cases;
/** What stands between workflow and PostgreSQL in the test at hand. */
let around: (real: Record) => Record = (real) => real;
let parked = 0;

beforeAll(async () => {
  cases = await Cases.start({
    activities: (real) => ({
      record: (input) => around((i) => real.record(i))(input),
      park: async (caseId, at) => {
        await real.park(caseId, at);
        parked += 1;
      },
    }),
  });
});
afterEach(() => {
  around = (real) => real;
});
afterAll(() => cases?.close());

const status = (caseId: string) => cases.handle(caseId).query(caseStatusQuery);

const until = (condition: () => Promise<boolean>): Promise<unknown> =>
  eventually(
    async () => {
      if (!(await condition())) throw new Error('not yet');
    },
    { withinMs: 20_000, everyMs: 50 },
  );

describe('while PostgreSQL is away', () => {
  it('commands wait, and all are recorded when it is back', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    let away = true;
    let attempts = 0;
    around = (real) => (input) => {
      attempts += 1;
      return away ? Promise.reject(new Error('connection refused')) : real(input);
    };
    const sent = [comment(), comment(), comment()].map((command) => cases.send(caseId, command));
    await until(async () => attempts > 2);
    expect(await cases.soundness(caseId)).toEqual(before);
    expect(await status(caseId)).toMatchObject({ recordedVersion: before.version, blocked: false });
    away = false;
    const versions = (await Promise.all(sent)).map(({ version }) => version);
    expect(new Set(versions).size).toBe(3);
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, version: before.version + 3 });
  });

  it('what was written although the answer got lost is not written twice', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    let lost = 0;
    around = (real) => async (input) => {
      await real(input);
      lost += 1;
      if (lost < 3) throw new Error('connection reset');
    };
    const { version } = await cases.comment(caseId);
    expect(lost).toBe(3);
    expect(await cases.soundness(caseId)).toEqual({ ...before, events: version, version, commands: 2 });
  });

  it('a case whose closing is not recorded does not end', async () => {
    const caseId = await cases.open();
    let away = true;
    around = (real) => (input) => (away ? Promise.reject(new Error('gone')) : real(input));
    const closing = cases.send(caseId, withdrawal());
    await until(async () => (await status(caseId)).version > (await status(caseId)).recordedVersion);
    expect(await refusalOf(cases.comment(caseId))).toBe('case.closed');
    expect((await cases.handle(caseId).describe()).status.name).toBe('RUNNING');
    away = false;
    await closing;
    await cases.handle(caseId).result();
    expect(await cases.reader.findCase(caseId)).toMatchObject({ status: 'closed' });
  });
});

describe('a case that diverged from PostgreSQL', () => {
  /** Makes PostgreSQL hold another event where the case's next one belongs, and gives the way to repair it. */
  async function diverge(caseId: string, forged: object = {}): Promise<() => Promise<void>> {
    const moved = '00000000-0000-7000-8000-000000000000';
    const next = (await cases.recordedVersion(caseId)) + 1;
    await cases.database.query(
      `INSERT INTO event SELECT (e).* FROM (
         SELECT jsonb_populate_record(e, jsonb_build_object('seq', $2::int, 'command_id', $3::text,
           'digest', '\\xff') || $4::jsonb) AS e
         FROM event e WHERE case_id = $1 AND seq = $2::int - 1) forged`,
      [caseId, next, moved, JSON.stringify(forged)],
    );
    return async () => {
      // Events are protected by triggers; who repairs by hand has to switch them off.
      await cases.database.query(
        `SET session_replication_role = replica; DELETE FROM event WHERE command_id = '${moved}'`,
      );
    };
  }

  it('is parked, visible and refuses commands, until it is repaired; then it loses nothing', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    const repair = await diverge(caseId);
    const waiting = cases.comment(caseId);
    await until(async () => (await status(caseId)).blocked);
    expect(await refusalOf(cases.send(caseId, comment()))).toBe('case.blocked');
    expect((await cases.handle(caseId).describe()).status.name).toBe('RUNNING');
    const blocked = () =>
      cases.database.query('SELECT blocked_at FROM case_row WHERE id = $1 AND blocked_at IS NOT NULL', [
        caseId,
      ]);
    expect(await blocked()).toHaveLength(1);

    await repair();
    await cases.handle(caseId).signal(retryRecordSignal);
    expect(await waiting).toMatchObject({ version: before.version + 1 });
    expect(await blocked()).toHaveLength(0);
    await cases.comment(caseId);
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, version: before.version + 2 });
  });

  it('is parked also when what stands there is no event of ours', async () => {
    const caseId = await cases.open();
    const { version } = await cases.soundness(caseId);
    const repair = await diverge(caseId, { type: 'stepOpened', data: {} });
    const waiting = cases.comment(caseId);
    await until(async () => (await status(caseId)).blocked);
    await repair();
    await cases.handle(caseId).signal(retryRecordSignal);
    expect(await waiting).toMatchObject({ version: version + 1 });
  });

  it('parks again when nothing was repaired', async () => {
    const caseId = await cases.open();
    const repair = await diverge(caseId);
    const waiting = cases.comment(caseId);
    await until(async () => (await status(caseId)).blocked);
    const before = parked;
    await cases.handle(caseId).signal(retryRecordSignal);
    await until(async () => parked > before && (await status(caseId)).blocked);
    await repair();
    await cases.handle(caseId).signal(retryRecordSignal);
    await waiting;
  });
});

describe('a worker that goes away', () => {
  it('is replaced by the next one, which goes on from the history', async () => {
    const caseId = await cases.open();
    const { version } = await cases.comment(caseId);
    await cases.stopWorker();
    const waiting = cases.comment(caseId);
    const opened = cases.open();
    await cases.startWorker();
    expect(await waiting).toMatchObject({ version: version + 1 });
    expect(await cases.soundness(await opened)).toMatchObject({ gapless: true, commands: 1 });
  });

  it('lets an update that was evicted from its memory be answered by replay', async () => {
    await cases.stopWorker();
    await cases.startWorker({ options: { maxCachedWorkflows: 0, maxConcurrentWorkflowTaskPolls: 1 } });
    const caseId = await cases.open();
    const versions = [
      await cases.comment(caseId),
      await cases.comment(caseId),
      await cases.comment(caseId),
    ].map(({ version }) => version);
    expect(versions).toEqual([versions[0], versions[0]! + 1, versions[0]! + 2]);
    await cases.send(caseId, withdrawal());
    await cases.handle(caseId).result();
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, commands: 5 });
  });
});

it('a case in trouble holds up no other', async () => {
  const troubled = await cases.open();
  around = (real) => (input) => (input.caseId === troubled ? Promise.reject(new Error('no')) : real(input));
  const stuck = cases.comment(troubled);
  await cases.open();
  around = (real) => real;
  expect(await stuck).toMatchObject({ caseId: troubled });
});
