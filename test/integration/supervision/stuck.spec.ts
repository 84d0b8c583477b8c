import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dateOf } from '#domain';
import { Catalogue } from '#persistence';
import type { Answered } from '../api/http.js';
import { DAY, now, SupervisedCounty, type Waiting } from './supervised-county.js';

let county: SupervisedCounty;
beforeAll(async () => {
  county = await SupervisedCounty.open();
});
afterAll(() => county?.close());

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
    const caseId = await county.waiting(step);
    const found = await county.find('stuck', caseId);
    expect(found).toMatchObject({
      cause: { code: cause, text: expect.stringMatching(/[\u4e00-\u9fff]/) },
      action: { code: action },
      role: step.owner,
      overdue: false,
    });
    const english = await county.find('stuck', caseId, 'county', 'en');
    expect(english.cause.text).toMatch(/^[A-Z][ a-z]+$/);
    expect(english.assignee).toBeUndefined();
    expect(await county.find('overdue', caseId)).toBeUndefined();
  });

  it('is one that could not be recorded', async () => {
    const caseId = await county.waiting({
      owner: 'committee',
      kind: 'investigate',
      started: -0.001,
      due: 20,
    });
    expect(await county.find('stuck', caseId)).toBeUndefined();
    await county.recorder.park({ caseId, at: now, reason: { code: 'unrecordable.value', detail: '22008' } });
    expect(await county.find('stuck', caseId)).toMatchObject({
      cause: { code: 'technicallyBlocked' },
      action: { code: 'callOperator' },
    });
  });

  it('that a late entry opened waits only since that was made', async () => {
    const step: Waiting = { owner: 'committee', kind: 'investigate', started: -30, due: 20 };
    expect(await county.find('stuck', await county.waiting({ ...step, entered: -0.001 }))).toBeUndefined();
    const found = await county.find('stuck', await county.waiting({ ...step, entered: -12 }));
    expect(found).toMatchObject({ cause: { code: 'nobodyAssigned' } });
    expect(Date.parse(found.since)).toBe(now - 12 * DAY);
  });

  it('is none that somebody holds, or that only just began, or that must not be done yet', async () => {
    const clerk = county.accountOf('clerk');
    const held = await county.waiting({
      owner: 'clerk',
      kind: 'publish',
      started: -12,
      due: 20,
      assignee: clerk,
    });
    const fresh = await county.waiting({ owner: 'mediator', kind: 'sign', started: -0.001, due: 20 });
    expect([await county.find('stuck', held), await county.find('stuck', fresh)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('a paused case', () => {
  const stuck: Waiting = { owner: 'committee', kind: 'investigate', started: -40, due: -30 };

  it('is neither overdue nor soon due nor stuck for any other cause', async () => {
    const late = await county.paused(stuck, -2, 5);
    const soon = await county.paused({ ...stuck, due: 1 }, -2, 5);
    for (const group of ['overdue', 'soon', 'stuck'])
      expect([await county.find(group, late), await county.find(group, soon)]).toEqual([
        undefined,
        undefined,
      ]);
    const over = await county.paused(stuck, -10, -1);
    expect(await county.find('overdue', over)).toMatchObject({ overdue: true });
    expect(await county.find('stuck', over)).toMatchObject({ cause: { code: 'nobodyAssigned' } });
  });

  it('is stuck when the pause has taken half of what it may', async () => {
    expect(await county.find('stuck', await county.paused(stuck, -14.9, 5))).toBeUndefined();
    expect(await county.find('stuck', await county.paused(stuck, -15, 5))).toMatchObject({
      cause: { code: 'pausedTooLong', text: '暂停过久' },
      action: { code: 'resume', text: '核实暂停原因，恢复办理' },
      overdue: false,
      case: { pausedUntil: expect.any(String) },
    });
  });

  it('is stuck by half of what its own procedure lets a pause take', async () => {
    const catalogue = new Catalogue(county.dataSource);
    const procedure = { ...(await catalogue.procedure('dispute'))!, version: 99, pauseLimit: 7 };
    await catalogue.publishProcedure(procedure, now);
    const count = async () =>
      (await county.get('counts?by=procedure', 'office')).body.items.find(
        (item: Answered) => item.key === procedure.key,
      )?.stuck ?? 0;
    const before = await count();
    expect(await county.find('stuck', await county.paused(stuck, -3.4, 2, { procedure }))).toBeUndefined();
    expect(await count()).toBe(before);
    expect(await county.find('stuck', await county.paused(stuck, -3.5, 2, { procedure }))).toMatchObject({
      cause: { code: 'pausedTooLong' },
    });
    expect(await count()).toBe(before + 1);
  });

  it('is stuck when an outside date or the overall deadline has passed meanwhile', async () => {
    const passed = await county.paused(stuck, -1, 5, { dueOn: dateOf(now - DAY) });
    expect(await county.find('stuck', passed)).toMatchObject({ cause: { code: 'pausedTooLong' } });
    const ahead = await county.paused(stuck, -1, 5, { dueOn: dateOf(now + DAY) });
    expect(await county.find('stuck', ahead)).toBeUndefined();
  });
});
