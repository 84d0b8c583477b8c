import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { caseStatusQuery } from '#contracts';
import { findParked, isDiscarded } from '#persistence';
import { now, until } from '#testing';
import { type Finding, inWords } from '../../apps/worker/src/recovery/findings.js';
import { type RecoveryParts, resync } from '../../apps/worker/src/recovery/resync.js';
import { allSubjects } from '../../apps/worker/src/recovery/subjects.js';
import { unpark } from '../../apps/worker/src/recovery/unpark.js';
import { verify } from '../../apps/worker/src/recovery/verify.js';
import { Cases, type WorkerChoice } from '../support/cases.js';
import { aCommand, comment, opening, withdrawal } from '../support/commands.js';
import { DatabaseBackup, OwnTemporal } from '../support/restores.js';
import { refusalOf } from '../support/refusals.js';
import { aRef } from '../support/play.js';

let cases: Cases;
/** Recording waits as long as this says so. */
let away = false;
const WORKER: WorkerChoice = {
  activities: (real) => ({
    record: (input) => (away ? Promise.reject(new Error('PostgreSQL is away')) : real.record(input)),
    park: (input) => real.park(input),
    isRecordedHead: (head) => real.isRecordedHead(head),
  }),
};

const parts = (): RecoveryParts => ({
  pool: cases.pool,
  ring: cases.ring,
  client: cases.client,
  taskQueue: cases.temporal.taskQueue,
  now,
});
const subject = (id: string) => ({ kind: 'case' as const, id });
/** But for the texts: these commands refer to some that stand nowhere. */
const codes = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ code, params }) => code !== 'textsLost' && params?.where !== 'content')
    .map(({ code }) => code);
const status = (caseId: string) => cases.handle(caseId).query(caseStatusQuery);
const accepted = (caseId: string) =>
  until(
    async () => (await status(caseId)).version > (await status(caseId)).recordedVersion,
    'it is accepted',
  );
const parked = (caseId: string) =>
  until(async () => (await findParked(cases.pool, caseId)) !== undefined, 'it is parked');
const sound = async (caseId: string): Promise<void> => {
  expect(codes(await verify(parts(), subject(caseId)))).toEqual([]);
  expect(await cases.soundness(caseId)).toMatchObject({ gapless: true });
};
/** As no API lets it pass: PostgreSQL's JSON has no such character. */
const unrecordable = () => aCommand({ type: 'linkExternal', ref: aRef('A', undefined, 'hotline\u0000') });

afterEach(() => {
  away = false;
});

describe('a case whose workflow is gone', () => {
  beforeAll(async () => {
    cases = await Cases.start(WORKER);
  });
  afterAll(() => cases?.close());

  it('goes on from what is recorded, and is left alone when asked again', async () => {
    const caseId = await cases.open();
    const before = await cases.comment(caseId);
    await cases.handle(caseId).terminate();
    expect(await refusalOf(cases.comment(caseId))).toBe('ended');
    expect(codes(await verify(parts(), subject(caseId)))).toEqual(['workflowNotRunning']);

    const { findings, settled } = await resync(parts(), subject(caseId));
    expect(settled).toBe(true);
    expect(codes(findings)).toEqual(['workflowNotRunning', 'startedAgain']);
    for (const finding of findings) expect(inWords(finding)).toMatch(/\p{Script=Han}.* · [A-Z]/u);
    expect((await cases.comment(caseId)).version).toBe(before.version + 1);
    await sound(caseId);
    expect(codes((await resync(parts(), subject(caseId))).findings)).toEqual(['inStep']);
  });

  it('loses nothing of what it had accepted, recorded or not', async () => {
    const caseId = await cases.open();
    const { version } = await cases.comment(caseId);
    away = true;
    const handed = comment();
    void cases.send(caseId, handed).catch(() => undefined);
    await accepted(caseId);
    // Accepted behind it, while the first is under way: nothing hands it to be recorded any more.
    const waiting = comment();
    void cases.send(caseId, waiting).catch(() => undefined);
    await until(async () => (await status(caseId)).version === version + 2, 'both are accepted');
    await cases.handle(caseId).terminate();
    away = false;

    const { findings } = await resync(parts(), subject(caseId));
    expect(codes(findings)).toEqual([
      ...['notYetRecorded', 'workflowNotRunning', 'unrecorded', 'recovered', 'startedAgain', 'sentAgain'],
    ]);
    // What was recovered refers to a text that PostgreSQL lacks: that is told, too.
    expect(findings.map(({ code }) => code)).toContain('textsLost');
    for (const { id } of [handed, waiting])
      expect(await cases.reader.findCommand(caseId, id)).toMatchObject({ commandId: id });
    expect(await cases.recordedVersion(caseId)).toBe(version + 2);
    await sound(caseId);
    expect(await cases.soundness(caseId)).toMatchObject({ commands: 4 });
  });

  it('is not started again once it is closed', async () => {
    const caseId = await cases.open();
    await cases.send(caseId, withdrawal());
    await cases.handle(caseId).result();
    await sound(caseId);
    const { findings, settled } = await resync(parts(), subject(caseId));
    expect({ settled, codes: codes(findings) }).toEqual({ settled: true, codes: ['ended'] });
    expect((await cases.handle(caseId).describe()).status.name).toBe('COMPLETED');
  });
});

