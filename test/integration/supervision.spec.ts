import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  addDays,
  dateOf,
  type EventBody,
  type KindName,
  type Place,
  type Procedure,
  type Role,
} from '#domain';
import { Catalogue, createDataSource, createPool, type Pool, Recorder } from '#persistence';
import { now as present } from '#testing';
import type { DataSource } from 'typeorm';
import { seedCatalogue } from '../../scripts/seed/catalogue.js';
import { type Answered, call, signIn } from './api/http.js';
import { Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';
import { CaseStory } from './persistence/case-events.js';
import { aKeyRing } from '../support/key-ring.js';
import { aRef } from '../support/play.js';

const ring = aKeyRing();
const DAY = 86_400_000;
const now = present();
/** Every story of this spec. */
const BEGAN_ON = dateOf(now - 21 * DAY);
const BEGAN = Date.parse(`${BEGAN_ON}T09:00:00+08:00`);

let test: TestApi;
let pool: Pool;
let dataSource: DataSource;
let organisation: Organisation;
let recorder: Recorder;
let ids: Record<'county' | 'town' | 'otherTown' | 'village' | 'sister' | 'foreign', string>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  test = await startTestApi();
  pool = createPool(test.config.database.url);
  recorder = new Recorder(pool, ring);
  organisation = await Organisation.on(test.config);
  dataSource = await createDataSource(test.config.database.url, { poolSize: 1 }).initialize();
  await seedCatalogue(dataSource, now);
  const county = await organisation.place('county', '示例县');
  const town = await organisation.place('township', '清溪镇', county);
  const otherTown = await organisation.place('township', '白河镇', county);
  ids = {
    county,
    town,
    otherTown,
    village: await organisation.place('village', '柳塘村', town),
    sister: await organisation.place('village', '石桥村', town),
    foreign: await organisation.place('village', '河湾村', otherTown),
  };
  for (const role of ['clerk', 'committee', 'convener', 'mediator'] as const)
    await account(role, ids.village, role);
  await account('department', ids.town, 'department');
  await account('townshipOffice', ids.town, 'office');
  await account('townshipOffice', ids.otherTown, 'otherOffice');
  await account('county', ids.county, 'county');
  await account('administrator', ids.county, 'administrator');
});
afterAll(async () => {
  await organisation?.close();
  await dataSource?.destroy();
  await pool?.end();
  await test?.close();
});

const accounts = new Map<string, string>();
async function account(role: Role, placeId: string, key: string): Promise<void> {
  const member = await organisation.account(role, placeId, `某${key}`);
  accounts.set(key, member.id);
  tokens.set(key, await signIn(test.api.url, member.username));
}

const placeOf = (village: 'village' | 'sister' | 'foreign'): Place => ({
  countyId: ids.county,
  townshipId: village === 'foreign' ? ids.otherTown : ids.town,
  villageId: ids[village],
});

interface Waiting {
  village?: 'village' | 'sister' | 'foreign';
  owner: Role;
  kind: KindName;
  /** In days from now. */
  started: number;
  due?: number;
  /** When what opened it was entered late. */
  entered?: number;
  assignee?: string;
}

