import { describe, expect, it } from '@jest/globals';
import type { Role } from '../model/basics.js';
import type { Actor } from '../model/command.js';
import type { CaseState } from '../model/state.js';
import {
  aCase,
  after,
  announced2026,
  anId,
  aRef,
  aStep,
  aStepDefinition,
  aText,
  at,
  type Body,
  carryOut,
  refusalOf as refused,
} from '../testing/index.js';

const [ASSIGNEE, OTHER] = [anId(2_100), anId(2_101)];
const [JUSTICE, FARMING] = [anId(21), anId(22)];
const MON = '2026-03-09T10:00';
const as = (accountId: string, roles: Role[], departmentIds?: string[]): Actor => ({
  accountId,
  roles,
  ...(departmentIds && { departmentIds }),
});

/** An investigation that ASSIGNEE holds; JUSTICE is asked in the case. */
function held(more: Partial<CaseState> = {}): CaseState {
  const startedAt = at('2026-03-05T10:00');
  const definition = aStepDefinition('investigate', { owner: 'committee', term: '5wd' });
  return aCase({
    calendar: announced2026(),
    openedAt: startedAt,
    intake: { ...aCase().intake, start: 'investigate', steps: [definition] },
    facts: { departments: [JUSTICE] },
    steps: {
      investigate: aStep('investigate', {
        owner: 'committee',
        assignee: ASSIGNEE,
        touched: true,
        startedAt,
        dueAt: at('2026-03-13T00:00'),
      }),
    },
    ...more,
  });
}

const hear: Body = {
  type: 'act',
  step: 'investigate',
  action: 'hear',
  payload: { personId: anId(1), summary: aText() },
};
const comment: Body = { type: 'comment', text: aText() };
const claim = (accountId: string, ...assigneeRoles: Role[]): Body => ({
  type: 'assign',
  step: 'investigate',
  assignee: accountId,
  assigneeRoles,
});

describe('who holds a step', () => {
  it('acts in it by the role that it needs', () => {
    expect(refused(held(), MON, hear, as(ASSIGNEE, ['committee']))).toBeUndefined();
    expect(refused(held(), MON, hear, as(ASSIGNEE, ['clerk']))).toBeUndefined();
  });

  it.each<[Role[]]>([[['gridWorker']], [['county']], [['administrator']], [[]]])(
    'can do nothing in it as %j',
    (roles) => {
      expect(refused(held(), MON, hear, as(ASSIGNEE, roles))).toBe('step.roleMissing');
      const more: Body = { type: 'requestExtension', step: 'investigate', term: '2wd', reason: aText() };
      expect(refused(held(), MON, more, as(ASSIGNEE, roles))).toBe('step.roleMissing');
      const handOver: Body = { ...claim(OTHER, 'committee') };
      expect(refused(held(), MON, handOver, as(ASSIGNEE, roles))).toBe('assign.roleMissing');
    },
  );

  it('holds it for a department as long as that is the own one', () => {
    const step = aStep('opine', {
      owner: 'department',
      assignee: ASSIGNEE,
      assignedDepartments: [JUSTICE],
      startedAt: at('2026-03-05T10:00'),
    });
    const definition = aStepDefinition('opine', { owner: 'department', term: '5wd' });
    const state = held({
      steps: { opine: step },
      intake: { ...aCase().intake, start: 'opine', steps: [definition] },
    });
    const more: Body = { type: 'requestExtension', step: 'opine', term: '2wd', reason: aText() };
    expect(refused(state, MON, more, as(ASSIGNEE, ['department'], [JUSTICE]))).toBeUndefined();
    expect(refused(state, MON, more, as(ASSIGNEE, ['department'], [FARMING]))).toBe('step.roleMissing');
  });
});

describe('a step whose assignee lost the role', () => {
  const lapsed = { lapsedAssignees: [ASSIGNEE] };

  it('goes free with the next command that comes', () => {
    const decision = carryOut(held(), MON, { ...comment, ...lapsed }, as(OTHER, ['clerk']));
    expect(decision).toMatchObject({
      events: [
        { type: 'stepAssigned', step: 'investigate', assignee: null, lapsed: true },
        { type: 'commented' },
      ],
    });
    const free = after(held(), MON, { ...comment, ...lapsed }, as(OTHER, ['clerk']));
    expect(free.steps.investigate).not.toHaveProperty('assignee');
    expect(free.steps.investigate).not.toHaveProperty('returns');
  });

  it('is taken by whoever may', () => {
    const committee = as(OTHER, ['committee']);
    expect(refused(held(), MON, hear, committee)).toBe('step.assignedToAnother');
    expect(refused(held(), MON, { ...hear, ...lapsed }, committee)).toBeUndefined();
    const taken = after(held(), MON, { ...claim(OTHER, 'committee'), ...lapsed }, committee);
    expect(taken.steps.investigate).toMatchObject({ assignee: OTHER });
  });

  it('stays with who was handed it meanwhile', () => {
    const state = after(held(), MON, claim(OTHER, 'committee'), as(anId(9), ['clerk']));
    const next = after(state, MON, { ...comment, ...lapsed }, as(OTHER, ['clerk']));
    expect(next.steps.investigate).toMatchObject({ assignee: OTHER });
  });
});

describe('a representative of a department', () => {
  const outside: Body = {
    type: 'linkExternal',
    ref: aRef('A-1', '2026-03-20'),
  };
  const attach: Body = { type: 'attach', attachmentId: anId(7), digest: 'd' };
  const nudge: Body = { type: 'nudge', step: 'investigate' };

  it.each([comment, outside, attach, nudge])('does $type where the department is asked only', (body) => {
    expect(refused(held(), MON, body, as(OTHER, ['department'], [JUSTICE]))).toBeUndefined();
    expect(refused(held(), MON, body, as(OTHER, ['department'], [FARMING]))).toBe('case.roleMissing');
    expect(refused(held(), MON, body, as(OTHER, ['department']))).toBe('case.roleMissing');
  });

  it('keeps what another role of the same person may', () => {
    expect(refused(held(), MON, comment, as(OTHER, ['department', 'gridWorker'], [FARMING]))).toBeUndefined();
  });
});
