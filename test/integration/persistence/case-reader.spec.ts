import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { EventBody, Place } from '#domain';
import {
  CaseReader,
  ContentStore,
  createPool,
  InvalidCursorError,
  type CaseListQuery,
  type Pool,
  Recorder,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory, PLACE } from './case-events.js';
import { scopeAt, seat } from './seats.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
let database: TestDatabase;
let pool: Pool;
let reader: CaseReader;
let recorder: Recorder;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  reader = new CaseReader(pool);
  recorder = new Recorder(pool, ring);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

const aPlace = (over: Partial<Place> = {}): Place => ({
  ...PLACE,
  townshipId: randomUUID(),
  villageId: randomUUID(),
  gridId: undefined,
  ...over,
});

/** Due in so many days; `number` ends with it. */
async function aCase(place: Place, dueInDays: number, title = '路灯坏了'): Promise<CaseStory> {
  const story = new CaseStory(randomUUID(), randomUUID(), place);
  const [titleRef] = await new ContentStore(pool, ring).put(`case/${story.caseId}`, [title]);
  await recorder.record(
    story.opened({ number: `清溪2026-${String(dueInDays).padStart(4, '0')}`, title: titleRef! }),
  );
  await recorder.record(
    story.did(
      { type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' },
      story.stepOpened('investigate', dueInDays),
    ),
  );
  return story;
}

const close = (story: CaseStory) =>
  recorder.record(
    story.did({ type: 'stepCancelled', step: 'investigate' }, { type: 'caseClosed', outcome: 'answered' }),
  );

async function numbers(query: CaseListQuery): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await reader.listCases({ ...query, after });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    found.push(...page.items.map((item) => item.number.slice(-1)));
    after = page.next;
  } while (after);
  return found;
}

describe('listCases', () => {
  it('merges several places, page by page, in order and without doubles', async () => {
    const [a, b] = [aPlace(), aPlace()];
    for (const [place, due] of [
      [a, 3],
      [b, 1],
      [a, 5],
      [b, 4],
      [a, 2],
    ] as const)
      await aCase(place, due);
    const places = [
      { level: 'township', id: a.townshipId },
      { level: 'village', id: a.villageId },
      { level: 'village', id: b.villageId },
    ] as const;
    const scope = scopeAt(...places);
    expect(await numbers({ scope, limit: 2 })).toEqual(['1', '2', '3', '4', '5']);
    expect(await numbers({ scope, limit: 2, sort: '-dueAt' })).toEqual(['5', '4', '3', '2', '1']);
    expect(await numbers({ scope: scopeAt(places[2]), limit: 2 })).toEqual(['1', '4']);
    expect(await numbers({ scope: scopeAt(), limit: 2 })).toEqual([]);
  });

  it('filters by status, category, due time and words', async () => {
    const place = aPlace();
    const scope = scopeAt({ level: 'village', id: place.villageId });
    const [one, two] = [await aCase(place, 1, '村口养鸡场气味和污水'), await aCase(place, 2, '屋檐滴水')];
    await aCase(place, 3, '路灯坏了');
    await recorder.record(one.did({ type: 'categorised', category: 'development', urgent: true }));
    await close(two);
    expect(await numbers({ scope, limit: 9 })).toEqual(['1', '3']);
    expect(await numbers({ scope, limit: 9, status: 'closed' })).toEqual(['2']);
    expect((await numbers({ scope, limit: 1, status: 'all' })).sort()).toEqual(['1', '2', '3']);
    expect(await numbers({ scope, limit: 9, category: 'development' })).toEqual(['1']);
    expect(await numbers({ scope, limit: 9, urgent: false })).toEqual(['3']);
    const overdueAt = Date.parse('2026-11-03T09:00:00+08:00');
    expect(await numbers({ scope, limit: 9, overdueAt })).toEqual(['1']);
    expect(await numbers({ scope, limit: 9, overdueAt: overdueAt - 1 })).toEqual([]);
    expect(await numbers({ scope, limit: 9, text: '养鸡场' })).toEqual(['1']);
    expect(await numbers({ scope, limit: 9, text: '污水 气味' })).toEqual(['1']);
    expect(await numbers({ scope, limit: 9, text: '清溪2026-0003' })).toEqual(['3']);
    expect(await numbers({ scope, limit: 9, text: '滴水', status: 'all' })).toEqual(['2']);
    for (const text of ['%', '_', "'", '| !', '\\', ''])
      expect(await numbers({ scope, limit: 9, text })).toEqual([]);
  });

  it('does not find by words what lies outside the scope', async () => {
    const [mine, theirs] = [aPlace(), aPlace()];
    await aCase(theirs, 1, '断头路');
    const scope = scopeAt({ level: 'village', id: mine.villageId });
    expect(await numbers({ scope, limit: 9, text: '断头路' })).toEqual([]);
    const county = scopeAt({ level: 'county', id: PLACE.countyId });
    expect(await numbers({ scope: county, limit: 9, text: '断头路' })).toEqual(['1']);
  });

  it.each([
    'x',
    Buffer.from('["cases:openedAt","2026-01-01T00:00:00.000Z","1"]').toString('base64url'),
    '%00',
  ])('refuses a cursor that is none of its own: %s', async (after) => {
    await expect(reader.listCases({ scope: scopeAt(), limit: 1, after })).rejects.toThrow(InvalidCursorError);
  });
});