/** A case of which one step is open; its id. */
async function waiting({
  village = 'village',
  owner,
  kind,
  started,
  due,
  entered,
  assignee,
}: Waiting): Promise<string> {
  const story = new CaseStory(randomUUID(), randomUUID(), placeOf(village), BEGAN);
  await recorder.record(story.opened({ category: 'dispute' }));
  const opened: EventBody = {
    type: 'stepOpened',
    step: kind,
    kind,
    round: 1,
    visit: 1,
    owner,
    startedAt: now + started * DAY,
    ...(due !== undefined && { dueAt: now + due * DAY }),
  };
  const assigned: EventBody[] = assignee ? [{ type: 'stepAssigned', step: kind, assignee }] : [];
  const done: EventBody = { type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' };
  const input = story.did(done, opened, ...assigned);
  if (entered !== undefined) Object.assign(input.events[1]!, { late: true, recordedAt: now + entered * DAY });
  await recorder.record(input);
  return story.caseId;
}

const get = (path: string, who: string, language = 'zh-CN'): Promise<{ status: number; body: Answered }> =>
  call(test.api.url, `/api/v1/supervision/${path}`, {
    token: tokens.get(who)!,
    headers: { 'accept-language': language },
  });

const find = async (group: string, caseId: string, who = 'office', language?: string): Promise<Answered> =>
  (await get(`steps?group=${group}&limit=200`, who, language)).body.items.find(
    (item: Answered) => item.case.id === caseId,
  );

describe('a stuck step', () => {
  it.each<[string, string, Waiting]>([
    ['nobodyAssigned', 'assign', { owner: 'committee', kind: 'investigate', started: -12, due: 20 }],
    ['waitingForSignature', 'nudge', { owner: 'mediator', kind: 'sign', started: -14, due: 20 }],
    ['anotherDepartment', 'askDepartment', { owner: 'department', kind: 'opine', started: -14, due: 20 }],
    [
      'noConvener',
      'assign',
      { village: 'sister', owner: 'convener', kind: 'convene', started: -0.001, due: 20 },
    ],
    [
      'nobodyInRole',
      'assign',
      { village: 'sister', owner: 'committee', kind: 'decide', started: -0.001, due: 20 },
    ],
  ])('tells its cause: %s, and proposes to %s', async (cause, action, step) => {
    const caseId = await waiting(step);
    const found = await find('stuck', caseId);
    expect(found).toMatchObject({
      cause: { code: cause, text: expect.stringMatching(/[\u4e00-\u9fff]/) },
      action: { code: action },
      role: step.owner,
      overdue: false,
    });
    const english = await find('stuck', caseId, 'county', 'en');
    expect(english.cause.text).toMatch(/^[A-Z][ a-z]+$/);
    expect(english.assignee).toBeUndefined();
    expect(await find('overdue', caseId)).toBeUndefined();
  });

  it('is one that could not be recorded', async () => {
    const caseId = await waiting({ owner: 'committee', kind: 'investigate', started: -0.001, due: 20 });
    expect(await find('stuck', caseId)).toBeUndefined();
    await recorder.park({ caseId, at: now, reason: { code: 'unrecordable.value', detail: '22008' } });
    expect(await find('stuck', caseId)).toMatchObject({
      cause: { code: 'technicallyBlocked' },
      action: { code: 'callOperator' },
    });
  });

  it('that a late entry opened waits only since that was made', async () => {
    const step: Waiting = { owner: 'committee', kind: 'investigate', started: -30, due: 20 };
    expect(await find('stuck', await waiting({ ...step, entered: -0.001 }))).toBeUndefined();
    const found = await find('stuck', await waiting({ ...step, entered: -12 }));
    expect(found).toMatchObject({ cause: { code: 'nobodyAssigned' } });
    expect(Date.parse(found.since)).toBe(now - 12 * DAY);
  });

  it('is none that somebody holds, or that only just began, or that must not be done yet', async () => {
    const clerk = accounts.get('clerk')!;
    const held = await waiting({ owner: 'clerk', kind: 'publish', started: -12, due: 20, assignee: clerk });
    const fresh = await waiting({ owner: 'mediator', kind: 'sign', started: -0.001, due: 20 });
    expect([await find('stuck', held), await find('stuck', fresh)]).toEqual([undefined, undefined]);
  });
});

describe('a paused case', () => {
  /** Paused so many days ago, until so many days from now. */
  async function paused(
    step: Waiting,
    since: number,
    until: number,
    { dueOn, procedure }: { dueOn?: string; procedure?: Procedure } = {},
  ): Promise<string> {
    const story = new CaseStory(randomUUID(), randomUUID(), placeOf(step.village ?? 'village'), BEGAN);
    const ref = aRef('QX-7', dueOn);
    await recorder.record(story.opened({ category: 'dispute', externalRefs: [ref] }));
    const { owner, kind, started, due } = step;
    const opened: EventBody = {
      type: 'stepOpened',
      step: kind,
      kind,
      round: 1,
      visit: 1,
      owner,
      startedAt: now + started * DAY,
      ...(due !== undefined && { dueAt: now + due * DAY }),
    };
    const done: EventBody = { type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' };
    const chosen: EventBody[] = procedure ? [{ type: 'procedureChosen', procedure }] : [];
    await recorder.record(story.did(done, ...chosen, opened));
    const last = dateOf(now + until * DAY);
    const pause = story.did({ type: 'paused', reason: 'harvest', until: last });
    for (const event of pause.events) event.occurredAt = now + since * DAY;
    await recorder.record(pause);
    return story.caseId;
  }
  const stuck: Waiting = { owner: 'committee', kind: 'investigate', started: -40, due: -30 };

  it('is neither overdue nor soon due nor stuck for any other cause', async () => {
    const late = await paused(stuck, -2, 5);
    const soon = await paused({ ...stuck, due: 1 }, -2, 5);
    for (const group of ['overdue', 'soon', 'stuck'])
      expect([await find(group, late), await find(group, soon)]).toEqual([undefined, undefined]);
    const over = await paused(stuck, -10, -1);
    expect(await find('overdue', over)).toMatchObject({ overdue: true });
    expect(await find('stuck', over)).toMatchObject({ cause: { code: 'nobodyAssigned' } });
  });

  it('is stuck when the pause has taken half of what it may', async () => {
    expect(await find('stuck', await paused(stuck, -14.9, 5))).toBeUndefined();
    expect(await find('stuck', await paused(stuck, -15, 5))).toMatchObject({
      cause: { code: 'pausedTooLong', text: '暂停过久' },
      action: { code: 'resume', text: '核实暂停原因，恢复办理' },
      overdue: false,
      case: { pausedUntil: expect.any(String) },
    });
  });

  it('is stuck by half of what its own procedure lets a pause take', async () => {
    const catalogue = new Catalogue(dataSource);
    const procedure = { ...(await catalogue.procedure('dispute'))!, version: 99, pauseLimit: 7 };
    await catalogue.publishProcedure(procedure, now);
    const count = async () =>
      (await get('counts?by=procedure', 'office')).body.items.find(
        (item: Answered) => item.key === procedure.key,
      )?.stuck ?? 0;
    const before = await count();
    expect(await find('stuck', await paused(stuck, -3.4, 2, { procedure }))).toBeUndefined();
    expect(await count()).toBe(before);
    expect(await find('stuck', await paused(stuck, -3.5, 2, { procedure }))).toMatchObject({
      cause: { code: 'pausedTooLong' },
    });
    expect(await count()).toBe(before + 1);
  });

  it('is stuck when an outside date or the overall deadline has passed meanwhile', async () => {
    const passed = await paused(stuck, -1, 5, { dueOn: dateOf(now - DAY) });
    expect(await find('stuck', passed)).toMatchObject({ cause: { code: 'pausedTooLong' } });
    const ahead = await paused(stuck, -1, 5, { dueOn: dateOf(now + DAY) });
    expect(await find('stuck', ahead)).toBeUndefined();
  });
});

describe('overdue and soon due', () => {
  it('name the holder and propose to nudge, or to assign somebody', async () => {
    const committee = accounts.get('committee')!;
    const held = await waiting({
      owner: 'committee',
      kind: 'decide',
      started: -3,
      due: -1,
      assignee: committee,
    });
    const free = await waiting({ owner: 'committee', kind: 'decide', started: -0.5, due: -0.1 });
    expect(await find('overdue', held)).toMatchObject({
      assignee: { id: committee, name: '某committee' },
      action: { code: 'nudge', text: '催办' },
      overdue: true,
    });
    expect(await find('overdue', free)).toMatchObject({ action: { code: 'assign' } });
    const long = await waiting({
      owner: 'committee',
      kind: 'decide',
      started: -9,
      due: -4,
      assignee: committee,
    });
    expect(await find('overdue', long)).toMatchObject({
      action: { code: 'issueSupervisionOrder', text: '久拖未办，发督办单' },
    });
    expect(await find('soon', held)).toBeUndefined();
    const soon = await waiting({ owner: 'committee', kind: 'decide', started: -0.1, due: 0.5 });
    expect(await find('soon', soon)).toMatchObject({ overdue: false });
  });

  it('come page by page, the nearest due first, without loss', async () => {
    const whole = (await get('steps?group=overdue&limit=200', 'county')).body.items;
    const paged: Answered[] = [];
    let cursor = '';
    do {
      const { body } = await get(`steps?group=overdue&limit=1${cursor}`, 'county');
      paged.push(...body.items);
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);
    expect(paged).toEqual(whole);
    const due = whole.map((item: Answered) => Date.parse(item.effectiveDueAt));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect((await get('steps?group=stuck&cursor=bm8', 'county')).status).toBe(400);
  });
});

describe('the phone of a holder’s office', () => {
  const set = (who: string, accountId: string, officePhone: string | null = '0730-8000001') =>
    call(test.api.url, `/api/v1/accounts/${accountId}/office-phone`, {
      method: 'PUT',
      token: tokens.get(who)!,
      body: { officePhone },
    });

  it('is set by the administrator and shown with the holder', async () => {
    const committee = accounts.get('committee')!;
    const step: Waiting = { owner: 'committee', kind: 'decide', started: -3, due: -1, assignee: committee };
    const caseId = await waiting(step);
    expect((await find('overdue', caseId)).assignee).toEqual({ id: committee, name: '某committee' });
    expect((await set('administrator', committee)).status).toBe(204);
    expect((await find('overdue', caseId)).assignee.officePhone).toBe('0730-8000001');
    expect((await set('administrator', committee, null)).status).toBe(204);
    expect((await find('overdue', caseId)).assignee.officePhone).toBeUndefined();
  });

  it('is not set by others, nor for who is nobody here', async () => {
    for (const who of ['clerk', 'office', 'county'])
      expect((await set(who, accounts.get('committee')!)).body.code).toBe('auth.roleMissing');
    expect((await set('administrator', randomUUID())).status).toBe(404);
    expect((await set('administrator', accounts.get('committee')!, '打村部')).status).toBe(400);
    const elsewhere = await organisation.account('administrator', await organisation.place('county', '外县'));
    tokens.set('elsewhere', await signIn(test.api.url, elsewhere.username));
    expect((await set('elsewhere', accounts.get('committee')!)).status).toBe(404);
  });
});

describe('who supervises whom', () => {
  it('is the township over its villages and the county over its townships', async () => {
    const here = await waiting({ owner: 'committee', kind: 'decide', started: -3, due: -2 });
    const there = await waiting({
      village: 'foreign',
      owner: 'committee',
      kind: 'decide',
      started: -3,
      due: -2,
    });
    const seen = async (who: string) => [await find('overdue', here, who), await find('overdue', there, who)];
    expect((await seen('office')).map(Boolean)).toEqual([true, false]);
    expect((await seen('otherOffice')).map(Boolean)).toEqual([false, true]);
    expect((await seen('county')).map(Boolean)).toEqual([true, true]);
    const { body } = await get(`steps?group=overdue&villageId=${ids.foreign}`, 'office');
    expect(body.items).toEqual([]);
  });

  it.each(['clerk', 'committee', 'convener', 'mediator', 'department', 'administrator'])(
    'is not the %s',
    async (who) => {
      for (const path of [
        'steps?group=overdue',
        'counts?by=village',
        'dwell?from=2026-01-01&to=2026-01-31',
        'backlog?from=2026-01-01&to=2026-01-31',
      ]) {
        const { status, body } = await get(path, who);
        expect([path, status, body.code]).toEqual([path, 403, 'auth.roleMissing']);
      }
    },
  );
});

describe('figures', () => {
  it('count what the lists show, by village, category and procedure', async () => {
    const listed = (await get('steps?group=overdue&limit=200', 'office')).body.items.length;
    for (const by of ['village', 'category', 'procedure']) {
      const { items } = (await get(`counts?by=${by}`, 'office')).body;
      expect(items.reduce((sum: number, item: Answered) => sum + item.overdue, 0)).toBe(listed);
    }
    const { items } = (await get(`counts?by=village&villageId=${ids.village}`, 'county')).body;
    expect(items).toEqual([expect.objectContaining({ key: ids.village, name: '柳塘村' })]);
  });

  it('tell the time taken by step and the backlog by day', async () => {
    // The stories of this spec all begin on one day and finish their triage within minutes.
    const [before, after] = [addDays(BEGAN_ON, -1), addDays(BEGAN_ON, 1)];
    const days = `from=${before}&to=${after}`;
    const { items } = (await get(`dwell?${days}`, 'county')).body;
    const [cases] = (await pool.query('SELECT count(*)::int AS n FROM case_row')).rows;
    expect(items).toEqual([{ kind: 'triage', count: cases.n, meanHours: 0, overdue: 0, lateEntries: 0 }]);
    const backlog = (await get(`backlog?${days}`, 'county')).body.items;
    expect(backlog).toEqual([
      { day: before, opened: 0, closed: 0, open: 0 },
      { day: BEGAN_ON, opened: cases.n, closed: 0, open: cases.n },
      { day: after, opened: 0, closed: 0, open: cases.n },
    ]);
  });

  it.each([
    'from=2026-02-01&to=2026-01-31',
    'from=2025-01-01&to=2026-01-31',
    'from=2026-02-30&to=2026-03-31',
  ])('refuse the days %s', async (days) => expect((await get(`dwell?${days}`, 'county')).status).toBe(400));
});
