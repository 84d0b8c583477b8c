import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import { ContentStore, createPool, forgetParked, type Pool, Recorder } from '#persistence';
import { now, startPostgres, type TestDatabase } from '#testing';
import { FileFolder } from '../../apps/worker/src/sweeping/file-folder.js';
import { Sweeper } from '../../apps/worker/src/sweeping/sweeper.js';
import { CaseStory } from './persistence/case-events.js';
import { aKeyRing } from '../support/key-ring.js';

const ring = aKeyRing();
const DAY = 86_400_000;
const NOW = now();

let database: TestDatabase;
let pool: Pool;
let folder: string;
let sweeper: Sweeper;
let texts: ContentStore;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  folder = join(await mkdtemp(join(tmpdir(), 'qunying-sweep-')), 'files');
  await mkdir(folder);
  const ring = KeyRing.parse(`test:${randomBytes(32).toString('base64')}`);
  texts = new ContentStore(pool, ring, () => NOW - 3 * DAY);
  // Two at a time, so that one batch isn't enough.
  sweeper = new Sweeper(pool, new FileFolder(folder), () => NOW, 2);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const nothingPending = (): Promise<boolean> => Promise.resolve(false);

async function file(name: string, daysAgo: number): Promise<string> {
  await writeFile(join(folder, name), 'x');
  const then = new Date(NOW - daysAgo * DAY);
  await utimes(join(folder, name), then, then);
  return name;
}

/** An upload as the API keeps it; whether a command attached it is the case's to know. */
async function upload(caseId: string, daysAgo: number): Promise<{ id: string; key: string }> {
  const [id, key] = [randomUUID(), await file(randomUUID(), daysAgo)];
  await pool.query(
    `INSERT INTO attachment (id, case_id, subject, media_type, size, sha256, storage_key, uploaded_by, created_at)
     VALUES ($1, $2, $3, 'image/png', 1, '', $4, $5, $6)`,
    [id, caseId, `case/${caseId}`, key, randomUUID(), new Date(NOW - daysAgo * DAY)],
  );
  return { id, key };
}

const kept = async (ids: string[]): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM attachment WHERE id = ANY ($1)', [ids]);
  return rows.map(({ id }) => id).sort();
};

it('uploads that nothing came of go with their files; attached, young and blocked ones stay', async () => {
  const [story, blocked] = [new CaseStory(), new CaseStory(randomUUID())];
  const recorder = new Recorder(pool, ring);
  await recorder.record(story.opened());
  await recorder.record(blocked.opened());
  const attached = await upload(story.caseId, 9);
  await recorder.record(story.did({ type: 'attached', attachmentId: attached.id, digest: 'd' }));
  const young = await upload(story.caseId, 1);
  const waiting = await upload(blocked.caseId, 9);
  const givenUp = await Promise.all(Array.from({ length: 5 }, () => upload(story.caseId, 3)));
  const [, waitingText] = await texts.put(`case/${blocked.caseId}`, ['一', '二']);
  const reason = { code: 'diverged.gap' as const };
  await recorder.park({ caseId: blocked.caseId, at: NOW, reason });
  // An order about a case, parked before PostgreSQL knew of it: its instruction is a text of the case.
  const supervisionOrderId = randomUUID();
  const ordered = randomUUID();
  const [instruction] = await texts.put(`case/${ordered}`, ['请说明']);
  await recorder.parkDuty({ dutyId: supervisionOrderId, caseId: ordered, at: NOW, reason });

  await sweeper.sweep(nothingPending);
  const stay = [attached, young, waiting];
  const all = [...stay, ...givenUp].map(({ id }) => id);
  expect(await kept(all)).toEqual(stay.map(({ id }) => id).sort());
  expect((await readdir(folder)).sort()).toEqual(stay.map(({ key }) => key).sort());
  expect(await texts.get([waitingText!, instruction!])).toEqual([{ text: '二' }, { text: '请说明' }]);

  for (const id of [blocked.caseId, supervisionOrderId]) await forgetParked(pool, id);
  await sweeper.sweep(nothingPending);
  expect(await kept(all)).toEqual([attached.id, young.id].sort());
  expect(await texts.get([waitingText!, instruction!])).toEqual([
    { missing: 'unknown' },
    { missing: 'unknown' },
  ]);
});

it('what belongs to a command that may still be recorded stays', async () => {
  const caseId = randomUUID();
  const workflowId = `case/${caseId}`;
  const put = async (commandId: string, ...what: string[]) =>
    texts.put(`case/${caseId}`, what, { workflowId, commandId });
  const first = await put('refused', '甲', '乙');
  const second = await put('accepted', '丙', '丁');
  const third = await put('refused', '戊');
  const asked: object[] = [];
  await sweeper.sweep((command) => {
    asked.push(command);
    return Promise.resolve(command.commandId === 'accepted');
  });
  expect(asked).toContainEqual({ workflowId, commandId: 'accepted', isOpen: false });
  expect(await texts.get([...first, ...second, ...third])).toEqual([
    ...[{ missing: 'unknown' }, { missing: 'unknown' }],
    ...[{ text: '丙' }, { text: '丁' }, { missing: 'unknown' }],
  ]);
});

it('nothing goes while it can not be asked', async () => {
  const caseId = randomUUID();
  const putFor = { workflowId: `case/${caseId}`, commandId: 'c' };
  const refs = await texts.put(`case/${caseId}`, ['甲'], putFor);
  await expect(sweeper.sweep(() => Promise.reject(new Error('no Temporal')))).rejects.toThrow('no Temporal');
  expect(await texts.get(refs)).toEqual([{ text: '甲' }]);
});

it('files that no upload is known of go, also what broke off; nothing else in the folder does', async () => {
  const known = await upload(randomUUID(), 5);
  const orphans = await Promise.all([1, 2, 3].map(() => file(randomUUID(), 5)));
  const broken = await file(`${randomUUID()}.part`, 5);
  const coming = await file(`${randomUUID()}.part`, 0);
  const foreign = await file('README.txt', 99);
  await sweeper.sweepFolder();
  const left = await readdir(folder);
  for (const name of [known.key, coming, foreign]) expect(left).toContain(name);
  for (const name of [...orphans, broken]) expect(left).not.toContain(name);
});

it('keys of requests are forgotten after a month', async () => {
  const ages = [1, 29, 31, 40, 50];
  for (const days of ages)
    await pool.query(`INSERT INTO idempotency (command_id, body_hash, created_at) VALUES ($1, '', $2)`, [
      randomUUID(),
      new Date(NOW - days * DAY),
    ]);
  await sweeper.sweep(nothingPending);
  const { rows } = await pool.query('SELECT 1 FROM idempotency');
  expect(rows).toHaveLength(2);
});

it('a machine without the files has nothing to sweep', async () => {
  const elsewhere = new Sweeper(pool, new FileFolder(join(folder, 'nowhere')), () => NOW);
  await expect(elsewhere.sweepFolder()).resolves.toBeUndefined();
});
