import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPool, type Pool, Recorder } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory } from '../integration/persistence/case-events.js';
import { aKeyRing } from '../support/key-ring.js';

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist/scripts/figures-recount.js');

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  await new Recorder(pool, aKeyRing()).record(new CaseStory().opened());
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

/** `npm run figures:recount` */
async function recounted(): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url };
  return (await promisify(execFile)(process.execPath, [PROGRAM], { env })).stdout;
}

it('corrects the daily figures, and says which', async () => {
  expect(await recounted()).toContain('agree with the events');
  await pool.query('UPDATE backlog_day SET opened = opened + 5');
  const told = await recounted();
  expect(told).toMatch(/^backlog_day .*village_id=\S+ .*opened=6 → .*opened=1$/m);
  expect(told).toContain('1 corrected');
  expect(await recounted()).toContain('agree with the events');
});
