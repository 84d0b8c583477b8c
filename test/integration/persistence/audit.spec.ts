import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { KeyRing } from '#crypto';
import { ContentStore, createPool, type Pool, Recorder, verifyAudit } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory } from './case-events.js';

const ring = KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`);
let database: TestDatabase;
let pool: Pool;
let store: ContentStore;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  store = new ContentStore(pool, ring);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

async function aRecordedCase(): Promise<CaseStory> {
  const story = new CaseStory();
  const recorder = new Recorder(pool, ring);
  const [matter] = await store.put(`case/${story.caseId}`, ['屋檐滴水']);
  await recorder.record(story.opened({ matter: matter! }));
  await recorder.record(story.did(story.stepOpened('investigate', 3)));
  await recorder.record(story.did({ type: 'stepCancelled', step: 'investigate' }));
  return story;
}

/** As somebody who may do anything in the database. */
const tamper = (table: string, sql: string, values: unknown[]) =>
  database
    .query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    .then(() => database.query(sql, values))
    .then(() => database.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`));

describe('verifyAudit', () => {
  it('finds nothing in what was only recorded', async () => {
    const { caseId } = await aRecordedCase();
    const report = await verifyAudit(pool, ring, caseId);
    expect(report).toMatchObject({ events: 4, differences: [], head: expect.any(String) });
    expect((await verifyAudit(pool, ring, caseId, report.head)).differences).toEqual([]);
  });

  it('stays valid when the texts are erased', async () => {
    const { caseId } = await aRecordedCase();
    await store.erase(`case/${caseId}`);
    expect((await verifyAudit(pool, ring, caseId)).differences).toEqual([]);
  });

  it.each([
    [
      'event',
      `UPDATE event SET actor = NULL WHERE case_id = $1 AND seq = 2`,
      { where: 'event', seq: 2, what: 'altered' },
    ],
    [
      'event',
      `UPDATE event SET data = data || '{"owner":"county"}' WHERE case_id = $1 AND seq = 3`,
      { where: 'event', seq: 3, what: 'altered' },
    ],
    [
      'event',
      `UPDATE event SET occurred_at = occurred_at - interval '1 ms' WHERE case_id = $1 AND seq = 3`,
      { where: 'audit', seq: 3, what: 'altered' },
    ],
    [
      'event',
      `DELETE FROM event WHERE case_id = $1 AND seq = 2`,
      { where: 'event', seq: 2, what: 'missing' },
    ],
    [
      'event',
      `DELETE FROM event WHERE case_id = $1 AND seq = 4`,
      { where: 'audit', seq: 4, what: 'surplus' },
    ],
    [
      'event',
      `UPDATE event SET data = '{}' WHERE case_id = $1 AND seq = 3`,
      { where: 'readModel', what: 'altered' },
    ],
    [
      'audit',
      `DELETE FROM audit WHERE case_id = $1 AND seq = 4`,
      { where: 'audit', seq: 4, what: 'missing' },
    ],
    [
      'audit',
      `UPDATE audit SET hash = sha256(hash) WHERE case_id = $1 AND seq = 1`,
      { where: 'audit', seq: 1, what: 'altered' },
    ],
    [
      'command',
      `DELETE FROM command WHERE case_id = $1 AND first_seq = 3`,
      { where: 'command', what: 'missing' },
    ],
    [
      'content',
      `UPDATE content SET ciphertext = ciphertext || '\\x00' WHERE subject = 'case/' || $1::uuid`,
      { where: 'content', seq: 1, what: 'altered' },
    ],
    [
      'case_row',
      `UPDATE case_row SET due_at = due_at + interval '1 day' WHERE id = $1`,
      { where: 'readModel', name: 'case.due_at', what: 'altered' },
    ],
    [
      'step_row',
      `DELETE FROM step_row WHERE case_id = $1`,
      { where: 'readModel', name: 'step triage', what: 'missing' },
    ],
  ])('names tampering in %s: %s', async (table, sql, difference) => {
    const { caseId } = await aRecordedCase();
    await tamper(table, sql, [caseId]);
    expect((await verifyAudit(pool, ring, caseId)).differences).toContainEqual(
      expect.objectContaining(difference),
    );
  });

  it('finds a chain that was made anew as a whole by the head kept outside', async () => {
    const { caseId } = await aRecordedCase();
    const { head } = await verifyAudit(pool, ring, caseId);
    for (const table of ['event', 'audit', 'command'])
      await tamper(table, `DELETE FROM ${table} WHERE case_id = $1`, [caseId]);
    await database.query('DELETE FROM case_row WHERE id = $1', [caseId]);
    await new Recorder(pool, ring).record(new CaseStory(caseId).opened());
    const report = await verifyAudit(pool, ring, caseId, head);
    expect(report.differences).toContainEqual({ where: 'audit', name: 'anchor', what: 'missing' });
  });

  it('changes nothing by looking', async () => {
    const { caseId } = await aRecordedCase();
    await pool.query(`UPDATE case_row SET urgent = true WHERE id = $1`, [caseId]);
    await verifyAudit(pool, ring, caseId);
    const [row] = await database.query('SELECT urgent FROM case_row WHERE id = $1', [caseId]);
    expect(row).toEqual({ urgent: true });
  });
});
