import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { caseStatusQuery, retryRecordSignal, type RecordActivities } from '#contracts';
import { findParked } from '#persistence';
import { eventually } from '#runtime';
import { Cases } from '../../support/cases.js';
import { comment, opening, withdrawal } from '../../support/commands.js';
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
      isRecordedHead: (head) => real.isRecordedHead(head),
      park: async (input) => {
        await real.park(input);
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
    const blocked = () => findParked(cases.pool, caseId);
    expect(await blocked()).toMatchObject({
      kind: 'case',
      caseId,
      attempts: 1,
      reason: { code: 'diverged.event', detail: String(before.version + 1) },
    });

    await repair();
    await cases.handle(caseId).signal(retryRecordSignal);
    expect(await waiting).toMatchObject({ version: before.version + 1 });
    expect(await blocked()).toBeUndefined();
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
    expect(await findParked(cases.pool, caseId)).toMatchObject({ attempts: 2 });
    await repair();
    await cases.handle(caseId).signal(retryRecordSignal);
    await waiting;
  });
});

describe('what PostgreSQL will never take', () => {
  /** As no API lets it pass: a date that PostgreSQL doesn't have. */
  const NOWHEN = Date.parse('0000-01-01T00:00:00Z');

  it('parks the case after one attempt, for the operator to see', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    let attempts = 0;
    around = (real) => (input) => {
      attempts += 1;
      // The last event alone, so that it is the database that refuses it.
      return real({ ...input, events: input.events.map((event) => ({ ...event, occurredAt: NOWHEN })) });
    };
    const waiting = cases.comment(caseId);
    await until(async () => (await status(caseId)).blocked);
    expect(attempts).toBe(1);
    expect(await findParked(cases.pool, caseId)).toMatchObject({
      reason: { code: 'unrecordable.value', detail: expect.stringMatching(/^22/) },
    });
    expect(await cases.soundness(caseId)).toEqual(before);
    around = (real) => real;
    await cases.handle(caseId).signal(retryRecordSignal);
    expect(await waiting).toMatchObject({ version: before.version + 1 });
  });

  it('parks it also when nothing of it is recorded yet', async () => {
    const caseId = randomUUID();
    around = (real) => (input) =>
      real({ ...input, events: input.events.map((event) => ({ ...event, occurredAt: NOWHEN })) });
    const waiting = cases.sendWithStart(caseId, opening(cases.game, caseId));
    await until(async () => (await findParked(cases.pool, caseId)) !== undefined);
    expect(await cases.recordedVersion(caseId)).toBe(0);
    // The program was mended: what was accepted is recorded after all.
    around = (real) => real;
    await cases.handle(caseId).signal(retryRecordSignal);
    await until(async () => (await findParked(cases.pool, caseId)) === undefined);
    expect(await cases.recordedVersion(caseId)).toBe((await waiting).version);
  });

  /** A number that has no JSON has no digest either. */
  it('parks it where the program itself breaks over it', async () => {
    const caseId = await cases.open();
    around = (real) => (input) =>
      real({ ...input, events: input.events.map((event) => ({ ...event, recordedAt: NaN })) });
    const waiting = cases.comment(caseId);
    await until(async () => (await status(caseId)).blocked);
    expect(await findParked(cases.pool, caseId)).toMatchObject({
      reason: { code: 'unrecordable.program', detail: 'TypeError' },
    });
    around = (real) => real;
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
