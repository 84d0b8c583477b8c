import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { addDays } from '#domain';
import { type Answered, call, signIn } from '../api/http.js';
import { BEGAN_ON, SupervisedCounty, type Waiting } from './supervised-county.js';

let county: SupervisedCounty;
beforeAll(async () => {
  county = await SupervisedCounty.open();
});
afterAll(() => county?.close());

describe('overdue and soon due', () => {
  it('name the holder and propose to nudge, or to assign somebody', async () => {
    const committee = county.accountOf('committee');
    const held = await county.waiting({
      owner: 'committee',
      kind: 'decide',
      started: -3,
      due: -1,
      assignee: committee,
    });
    const free = await county.waiting({ owner: 'committee', kind: 'decide', started: -0.5, due: -0.1 });
    expect(await county.find('overdue', held)).toMatchObject({
      assignee: { id: committee, name: '某committee' },
      action: { code: 'nudge', text: '催办' },
      overdue: true,
    });
    expect(await county.find('overdue', free)).toMatchObject({ action: { code: 'assign' } });
    const long = await county.waiting({
      owner: 'committee',
      kind: 'decide',
      started: -9,
      due: -4,
      assignee: committee,
    });
    expect(await county.find('overdue', long)).toMatchObject({
      action: { code: 'issueSupervisionOrder', text: '久拖未办，发督办单' },
    });
    expect(await county.find('soon', held)).toBeUndefined();
    const soon = await county.waiting({ owner: 'committee', kind: 'decide', started: -0.1, due: 0.5 });
    expect(await county.find('soon', soon)).toMatchObject({ overdue: false });
  });

  it('come page by page, the nearest due first, without loss', async () => {
    const whole = (await county.get('steps?group=overdue&limit=200', 'county')).body.items;
    const paged: Answered[] = [];
    let cursor = '';
    do {
      const { body } = await county.get(`steps?group=overdue&limit=1${cursor}`, 'county');
      paged.push(...body.items);
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);
    expect(paged).toEqual(whole);
    const due = whole.map((item: Answered) => Date.parse(item.effectiveDueAt));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect((await county.get('steps?group=stuck&cursor=bm8', 'county')).status).toBe(400);
  });
});

describe('the phone of a holder’s office', () => {
  const set = (who: string, accountId: string, officePhone: string | null = '0730-8000001') =>
    call(county.test.api.url, `/api/v1/accounts/${accountId}/office-phone`, {
      method: 'PUT',
      token: county.tokens.get(who)!,
      body: { officePhone },
    });

  it('is set by the administrator and shown with the holder', async () => {
    const committee = county.accountOf('committee');
    const step: Waiting = { owner: 'committee', kind: 'decide', started: -3, due: -1, assignee: committee };
    const caseId = await county.waiting(step);
    expect((await county.find('overdue', caseId)).assignee).toEqual({ id: committee, name: '某committee' });
    expect((await set('administrator', committee)).status).toBe(204);
    expect((await county.find('overdue', caseId)).assignee.officePhone).toBe('0730-8000001');
    expect((await set('administrator', committee, null)).status).toBe(204);
    expect((await county.find('overdue', caseId)).assignee.officePhone).toBeUndefined();
  });

  it('is not set by others, nor for who is nobody here', async () => {
    for (const who of ['clerk', 'office', 'county'])
      expect((await set(who, county.accountOf('committee'))).body.code).toBe('auth.roleMissing');
    expect((await set('administrator', randomUUID())).status).toBe(404);
    expect((await set('administrator', county.accountOf('committee'), '打村部')).status).toBe(400);
    const elsewhere = await county.organisation.account(
      'administrator',
      await county.organisation.place('county', '外县'),
    );
    county.tokens.set('elsewhere', await signIn(county.test.api.url, elsewhere.username));
    expect((await set('elsewhere', county.accountOf('committee'))).status).toBe(404);
  });
});

describe('who supervises whom', () => {
  it('is the township over its villages and the county over its townships', async () => {
    const here = await county.waiting({ owner: 'committee', kind: 'decide', started: -3, due: -2 });
    const there = await county.waiting({
      village: 'foreign',
      owner: 'committee',
      kind: 'decide',
      started: -3,
      due: -2,
    });
    const seen = async (who: string) => [
      await county.find('overdue', here, who),
      await county.find('overdue', there, who),
    ];
    expect((await seen('office')).map(Boolean)).toEqual([true, false]);
    expect((await seen('otherOffice')).map(Boolean)).toEqual([false, true]);
    expect((await seen('county')).map(Boolean)).toEqual([true, true]);
    const { body } = await county.get(`steps?group=overdue&villageId=${county.ids.foreign}`, 'office');
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
        const { status, body } = await county.get(path, who);
        expect([path, status, body.code]).toEqual([path, 403, 'auth.roleMissing']);
      }
    },
  );
});

describe('figures', () => {
  it('count what the lists show, by village, category and procedure', async () => {
    const listed = (await county.get('steps?group=overdue&limit=200', 'office')).body.items.length;
    for (const by of ['village', 'category', 'procedure']) {
      const { items } = (await county.get(`counts?by=${by}`, 'office')).body;
      expect(items.reduce((sum: number, item: Answered) => sum + item.overdue, 0)).toBe(listed);
    }
    const { items } = (await county.get(`counts?by=village&villageId=${county.ids.village}`, 'county')).body;
    expect(items).toEqual([expect.objectContaining({ key: county.ids.village, name: '柳塘村' })]);
  });

  it('tell the time taken by step and the backlog by day', async () => {
    // The stories of this spec all begin on one day and finish their triage within minutes.
    const [before, after] = [addDays(BEGAN_ON, -1), addDays(BEGAN_ON, 1)];
    const days = `from=${before}&to=${after}`;
    const { items } = (await county.get(`dwell?${days}`, 'county')).body;
    const [cases] = (await county.pool.query('SELECT count(*)::int AS n FROM case_row')).rows;
    expect(items).toEqual([{ kind: 'triage', count: cases.n, meanHours: 0, overdue: 0, lateEntries: 0 }]);
    const backlog = (await county.get(`backlog?${days}`, 'county')).body.items;
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
  ])('refuse the days %s', async (days) =>
    expect((await county.get(`dwell?${days}`, 'county')).status).toBe(400),
  );
});
