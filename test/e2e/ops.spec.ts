import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import { findParked } from '#persistence';
import { until } from '#testing';
import { Cases } from '../support/cases.js';
import { aCommand } from '../support/commands.js';
import { newKeys } from '../support/worker-process.js';
import { aRef } from '../support/play.js';

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist/scripts/ops.js');
const keys = newKeys();
let cases: Cases;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qunying-ops-'));
  cases = await Cases.prepare(KeyRing.parse(keys));
  await cases.startWorker();
});
afterAll(async () => {
  await cases?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** `npm run ops -- …`: exit code and what it says. */
function ops(...args: string[]): Promise<{ code: number; said: string }> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATA_DIR: dataDir,
    DATABASE_URL: cases.database.url,
    TEMPORAL_ADDRESS: cases.temporal.address,
    TEMPORAL_NAMESPACE: cases.temporal.namespace,
    TEMPORAL_TASK_QUEUE: cases.temporal.taskQueue,
    ENCRYPTION_KEYS: keys,
  };
  return new Promise((done) => {
    execFile(process.execPath, [PROGRAM, ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    );
  });
}

it('lists what is blocked, tells what to do, and has it go on', async () => {
  expect(await ops('blocked')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Nothing is blocked'),
  });
  const caseId = await cases.open();
  const bad = aCommand({ type: 'linkExternal', ref: aRef('A', undefined, 'hotline\u0000') });
  cases.send(caseId, bad).catch(() => undefined);
  await until(async () => (await findParked(cases.pool, caseId)) !== undefined, 'it is parked');

  const blocked = await ops('blocked');
  expect(blocked.code).toBe(2);
  expect(blocked.said).toMatch(new RegExp(`^case/${caseId}  \\S+Z  ×1  unrecordable.value  .*没有这样的值`));
  expect(await ops('unpark', caseId)).toMatchObject({
    code: 2,
    said: expect.stringContaining('Parked again'),
  });
  expect(await ops('resync', caseId)).toMatchObject({ code: 2, said: expect.stringContaining('--discard') });
  const discarded = await ops('resync', `case/${caseId}`, '--discard');
  expect(discarded).toMatchObject({ code: 0, said: expect.stringContaining(bad.id) });
  expect(await ops('blocked')).toMatchObject({ code: 0 });
  await cases.comment(caseId);
  expect((await ops('retry')).said).toContain('older calendar');
}, 120_000);

it('refuses what it does not know, with what it knows', async () => {
  expect(await ops('mend')).toMatchObject({ code: 1, said: expect.stringContaining('resync --all') });
  expect(await ops('unpark', 'x')).toMatchObject({ code: 1, said: expect.stringContaining('no such case') });
  const id = 'case/019a0000-0000-7000-8000-000000000001';
  expect(await ops('erase', id)).toMatchObject({ code: 1, said: expect.stringContaining('--yes') });
  expect(await ops('erase', id, '--yes')).toMatchObject({ code: 0 });
  expect(await ops('erase-again')).toMatchObject({
    code: 0,
    said: expect.stringContaining('0 erased again'),
  });
}, 60_000);