describe('a case with something that PostgreSQL will never take', () => {
  beforeAll(async () => {
    cases = await Cases.start(WORKER);
  });
  afterAll(() => cases?.close());

  it('waits for a decision, and goes on without it once that is given up', async () => {
    const caseId = await cases.open();
    const { version } = await cases.comment(caseId);
    const bad = unrecordable();
    const lost = cases.send(caseId, bad);
    lost.catch(() => undefined);
    await parked(caseId);
    expect(await unpark(parts(), subject(caseId))).toMatchObject({
      now: 'parkedAgain',
      parked: { attempts: 2, reason: { code: 'unrecordable.value' } },
    });

    const first = await resync(parts(), subject(caseId));
    expect(first.settled).toBe(false);
    expect(codes(first.findings)).toEqual(['notYetRecorded', 'unrecordable', 'needsDiscard']);
    expect((await status(caseId)).blocked).toBe(true);

    const second = await resync(parts(), subject(caseId), { discard: true });
    expect(second.settled).toBe(true);
    expect(codes(second.findings)).toEqual(['notYetRecorded', 'unrecordable', 'discarded', 'startedAgain']);
    expect(await isDiscarded(cases.pool, caseId, bad.id)).toBe(true);
    expect(await findParked(cases.pool, caseId)).toBeUndefined();
    expect((await cases.comment(caseId)).version).toBe(version + 1);
    expect(codes((await resync(parts(), subject(caseId))).findings)).toEqual(['inStep']);
    await expect(lost).rejects.toThrow();
  });

  it('of which nothing is recorded is given up as a whole', async () => {
    const caseId = randomUUID();
    const bad = opening(cases.game, caseId, { number: '清溪\u0000' });
    cases.sendWithStart(caseId, bad).catch(() => undefined);
    await parked(caseId);
    expect(await allSubjects(cases.pool, cases.client)).toContainEqual(subject(caseId));
    const { findings } = await resync(parts(), subject(caseId), { discard: true });
    expect(codes(findings)).toEqual(['notYetRecorded', 'unrecordable', 'discarded', 'nothingRecorded']);
    expect((await cases.handle(caseId).describe()).status.name).toBe('TERMINATED');
    expect(await findParked(cases.pool, caseId)).toBeUndefined();
  });
});