describe('inbox and mailbox', () => {
  it('shows what is assigned to me, and what is free for my roles, once', async () => {
    const place = aPlace();
    const me = await seat(pool, { role: 'clerk', place });
    const village = { level: 'village', id: place.villageId } as const;
    const scope = { accountId: me, places: [village], work: [{ role: 'clerk', place: village }] } as const;
    const now = Date.parse('2026-11-02T09:00:00+08:00');
    const [mine, free, taken] = [await aCase(place, 2), await aCase(place, 1), await aCase(place, 3)];
    await recorder.record(mine.did({ type: 'stepAssigned', step: 'investigate', assignee: me }));
    const colleague = await seat(pool, { role: 'clerk', place });
    await recorder.record(taken.did({ type: 'stepAssigned', step: 'investigate', assignee: colleague }));
    const first = await reader.inbox({ scope, now, limit: 1 });
    expect(first.items).toMatchObject([
      { caseId: free.caseId, step: 'investigate', case: { title: '路灯坏了' } },
    ]);
    const second = await reader.inbox({ scope, now, limit: 1, after: first.next });
    expect(second.items).toMatchObject([{ caseId: mine.caseId, assignee: me }]);
    expect(second.next).toBeUndefined();
    await close(mine);
    expect((await reader.inbox({ scope: { ...scope, work: [] }, now, limit: 9 })).items).toEqual([]);
  });

  it('gives what its holder may hold no longer back to the role', async () => {
    const place = aPlace();
    const village = { level: 'village', id: place.villageId } as const;
    const [left, stays] = [
      await seat(pool, { role: 'clerk', place }),
      await seat(pool, { role: 'clerk', place }),
    ];
    const story = await aCase(place, 1);
    await recorder.record(story.did({ type: 'stepAssigned', step: 'investigate', assignee: left }));
    const [before, after] = [1, 2].map((day) => Date.parse(`2026-11-0${day}T09:00:00+08:00`)) as [
      number,
      number,
    ];
    await pool.query('UPDATE membership SET valid_to = $2 WHERE account_id = $1', [left, new Date(after)]);
    const inboxOf = async (accountId: string, now: number) =>
      (
        await reader.inbox({
          scope: { accountId, places: [village], work: [{ role: 'clerk', place: village }] },
          now,
          limit: 9,
        })
      ).items.map((item) => ('step' in item ? (item as { assignee?: string }).assignee : 'order'));
    expect(await inboxOf(stays, before)).toEqual([]);
    expect(await inboxOf(left, before)).toEqual([left]);
    expect(await inboxOf(stays, after)).toEqual([undefined]);
    const duesOf = async (accountId: string) =>
      (await reader.inboxDueTimes({ scope: { accountId, places: [village], work: [] }, now: after })).length;
    expect(await duesOf(left)).toBe(0);
    const seen = await reader.findSeen(story.caseId, scopeAt(village), after);
    expect(seen).toMatchObject({ found: { id: story.caseId }, lapsedAssignees: [left] });
  });

  it('shows a department the opinions that are asked of it, until it agrees', async () => {
    const place = aPlace();
    const [asked, other] = [randomUUID(), randomUUID()];
    const story = await aCase(place, 1);
    const township = { level: 'township', id: place.townshipId } as const;
    const seenBy = async (departmentId: string) =>
      (
        await reader.inbox({
          scope: { ...scopeAt(), work: [{ role: 'department', place: township, departmentId }] },
          now: 0,
          limit: 9,
        })
      ).items.map((item) => ('step' in item ? item.step : undefined));
    const acts = (action: string, payload: Record<string, unknown>) =>
      recorder.record(story.did({ type: 'stepActed', step: 'opine', kind: 'opine', action, payload }));
    await recorder.record(
      story.did({ ...story.stepOpened('opine', 4), kind: 'opine', owner: 'department' } as EventBody),
    );
    await acts('ask', { departmentId: asked });
    expect(await seenBy(asked)).toEqual(['opine']);
    expect(await seenBy(other)).toEqual([]);
    await acts('opine', { departmentId: asked, position: 'disagree' });
    expect(await seenBy(asked)).toEqual(['opine']);
    await acts('opine', { departmentId: asked, position: 'agree' });
    expect(await seenBy(asked)).toEqual([]);
  });

  it('brings mail to its recipients only, and marks it read once', async () => {
    const place = aPlace();
    const story = await aCase(place, 1);
    const me = randomUUID();
    const dueAt = Date.parse('2026-11-03T09:00:00+08:00');
    await recorder.record(
      story.did(
        {
          type: 'reminded',
          cause: 'reminder',
          reminders: [{ rule: 0, for: 0 }],
          step: 'investigate',
          dueAt,
          owner: 'clerk',
          assignee: me,
        },
        {
          type: 'reminded',
          cause: 'reminder',
          reminders: [{ rule: 0, for: 0 }],
          step: 'investigate',
          dueAt,
          owner: 'clerk',
        },
      ),
    );
    const township = { level: 'township', id: place.townshipId } as const;
    const clerk = [{ role: 'clerk', place: township }] as const;
    const by = (accountId: string, work: typeof clerk | [] = []) => ({ accountId, places: [township], work });
    const seqs = async (accountId: string, work: typeof clerk | [], unreadOnly = false) =>
      (await reader.mailbox({ scope: by(accountId, work), limit: 9, unreadOnly })).items.map(
        (item) => item.seq,
      );
    expect(await seqs(me, clerk)).toEqual([6, 5]);
    expect(await seqs(me, [])).toEqual([5]);
    expect(await seqs(randomUUID(), [])).toEqual([]);
    // Who sees the case no longer hears nothing of it.
    const away = { ...by(me, clerk), places: [{ level: 'village', id: randomUUID() }] as const };
    expect((await reader.mailbox({ scope: away, limit: 9 })).items).toEqual([]);
    const { caseId: sourceId } = story;
    expect(await reader.markMailRead({ sourceId, seq: 5 }, by(randomUUID()), dueAt)).toBe(false);
    expect(await reader.markMailRead({ sourceId, seq: 5 }, away, dueAt)).toBe(false);
    expect(await reader.markMailRead({ sourceId, seq: 5 }, by(me), dueAt)).toBe(true);
    expect(await reader.markMailRead({ sourceId, seq: 5 }, by(me), dueAt)).toBe(false);
    expect(await seqs(me, clerk, true)).toEqual([6]);
  });
});

describe('one case', () => {
  it('gives back events as they were recorded, the command, the row and the steps', async () => {
    const story = new CaseStory();
    const opened = story.opened();
    await recorder.record(opened);
    expect(await reader.events(story.caseId)).toEqual(opened.events);
    expect(await reader.events(story.caseId, 1)).toEqual(opened.events.slice(1));
    expect(await reader.findCommand(story.caseId, opened.commands[0]!.commandId)).toEqual(opened.commands[0]);
    expect(await reader.findCommand(story.caseId, 'other')).toBeUndefined();
    expect(await reader.findCase(story.caseId)).toMatchObject({ id: story.caseId, place: PLACE, version: 2 });
    expect(await reader.findCase(randomUUID())).toBeUndefined();
    expect(await reader.steps(story.caseId)).toMatchObject([
      { step: 'triage', owner: 'clerk', status: 'open' },
    ]);
    expect(await reader.auditTrail(story.caseId)).toHaveLength(2);
  });
});
