import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION, type Role } from '../model/basics.js';
import type { Actor } from '../model/command.js';
import type { ReminderRule } from '../model/procedure.js';
import type { CaseState } from '../model/state.js';
import {
  aCase,
  after,
  announced2026,
  anId,
  aStep,
  aStepDefinition,
  aText,
  at,
  type Body,
  carryOut,
  refusalOf as refused,
} from '../testing/index.js';
import { nextWake, options, wake } from './index.js';

const [FARMING, ENVIRONMENT, JUSTICE] = [anId(21), anId(22), anId(23)];
const representative = (n: number, ...departmentIds: string[]): Actor => ({
  accountId: anId(3_000 + n),
  roles: ['department'],
  departmentIds,
});
const [farmer, farmerToo, warden, judge] = [
  representative(1, FARMING),
  representative(2, FARMING),
  representative(3, ENVIRONMENT),
  representative(4, JUSTICE),
] as [Actor, Actor, Actor, Actor];
const [CLERK, OFFICE] = (['clerk', 'townshipOffice'] as Role[]).map((role, n) => ({
  accountId: anId(2_000 + n),
  roles: [role],
})) as [Actor, Actor];

const LADDER: ReminderRule[] = [
  { unassigned: '1wd', recipient: 'manager' },
  { before: '1wd', recipient: 'assignee' },
];

/** Farming and environment are asked; due at the end of Thursday 12 March. */
function asked(): CaseState {
  const opine = aStepDefinition('opine', {
    owner: 'department',
    term: '5wd',
    reminderRules: LADDER,
    on: { opined: { end: 'implemented' } },
  });
  const startedAt = at('2026-03-05T10:00');
  return aCase({
    calendar: announced2026(),
    openedAt: startedAt,
    intake: { ...aCase().intake, start: 'opine', steps: [opine] },
    facts: { ...aCase().facts, departments: [FARMING, ENVIRONMENT] },
    steps: {
      opine: aStep('opine', {
        owner: 'department',
        startedAt,
        freeSince: startedAt,
        dueAt: at('2026-03-13T00:00'),
        reminders: [{ rule: 1, at: at('2026-03-12T09:00'), for: at('2026-03-13T00:00') }],
      }),
    },
  });
}

const assign = (to: Actor | null): Body => ({
  type: 'assign',
  step: 'opine',
  assignee: to?.accountId ?? null,
  ...(to && { assigneeRoles: to.roles, assigneeDepartments: to.departmentIds }),
});
const opinion = (departmentId: string, position = 'agree'): Body => ({
  type: 'act',
  step: 'opine',
  action: 'opine',
  payload: { departmentId, position, opinion: aText() },
});
const [MON, TUE] = ['2026-03-09T10:00', '2026-03-10T10:00'];

describe('who may hold a step that waits for departments', () => {
  it('is somebody of a department that still owes its opinion', () => {
    expect(refused(asked(), MON, assign(judge), judge)).toBe('assign.assigneeUnfit');
    expect(refused(asked(), MON, assign(judge), CLERK)).toBe('assign.opinionNotOwed');
    expect(refused(asked(), MON, assign(farmer), farmer)).toBeUndefined();
    expect(refused(asked(), MON, assign(warden), CLERK)).toBeUndefined();
    const given = after(asked(), MON, opinion(FARMING), farmer);
    expect(refused(given, TUE, assign(farmerToo), farmerToo)).toBe('assign.opinionNotOwed');
    expect(refused(given, TUE, assign(warden), warden)).toBeUndefined();
  });

  it('is somebody whose department disagrees as long as that stands in the way', () => {
    const against = after(asked(), MON, opinion(FARMING, 'disagree'), farmer);
    expect(refused(against, TUE, assign(farmer), farmer)).toBeUndefined();
    const overruled: Body = {
      type: 'act',
      step: 'opine',
      action: 'overrule',
      payload: { departmentId: FARMING, reason: aText() },
    };
    const settled = after(against, TUE, overruled, OFFICE);
    expect(refused(settled, TUE, assign(farmer), farmer)).toBe('assign.opinionNotOwed');
  });

  it('is nobody else, nor acts a department in it that was not asked', () => {
    const ask: Body = { type: 'act', step: 'opine', action: 'ask', payload: { departmentId: JUSTICE } };
    expect(refused(asked(), MON, ask, judge)).toBe('step.roleMissing');
    expect(refused(asked(), MON, ask, farmer)).toBeUndefined();
    expect(refused(asked(), MON, ask, CLERK)).toBeUndefined();
    const given = after(asked(), MON, opinion(FARMING), farmer);
    // Yet an opinion that was given may be revised.
    expect(refused(given, TUE, opinion(FARMING, 'disagree'), farmer)).toBeUndefined();
  });

  it('asks for more time; nobody else does', () => {
    const ask: Body = { type: 'requestExtension', step: 'opine', term: '2wd', reason: aText() };
    expect(refused(asked(), MON, ask, judge)).toBe('step.roleMissing');
    expect(refused(asked(), MON, ask, warden)).toBeUndefined();
    // What another department holds keeps nobody from asking for the own opinion.
    const held = after(asked(), MON, assign(farmer), farmer);
    expect(refused(held, TUE, ask, warden)).toBeUndefined();
    expect(refused(held, TUE, ask, judge)).toBe('step.roleMissing');
  });

  it('may be the clerk who stands in for them', () => {
    const held = after(asked(), MON, assign(CLERK), CLERK);
    expect(held.steps.opine).toMatchObject({ assignee: CLERK.accountId, assignedDepartments: [] });
  });

  it('is told beforehand', () => {
    expect(options(asked(), at(MON))).toMatchObject([
      { step: 'opine', pendingDepartments: [FARMING, ENVIRONMENT] },
    ]);
    const given = after(asked(), MON, opinion(FARMING), farmer);
    expect(options(given, at(MON))).toMatchObject([{ step: 'opine', pendingDepartments: [ENVIRONMENT] }]);
  });
});