describe('PostgreSQL restored older than Temporal', () => {
  let backup: DatabaseBackup;
  beforeAll(async () => {
    cases = await Cases.start(WORKER);
  });
  afterAll(async () => {
    await backup?.remove();
    await cases?.close();
  });

  it('gets the missing tail back from the histories, in every case, once', async () => {
    const [going, idle] = [await cases.open(), await cases.open()];
    await cases.comment(going);
    await cases.stopWorker();
    backup = await DatabaseBackup.of(cases.database);
    await cases.startWorker(WORKER);
    for (const caseId of [going, going, idle]) await cases.comment(caseId);
    const later = await cases.open();
    const closed = await cases.open();
    await cases.send(closed, withdrawal());
    await cases.handle(closed).result();
    const all = [going, idle, later, closed];
    const before = await Promise.all(all.map((caseId) => cases.reader.events(caseId)));
    await cases.stopWorker();
    await backup.restore();
    await cases.startWorker(WORKER);

    // One goes on before anybody has looked: it meets the gap, and waits.
    const waiting = cases.comment(going);
    await parked(going);
    expect(await findParked(cases.pool, going)).toMatchObject({ reason: { code: 'diverged.gap' } });
    expect(codes(await verify(parts(), subject(idle)))).toContain('missing');

    const known = await allSubjects(cases.pool, cases.client);
    for (const caseId of all) expect(known).toContainEqual(subject(caseId));
    for (const caseId of all) expect(await resync(parts(), subject(caseId))).toMatchObject({ settled: true });
    const { version } = await waiting;
    expect(version).toBe(before[0]!.length + 1);
    expect(await findParked(cases.pool, going)).toBeUndefined();

    const after = await Promise.all(all.map((caseId) => cases.reader.events(caseId)));
    expect(after.map((events, n) => events.slice(0, before[n]!.length))).toEqual(before);
    expect(after[0]).toHaveLength(version);
    for (const caseId of [going, idle, later]) {
      await cases.comment(caseId);
      expect(await cases.soundness(caseId)).toMatchObject({ gapless: true });
      expect(codes((await resync(parts(), subject(caseId))).findings)).toEqual(['inStep']);
    }
    expect(await cases.reader.findCase(closed)).toMatchObject({ status: 'closed' });
  });
});

describe('Temporal restored older than PostgreSQL', () => {
  let temporal: OwnTemporal;
  beforeAll(async () => {
    temporal = await OwnTemporal.start();
    cases = await Cases.prepare(undefined, Promise.resolve(temporal));
    await cases.startWorker(WORKER);
  });
  afterAll(() => cases?.close());

  it('the workflow is begun anew from the events; what it accepted meanwhile is done on them', async () => {
    const [going, idle, later] = [await cases.open(), await cases.open(), randomUUID()];
    await cases.comment(going);
    await cases.stopWorker();
    await temporal.backUp();
    await cases.startWorker(WORKER);
    await cases.comment(going);
    await cases.comment(going);
    await cases.comment(idle);
    await cases.sendWithStart(later, opening(cases.game, later));
    const before = await cases.reader.events(going);
    await cases.stopWorker();
    await temporal.restore();
    await cases.startWorker(WORKER);

    const sent = comment();
    cases.send(going, sent).catch(() => undefined);
    await parked(going);
    expect(codes(await verify(parts(), subject(idle)))).toEqual(['workflowOlder']);

    const first = await resync(parts(), subject(going));
    expect(codes(first.findings)).toEqual(expect.arrayContaining(['differing', 'startedAgain', 'sentAgain']));
    expect(codes((await resync(parts(), subject(idle))).findings)).toEqual(['workflowOlder', 'startedAgain']);
    expect(codes((await resync(parts(), subject(later))).findings)).toEqual([
      'workflowNotRunning',
      'startedAgain',
    ]);

    const after = await cases.reader.events(going);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ commandId: sent.id, seq: before.length + 1 });
    for (const caseId of [going, idle, later]) {
      await cases.comment(caseId);
      expect(await cases.soundness(caseId)).toMatchObject({ gapless: true });
      expect(codes((await resync(parts(), subject(caseId))).findings)).toEqual(['inStep']);
    }
  }, 180_000);
});
