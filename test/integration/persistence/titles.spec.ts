import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseReader, ContentStore, createPool, type Pool, Recorder, verifyAudit } from '#persistence';
import { startPostgres, type TestDatabase, until } from '#testing';
import { aKeyRing } from '../../support/key-ring.js';
import { CaseStory, matter } from './case-events.js';
import { scopeAt } from './seats.js';

const ring = aKeyRing();
const TITLE = '屋檐滴水';
let database: TestDatabase;
let pool: Pool;
let texts: ContentStore;
let recorder: Recorder;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  texts = new ContentStore(pool, ring);
  recorder = new Recorder(pool, ring);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

/** An opening whose title is in the content store. */
async function titled(story = new CaseStory()) {
  const [title] = await texts.put(`case/${story.caseId}`, [TITLE]);
  return {
    story,
    opening: story.opened({ title: title! }),
    erase: () => texts.erase(`case/${story.caseId}`),
  };
}
const shown = async ({ caseId }: CaseStory) => (await new CaseReader(pool).findCase(caseId))?.title;
const differences = async ({ caseId }: CaseStory) =>
  (await verifyAudit(pool, ring, caseId)).differences.filter(({ where }) => where === 'readModel');
async function isFound({ caseId, place }: CaseStory, text: string): Promise<boolean> {
  const scope = scopeAt({ level: 'village', id: place.villageId });
  const { items } = await new CaseReader(pool).listCases({ scope, text, limit: 100 });
  return items.some(({ id }) => id === caseId);
}

describe('the title of a case', () => {
  it('stands in no event, is shown and found, and stays so however the case goes on', async () => {
    const { story, opening } = await titled();
    await recorder.record(opening);
    await recorder.record(story.did(story.stepOpened('investigate')));
    const events = await database.query('SELECT data::text FROM event WHERE case_id = $1', [story.caseId]);
    expect(JSON.stringify(events)).not.toContain(TITLE);
    expect(await shown(story)).toBe(TITLE);
    expect(await isFound(story, '滴水')).toBe(true);
    await recorder.rebuildReadModel(story.caseId);
    expect(await shown(story)).toBe(TITLE);
    expect(await differences(story)).toEqual([]);
  });

  it('is gone from the row and from search once it was erased, and never comes back', async () => {
    const { story, opening, erase } = await titled();
    await recorder.record(opening);
    await erase();
    const isGone = async () => {
      expect(await shown(story)).toBeUndefined();
      expect(await isFound(story, '滴水')).toBe(false);
      expect(await isFound(story, '清溪2026-0001')).toBe(true);
      expect(await differences(story)).toEqual([]);
    };
    await isGone();
    // By the recorder that remembers it, by one that doesn't, and anew.
    await recorder.record(story.did(story.stepOpened('investigate')));
    await isGone();
    await new Recorder(pool, ring).record(story.did(story.stepOpened('opine')));
    await isGone();
    await recorder.rebuildReadModel(story.caseId);
    await isGone();
  });

  it('is recorded as none where its text is not there', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened({ title: matter() }));
    expect(await shown(story)).toBeUndefined();
    expect(await differences(story)).toEqual([]);
  });

  it('that shows although it was erased is named by the audit', async () => {
    const { story, opening, erase } = await titled();
    await recorder.record(opening);
    await erase();
    await database.query('UPDATE case_row SET title = $1 WHERE id = $2', [TITLE, story.caseId]);
    expect(await differences(story)).toEqual([{ where: 'readModel', name: 'case.title', what: 'altered' }]);
  });
});

describe('a title that is erased while it is recorded', () => {
  /** A pool that has something done before its first statement that writes. */
  function before(work: () => Promise<unknown>): Pool {
    let done = false;
    const query = async (statement: { text: string }, values?: unknown[]) => {
      if (!done && statement.text.startsWith('WITH')) {
        done = true;
        await work();
      }
      return pool.query(statement, values);
    };
    return Object.assign(Object.create(pool) as Pool, { query });
  }

  it('after it was read is not written', async () => {
    const { story, opening, erase } = await titled();
    await new Recorder(before(erase), ring).record(opening);
    expect(await new CaseReader(pool).findCase(story.caseId)).toMatchObject({ version: 2 });
    expect(await shown(story)).toBeUndefined();
    expect(await differences(story)).toEqual([]);
  });

  it('waits for an erasure that has begun', async () => {
    const { story, opening } = await titled();
    const erasing = await pool.connect();
    await erasing.query('BEGIN');
    await erasing.query('UPDATE content_key SET wrapped = NULL, destroyed_at = now() WHERE subject = $1', [
      `case/${story.caseId}`,
    ]);
    let recorded = false;
    const recording = recorder.record(opening).finally(() => (recorded = true));
    const waits = 'SELECT FROM pg_locks WHERE NOT granted';
    await until(async () => recorded || (await database.query(waits)).length > 0, 'it waits');
    await erasing.query('COMMIT');
    erasing.release();
    await recording;
    expect(await shown(story)).toBeUndefined();
  });

  it('at the same instant is in no row, whoever comes first', async () => {
    const cases = await Promise.all(Array.from({ length: 40 }, () => titled()));
    await Promise.all(cases.flatMap(({ opening, erase }) => [recorder.record(opening), erase()]));
    for (const { story } of cases) {
      expect(await new CaseReader(pool).findCase(story.caseId)).toMatchObject({ version: 2 });
      expect(await shown(story)).toBeUndefined();
    }
  });

  it('while the rows are made anew is in no row, and none is lost', async () => {
    const cases = await Promise.all(Array.from({ length: 20 }, () => titled()));
    for (const { opening } of cases) await recorder.record(opening);
    await Promise.all(
      cases.flatMap(({ story, erase }) => [
        recorder.rebuildReadModel(story.caseId).catch(() => undefined),
        erase(),
      ]),
    );
    for (const { story } of cases) {
      expect(await new CaseReader(pool).findCase(story.caseId)).toMatchObject({ version: 2 });
      expect(await shown(story)).toBeUndefined();
    }
  });
});