describe('what one department holds', () => {
  const held = (): CaseState => after(asked(), MON, assign(farmer), farmer);

  it('keeps no other from giving its opinion, which needs no claim', () => {
    expect(held().steps.opine).toMatchObject({ assignee: farmer.accountId, assignedDepartments: [FARMING] });
    expect(refused(held(), TUE, opinion(ENVIRONMENT), warden)).toBeUndefined();
    expect(refused(held(), TUE, assign(warden), warden)).toBe('assign.assignedToOtherDepartment');
    expect(refused(held(), TUE, assign(judge), judge)).toBe('assign.roleMissing');
  });

  it('is free again for the others once it has given its own, and asks nobody who is to do it', () => {
    const decision = carryOut(held(), TUE, opinion(FARMING), farmer);
    expect(decision).toMatchObject({
      events: [
        { type: 'stepActed' },
        { type: 'stepAssigned', assignee: null, released: true },
        { type: 'remindersRescheduled' },
      ],
    });
    const free = after(held(), TUE, opinion(FARMING), farmer);
    for (const gone of ['assignee', 'assignedDepartments', 'returns'])
      expect(free.steps.opine).not.toHaveProperty(gone);
    const others = after(held(), TUE, opinion(ENVIRONMENT), warden);
    expect(others.steps.opine).toMatchObject({ assignee: farmer.accountId });
  });

  it('goes to and fro between departments, not within one', () => {
    const within = after(held(), TUE, assign(farmerToo), farmer);
    expect(within.steps.opine).not.toHaveProperty('returns');
    const across = after(within, TUE, assign(warden), farmerToo);
    const back = after(across, TUE, assign(null), warden);
    expect(back.steps.opine).toMatchObject({ returns: 2 });
    const third = after(after(back, TUE, assign(farmer), farmer), TUE, assign(null), farmer);
    expect(third.steps.opine).toMatchObject({ returns: 3, assignmentEscalatedTo: 'townshipOffice' });
    // The township's word binds those whom it was about: once they have opined, it has had its time.
    const settled = after(third, TUE, assign(farmer), OFFICE);
    expect(refused(settled, TUE, assign(null), farmer)).toBe('assign.settled');
    const opined = after(settled, TUE, opinion(FARMING), farmer);
    const next = after(opined, TUE, assign(warden), warden);
    expect(refused(next, TUE, assign(null), warden)).toBeUndefined();
  });
});

describe('who hears of it', () => {
  const reminded = (state: CaseState) =>
    wake(RULES_VERSION, state, nextWake(state)!).flatMap((event) =>
      event.type === 'reminded' ? [[event.cause, event.assignee, event.departments]] : [],
    );

  it('is every department that owes', () => {
    expect(reminded(asked())).toEqual([['reminder', undefined, [FARMING, ENVIRONMENT]]]);
    const held = after(asked(), MON, assign(farmer), farmer);
    expect(reminded(held)).toEqual([['reminder', undefined, [FARMING, ENVIRONMENT]]]);
    const others = after(held, MON, opinion(ENVIRONMENT), warden);
    expect(reminded(others)).toEqual([['reminder', farmer.accountId, undefined]]);
  });

  it('of a nudge too; who owes sends none', () => {
    const nudge: Body = { type: 'nudge', step: 'opine' };
    const given = after(asked(), MON, opinion(FARMING), farmer);
    expect(refused(given, TUE, nudge, warden)).toBe('nudge.own');
    expect(carryOut(given, TUE, nudge, farmer)).toMatchObject({
      events: [{ type: 'nudged', owner: 'department', departments: [ENVIRONMENT] }],
    });
  });

  it('is the township office alone once it has taken over', () => {
    const up = after(asked(), MON, { type: 'escalate', reason: aText() }, CLERK);
    expect(refused(up, TUE, assign(farmer), farmer)).toBe('assign.assigneeUnfit');
    expect(refused(up, TUE, assign(OFFICE), OFFICE)).toBeUndefined();
  });
});

describe('a step that is handed out', () => {
  it('can’t be before it began', () => {
    expect(refused(asked(), '2026-03-05T11:00', assign(farmer), farmer)).toBeUndefined();
    const state = { ...asked(), openedAt: at('2026-03-01T10:00') };
    expect(refused(state, '2026-03-05T09:59', assign(farmer), farmer)).toBe('step.beforeStart');
  });

  it('tells by when, if another hands it out', () => {
    expect(carryOut(asked(), MON, assign(warden), CLERK)).toMatchObject({
      events: [{ type: 'stepAssigned', dueAt: at('2026-03-13T00:00') }],
    });
    const claimed = carryOut(asked(), MON, assign(warden), warden);
    if ('refusal' in claimed) throw new Error(claimed.refusal.code);
    expect(claimed.events[0]).not.toHaveProperty('dueAt');
  });
});
