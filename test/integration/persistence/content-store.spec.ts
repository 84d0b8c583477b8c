import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { KeyRing } from '#crypto';
import {
  ContentStore,
  createPool,
  ErasedSubjectError,
  type Pool,
  Recorder,
  type Subject,
  forgetTexts,
  unreferencedTexts,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory } from './case-events.js';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const firstKey = key('k1');
const NOW = Date.parse('2026-11-02T09:00:00+08:00');

let database: TestDatabase;
let pool: Pool;
const aStore = (keys = firstKey) => new ContentStore(pool, KeyRing.parse(keys), () => NOW);
const subject = (): Subject => `case/${randomUUID()}`;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

describe('ContentStore', () => {
  it('gives back texts in the order of the references, across processes', async () => {
    const of = subject();
    const first = await aStore().put(of, ['一', '二']);
    const second = await aStore().put(of, ['三']);
    expect(await aStore().get([second[0]!, first[1]!, first[0]!])).toEqual([
      { text: '三' },
      { text: '二' },
      { text: '一' },
    ]);
  });

  it('keeps one key a subject when many put for the first time at once', async () => {
    const of = subject();
    const refs = await Promise.all(Array.from({ length: 10 }, (_, i) => aStore().put(of, [`${i}`])));
    const texts = await aStore().get(refs.flat());
    expect(texts).toEqual(Array.from({ length: 10 }, (_, i) => ({ text: `${i}` })));
    expect(await database.query('SELECT 1 FROM content_key WHERE subject = $1', [of])).toHaveLength(1);
  });

  it('opens old texts after a rotation, and tells when a key is missing', async () => {
    const refs = await aStore().put(subject(), ['旧']);
    expect(await aStore(`${key('k2')},${firstKey}`).get(refs)).toEqual([{ text: '旧' }]);
    await expect(aStore(key('k2')).get(refs)).rejects.toThrow(/not in the key ring/);
  });

  it('finds changed and exchanged ciphertext', async () => {
    const store = aStore();
    const [a, b] = await store.put(subject(), ['甲', '乙']);
    await database.query(
      'UPDATE content SET ciphertext = (SELECT ciphertext FROM content WHERE id = $1) WHERE id = $2',
      [a!.content, b!.content],
    );
    expect(await store.get([b!, { ...a!, digest: 'x' }, { content: randomUUID(), digest: 'x' }])).toEqual([
      { missing: 'altered' },
      { missing: 'altered' },
      { missing: 'unknown' },
    ]);
    // Even with a digest that fits: the ciphertext belongs to the other id.
    expect(await store.get([{ content: b!.content, digest: a!.digest }])).toEqual([{ missing: 'altered' }]);
    await database.query('UPDATE content SET digest = $1 WHERE id = $2', [a!.digest, b!.content]);
    expect(await store.get([{ content: b!.content, digest: a!.digest }])).toEqual([{ missing: 'altered' }]);
  });

  it('erases a subject for good, other subjects stay', async () => {
    const [gone, kept] = [subject(), subject()];
    const store = aStore();
    const [goneRef] = await store.put(gone, ['去']);
    const [keptRef] = await store.put(kept, ['留']);
    const elsewhere = aStore();
    await elsewhere.put(gone, ['也去']);
    await store.erase(gone);
    expect(await store.get([goneRef!, keptRef!])).toEqual([{ missing: 'erased' }, { text: '留' }]);
    await expect(store.put(gone, ['再'])).rejects.toThrow(ErasedSubjectError);
    await expect(elsewhere.put(gone, ['再'])).rejects.toThrow(ErasedSubjectError);
    const [row] = await database.query('SELECT wrapped FROM content_key WHERE subject = $1', [gone]);
    expect(row).toEqual({ wrapped: null });
  });

  it('sweeps what no event refers to, and nothing younger than asked', async () => {
    const story = new CaseStory();
    const store = aStore();
    const [used, unused] = await store.put(`case/${story.caseId}`, ['用', '不用']);
    await new Recorder(pool, KeyRing.parse(firstKey)).record(story.opened({ matter: used! }));
    expect(await unreferencedTexts(pool, { olderThan: NOW, limit: 100 })).toEqual([]);
    expect(await store.get([used!, unused!])).toEqual([{ text: '用' }, { text: '不用' }]);
    const found = await unreferencedTexts(pool, { olderThan: NOW + 1, limit: 1_000 });
    const ids = found.map(({ id }) => id);
    expect(ids).toContain(unused!.content);
    expect(ids).not.toContain(used!.content);
    // What was recorded in between stays.
    expect(await forgetTexts(pool, [used!.content, unused!.content])).toBe(1);
    expect(await store.get([used!, unused!])).toEqual([{ text: '用' }, { missing: 'unknown' }]);
  });
});
