import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContentStore, createPool, type Pool, Recorder, verifyAudit } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory } from './case-events.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

/** The pool, and the first words of what it was asked. */
function listened(): { pool: Pool; asked: string[] } {
  const asked: string[] = [];
  const query = (statement: string | { text: string }, values?: unknown[]) => {
    asked.push((typeof statement === 'string' ? statement : statement.text).trim().slice(0, 6));
    return pool.query(statement as string, values);
  };
  return { pool: Object.assign(Object.create(pool) as Pool, { query }), asked };
}

const readModel = async (caseId: string) =>
  (await verifyAudit(pool, ring, caseId)).differences.filter(({ where }) => where === 'readModel');
const stepRow = async (caseId: string, step: string) =>
  (await pool.query('SELECT * FROM step_row WHERE case_id = $1 AND step = $2', [caseId, step])).rows[0];

/** As somebody who may do anything in the database. */
async function replacedBy(story: CaseStory, recorded: () => Promise<void>): Promise<void> {
  for (const table of ['event', 'audit', 'command']) {
    await database.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    await database.query(`DELETE FROM ${table} WHERE case_id = $1`, [story.caseId]);
    await database.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`);
  }
  await database.query('DELETE FROM case_row WHERE id = $1', [story.caseId]);
  await database.query('DELETE FROM step_row WHERE case_id = $1', [story.caseId]);
  await recorded();
}

describe('a recorder that remembers how far cases have come', () => {
  it('asks nothing before it goes on with what it wrote itself, and once with what others wrote', async () => {
    const story = new CaseStory();
    const [own, other] = [listened(), listened()];
    const [recorder, second] = [new Recorder(own.pool, ring), new Recorder(other.pool, ring)];
    await recorder.record(story.opened());
    await recorder.record(story.did(story.stepOpened('investigate', 2)));
    expect(own.asked).toEqual(['WITH h', 'WITH h']);
    await second.record(story.did(story.stepOpened('opine', 3)));
    expect(other.asked).toEqual(['SELECT', 'WITH h']);
    await recorder.record(story.did({ type: 'stepCancelled', step: 'opine' }));
    expect(own.asked.slice(2)).toEqual(['SELECT', 'WITH h']);
    expect(await readModel(story.caseId)).toEqual([]);
  });

  it('remembers no more than it is told to', async () => {
    const [first, second] = [new CaseStory(), new CaseStory()];
    const { pool: spied, asked } = listened();
    const recorder = new Recorder(spied, ring, 1);
    await recorder.record(first.opened());
    await recorder.record(second.opened());
    await recorder.record(first.did(first.stepOpened('investigate')));
    expect(asked).toEqual(['WITH h', 'WITH h', 'SELECT', 'WITH h']);
  });

  it('asks for a text once in the life of a case: for its title', async () => {
    const story = new CaseStory();
    const [title] = await new ContentStore(pool, ring).put(`case/${story.caseId}`, ['屋檐滴水']);
    const { pool: spied, asked } = listened();
    const recorder = new Recorder(spied, ring);
    await recorder.record(story.opened({ title: title! }));
    await recorder.record(story.did(story.stepOpened('investigate')));
    expect(asked).toEqual(['SELECT', 'WITH h', 'WITH h']);
  });

  it('writes rows of what PostgreSQL holds, not of what it remembers', async () => {
    const story = new CaseStory();
    const recorder = new Recorder(pool, ring);
    await recorder.record(story.opened());
    await recorder.record(story.did(story.stepOpened('investigate', 2)));
    // Restored from elsewhere: as many events, but others.
    const fork = new CaseStory(story.caseId, story.accountId);
    await replacedBy(story, async () => {
      await new Recorder(pool, ring).record(fork.opened({ urgent: true }));
      await new Recorder(pool, ring).record(fork.did(fork.stepOpened('opine', 9)));
    });
    await recorder.record(story.did({ type: 'stepAssigned', step: 'triage', assignee: story.accountId }));
    expect(await readModel(story.caseId)).toEqual([]);
    expect(await stepRow(story.caseId, 'investigate')).toBeUndefined();
    expect(await stepRow(story.caseId, 'triage')).toMatchObject({ assignee: story.accountId });
  });

  it('leaves to a newer program what newer rules have made', async () => {
    const story = new CaseStory();
    const recorder = new Recorder(pool, ring);
    await recorder.record(story.opened());
    const next = story.did(story.stepOpened('investigate'));
    const newer = { ...next, events: next.events.map((event) => ({ ...event, rules: 1_000 })) };
    await expect(recorder.record(newer)).rejects.toMatchObject({ name: 'NewerRulesError' });
    expect(await stepRow(story.caseId, 'investigate')).toBeUndefined();
    await recorder.record(next);
    expect(await readModel(story.caseId)).toEqual([]);
  });

  it('refuses for good what the rules can make nothing of, and writes nothing of it', async () => {
    const story = new CaseStory();
    const recorder = new Recorder(pool, ring);
    await recorder.record(story.opened());
    const next = story.did(story.stepOpened('investigate'));
    const broken = { ...next, events: next.events.map((event) => ({ ...event, kind: 'unheardOf' })) };
    await expect(recorder.record(broken as typeof next)).rejects.toMatchObject({
      name: 'DivergedError',
      divergence: { reason: 'unreadable' },
    });
    expect(await stepRow(story.caseId, 'investigate')).toBeUndefined();
    await recorder.record(next);
    expect(await stepRow(story.caseId, 'investigate')).toMatchObject({ status: 'open' });
  });

  it('names a missing link of the chain instead of trying for ever', async () => {
    const story = new CaseStory();
    const recorder = new Recorder(pool, ring);
    await recorder.record(story.opened());
    await database.query('ALTER TABLE audit DISABLE TRIGGER ALL');
    await database.query('DELETE FROM audit WHERE case_id = $1 AND seq = 2', [story.caseId]);
    await database.query('ALTER TABLE audit ENABLE TRIGGER ALL');
    await expect(recorder.record(story.did(story.stepOpened('investigate')))).rejects.toMatchObject({
      divergence: { reason: 'audit', seq: 2 },
    });
  });
});
