import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION, type Role } from '../model/basics.js';
import type { Actor } from '../model/command.js';
import type { CaseEvent } from '../model/event.js';
import type { ReminderRule } from '../model/procedure.js';
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
  halfHour,
  refusalOf as refused,
} from '../testing/index.js';
import { evolve, explainDeadlines, nextWake, wake } from './index.js';

const RULES: ReminderRule[] = [
  { unassigned: '1wd', recipient: 'manager' },
  { unassigned: '2wd', recipient: 'levelAbove' },
  { before: '1wd', recipient: 'assignee' },
  { before: 'sameDay', recipient: 'assignee' },
  { after: '1wd', recipient: 'assignee' },
  { after: '3wd', recipient: 'levelAbove' },
];
const [CLERK, COMMITTEE, OFFICE, COUNTY] = (['clerk', 'committee', 'townshipOffice', 'county'] as const).map(
  (role, n) => ({ accountId: anId(2_000 + n), roles: [role as Role] }),
) as [Actor, Actor, Actor, Actor];

/** Over National Day: five working days from Tuesday 29 September end with Monday 12 October. */
function opened(
  owner: Role = 'committee',
  reminderRules: ReminderRule[] = RULES,
  when = '2026-09-29T16:20',
): CaseState {
  const answer = aStepDefinition('answer', { owner, term: '5wd', on: { answered: { end: 'answered' } } });
  const intake = { ...aCase().intake, start: 'answer', reminderRules, steps: [answer] };
  const { caseId, number, place } = aCase();
  const open: Body = {
    type: 'open',
    caseId,
    number,
    place,
    matter: aText(),
    intake,
    calendar: announced2026(),
  };
  return after(undefined, when, open);
}

/** All that time does until then; each event with its half hour, cause and ears. */
function passing(state: CaseState, until: string): { state: CaseState; said: string[] } {
  const said: CaseEvent[] = [];
  let current = state;
  for (let t = nextWake(current); t !== undefined && t <= at(until); t = nextWake(current)) {
    const events = wake(RULES_VERSION, current, t);
    current = events.reduce((s, event) => evolve(s, event), current);
    said.push(...events);
  }
  return { state: current, said: said.flatMap((event) => describeReminder(event)) };
}

function describeReminder(event: CaseEvent): string[] {
  if (event.type !== 'reminded') return [];
  const local = new Date(halfHour(event.recordedAt)! + 8 * 3_600_000).toISOString().slice(5, 16);
  return [`${local} ${event.cause} ${event.assignee ? 'assignee' : event.owner}`];
}

const assign = (assignee: string | null): Body => ({
  type: 'assign',
  step: 'answer',
  assignee,
  assigneeRoles: ['committee', 'department'],
});

describe('the ladder', () => {
  it('goes up while nobody takes the step, each reminder once, over the holidays', () => {
    expect(passing(opened(), '2026-12-31T00:00').said).toEqual([
      '09-30T09:00 unassigned clerk',
      '10-08T09:00 unassigned townshipOffice',
      '10-10T09:00 reminder committee',
      '10-12T09:00 reminder committee',
      '10-13T09:00 overdue committee',
      '10-15T09:00 overdue townshipOffice',
    ]);
  });

  it('is told beforehand as it will speak: once of what reaches the same ears at once', () => {
    // An outside number, due on a Saturday: Friday is the working day before it, and the last one on which to remind.
    const ref = aRef('QX-7', '2026-10-24');
    const linked = after(opened('committee', RULES, '2026-10-20T10:00'), '2026-10-20T11:00', {
      type: 'linkExternal',
      ref,
    });
    const state = after(linked, '2026-10-20T12:00', assign(COMMITTEE.accountId), COMMITTEE);
    const outside = explainDeadlines(state).find(({ clock }) => clock === 'external')!;
    expect(outside.reminders.map((reminder) => halfHour(reminder.at))).toEqual(
      ['2026-10-23T09:00', '2026-10-26T09:00', '2026-10-28T09:00'].map(at),
    );
    expect(passing(state, '2026-10-26T12:00').said).toEqual([
      '10-23T09:00 reminder assignee',
      '10-26T09:00 overdue assignee',
    ]);
  });

  it('is told beforehand, as it stands now', () => {
    const planned = (state: CaseState) =>
      explainDeadlines(state)[0]!.reminders.map(({ at: when, owner, assignee }) => [
        halfHour(when),
        owner,
        assignee,
      ]);
    const taken = after(opened(), '2026-09-30T10:00', assign(COMMITTEE.accountId), COMMITTEE);
    expect(planned(opened())[0]).toEqual([at('2026-09-30T09:00'), 'clerk', undefined]);
    expect(planned(taken)).toEqual([
      [at('2026-10-10T09:00'), 'committee', COMMITTEE.accountId],
      [at('2026-10-12T09:00'), 'committee', COMMITTEE.accountId],
      [at('2026-10-13T09:00'), 'committee', COMMITTEE.accountId],
      [at('2026-10-15T09:00'), 'townshipOffice', undefined],
    ]);
  });

  it('speaks to whoever holds the step by then', () => {
    const taken = after(opened(), '2026-09-29T17:00', assign(COMMITTEE.accountId), COMMITTEE);
    const { state, said } = passing(taken, '2026-10-10T12:00');
    expect(said).toEqual(['10-10T09:00 reminder assignee']);
    const back = after(state, '2026-10-10T15:00', assign(null), COMMITTEE);
    expect(passing(back, '2026-10-12T12:00').said).toEqual([
      '10-12T09:00 unassigned clerk',
      '10-12T09:00 reminder committee',
    ]);
  });

  it('says nothing of what is done', () => {
    const answer: Body = {
      type: 'act',
      step: 'answer',
      action: 'complete',
      payload: { text: aText() },
    };
    const done = after(opened(), '2026-09-29T17:00', answer, COMMITTEE);
    expect([done.closed?.outcome, nextWake(done)]).toEqual(['answered', undefined]);
  });

  it('begins again a level up, where the county is above', () => {
    const up = after(opened(), '2026-10-09T10:00', { type: 'escalate', reason: aText() }, CLERK);
    expect(passing(up, '2026-12-31T00:00').said).toEqual([
      '10-10T09:00 unassigned townshipOffice',
      '10-10T09:00 reminder townshipOffice',
      '10-12T09:00 unassigned county',
      '10-12T09:00 reminder townshipOffice',
      '10-13T09:00 overdue townshipOffice',
      '10-15T09:00 overdue county',
    ]);
  });

  it('of a step that is entered late, skips the reminders already past; it lies there since it was entered', () => {
    const { caseId, number, place } = aCase();
    const answer = aStepDefinition('answer', { owner: 'committee', term: '5wd' });
    const intake = { ...aCase().intake, start: 'answer', reminderRules: RULES, steps: [answer] };
    const open: Body = {
      type: 'open',
      caseId,
      number,
      place,
      matter: aText(),
      intake,
      calendar: announced2026(),
    };
    const entered = { now: '2026-10-12T10:00', late: true };
    const state = after(undefined, '2026-09-29T16:20', open, CLERK, entered);
    expect(passing(state, '2026-12-31T00:00').said).toEqual([
      '10-13T09:00 unassigned clerk',
      '10-13T09:00 overdue committee',
      '10-14T09:00 unassigned townshipOffice',
      '10-15T09:00 overdue townshipOffice',
    ]);
  });

  it('of several reminders missed for the same ears only the last one speaks', () => {
    const state = opened();
    const events = wake(RULES_VERSION, state, at('2026-10-14T11:00'));
    expect(
      events.flatMap((event) =>
        event.type === 'reminded'
          ? [[event.cause, event.owner, event.reminders.map(({ rule }) => rule)]]
          : [],
      ),
    ).toEqual([
      ['unassigned', 'clerk', [0]],
      ['unassigned', 'townshipOffice', [1]],
      ['overdue', 'committee', [2, 3, 4]],
    ]);
    const later = events.reduce((s, event) => evolve(s, event), state);
    expect(halfHour(nextWake(later))).toBe(at('2026-10-15T09:00'));
  });

  it('spreads the cases of one morning over its half hour', () => {
    const moments = new Set<number>();
    for (let n = 0; n < 200; n += 1) {
      const state = { ...opened(), caseId: anId(n * 7_919) };
      const moved = after(state, '2026-09-29T17:00', { type: 'escalate', reason: aText() });
      const wakes = nextWake(moved)!;
      expect(halfHour(wakes)).toBe(at('2026-09-30T09:00'));
      moments.add(wakes);
    }
    expect(moments.size).toBeGreaterThan(190);
  });
});

describe('the dates of the case as a whole', () => {
  /** Deciding, which keeps the overall deadline of ten days, stands beside an answer that does not. */
  function withOverallDeadline(): CaseState {
    const steps = [
      aStepDefinition('decide', { owner: 'committee', term: '10wd', on: { decided: { to: 'feedback' } } }),
      aStepDefinition('answer', { owner: 'clerk', term: '20wd', on: { answered: { end: 'answered' } } }),
      aStepDefinition('feedback', {
        owner: 'clerk',
        term: '20wd',
        on: { satisfied: { end: 'implemented' } },
      }),
    ];
    const reminderRules: ReminderRule[] = [
      { before: '1wd', recipient: 'assignee' },
      { after: '1wd', recipient: 'levelAbove' },
    ];
    const overallDeadline = { term: '10cd', until: 'decide' };
    const procedure = { ...aCase().intake, key: 'p', start: 'decide', reminderRules, overallDeadline, steps };
    const open = (key: 'decide' | 'answer', owner: Role, dueAt: string) =>
      aStep(key, {
        owner,
        startedAt: at('2026-10-09T09:00'),
        freeSince: at('2026-10-09T09:00'),
        dueAt: at(dueAt),
      });
    const state = aCase({
      category: 'development',
      calendar: announced2026(),
      procedure,
      openedAt: at('2026-10-09T09:00'),
      // 19 October; the steps' own terms end on 22 October and 5 November.
      overallDueAt: at('2026-10-20T00:00'),
      steps: {
        decide: open('decide', 'committee', '2026-10-23T00:00'),
        answer: open('answer', 'clerk', '2026-11-06T00:00'),
      },
    });
    // Looked at anew, as after anything that moves dates.
    return after(state, '2026-10-09T10:00', { type: 'escalate', reason: aText() }, CLERK);
  }

  it('are reminded of to whoever holds an open step, beside the step’s own', () => {
    expect(passing(withOverallDeadline(), '2026-10-26T12:00').said).toEqual([
      '10-16T09:00 reminder townshipOffice',
      '10-16T09:00 reminder townshipOffice',
      '10-20T09:00 overdue county',
      '10-20T09:00 overdue county',
      '10-21T09:00 reminder townshipOffice',
      '10-23T09:00 overdue county',
    ]);
    const overall = explainDeadlines(withOverallDeadline()).find(({ clock }) => clock === 'overall')!;
    expect(overall.reminders.map(({ at: when, owner }) => [halfHour(when), owner])).toEqual([
      [at('2026-10-16T09:00'), 'townshipOffice'],
      [at('2026-10-16T09:00'), 'townshipOffice'],
      [at('2026-10-20T09:00'), 'county'],
      [at('2026-10-20T09:00'), 'county'],
    ]);
  });

  it('say no more of an overall deadline that is met, and tell of an outside number', () => {
    const milestones = [{ title: aText(), dueOn: '2026-12-01' }];
    const decision: Body = {
      type: 'act',
      step: 'decide',
      action: 'complete',
      payload: { disposition: aText(), steps: aText(), milestones },
    };
    const kept = after(withOverallDeadline(), '2026-10-14T10:00', decision, OFFICE);
    expect(passing(kept, '2026-10-26T12:00').said).toEqual([]);
    const ref = aRef('QX-7', '2026-10-21');
    const linked = after(kept, '2026-10-15T10:00', { type: 'linkExternal', ref });
    expect(passing(linked, '2026-10-26T12:00').said).toEqual([
      '10-20T09:00 reminder townshipOffice',
      '10-20T09:00 reminder townshipOffice',
      '10-22T09:00 overdue county',
      '10-22T09:00 overdue county',
    ]);
    const outside = explainDeadlines(linked).find(({ clock }) => clock === 'external')!;
    expect(outside.reminders).toHaveLength(4);
  });
});

describe('a step that goes to and fro', () => {
  const of = { roles: ['department' as const], departmentIds: [anId(21)] };
  const first = { accountId: anId(3_001), ...of };
  const second = { accountId: anId(3_002), ...of };
  const given = (): CaseState => {
    const state = opened('department');
    return { ...state, facts: { ...state.facts, departments: of.departmentIds } };
  };

  /** Twice given back by those who held it. */
  function toAndFro(): CaseState {
    const taken = after(given(), '2026-09-29T17:00', assign(first.accountId));
    const passed = after(taken, '2026-09-30T10:00', assign(second.accountId), first);
    const back = after(passed, '2026-10-08T10:00', assign(null), second);
    return after(back, '2026-10-08T11:00', assign(first.accountId));
  }

  it('keeps its due time: the clock runs on from its opening', () => {
    expect(toAndFro().steps.answer).toMatchObject({
      returns: 2,
      startedAt: at('2026-09-29T16:20'),
      dueAt: at('2026-10-13T00:00'),
    });
  });

  it('is put to the township at the third time, whose word then stands', () => {
    const decision = carryOut(toAndFro(), '2026-10-08T15:00', assign(null), first);
    expect(decision).toMatchObject({
      events: [
        { type: 'stepAssigned', assignee: null, returned: true },
        { type: 'remindersRescheduled' },
        { type: 'assignmentEscalated', askedOf: 'townshipOffice', returns: 3 },
      ],
    });
    const asked = after(toAndFro(), '2026-10-08T15:00', assign(null), first);
    expect(refused(asked, '2026-10-08T16:00', assign(second.accountId))).toBe('assign.decisionAwaited');
    const settled = after(asked, '2026-10-08T16:00', assign(second.accountId), OFFICE);
    expect(settled.steps.answer).toMatchObject({ assignee: second.accountId, assignmentSettled: true });
    expect(refused(settled, '2026-10-09T10:00', assign(null), second)).toBe('assign.settled');
    expect(refused(settled, '2026-10-09T10:00', assign(first.accountId))).toBe('assign.settled');
    expect(refused(settled, '2026-10-09T10:00', assign(first.accountId), OFFICE)).toBeUndefined();
  });

  it('is settled too when somebody takes it of his own accord, or the township leaves it where it is', () => {
    const asked = after(toAndFro(), '2026-10-08T15:00', assign(second.accountId), first);
    expect(asked.steps.answer).toMatchObject({
      assignee: second.accountId,
      assignmentEscalatedTo: 'townshipOffice',
    });
    expect(refused(asked, '2026-10-08T16:00', assign(second.accountId))).toBe('assign.unchanged');
    const confirmed = after(asked, '2026-10-08T16:00', assign(second.accountId), OFFICE);
    const free = after(toAndFro(), '2026-10-08T15:00', assign(null), first);
    const claimed = after(free, '2026-10-08T16:00', assign(second.accountId), second);
    for (const { steps } of [confirmed, claimed])
      expect(steps.answer).toMatchObject({ assignee: second.accountId, assignmentSettled: true });
  });

  it('a clerk who hands work out to another does not send it to and fro', () => {
    let state = after(given(), '2026-09-29T17:00', assign(first.accountId));
    for (const assignee of [second, first, second, first])
      state = after(state, '2026-09-30T10:00', assign(assignee.accountId));
    expect(state.steps.answer).not.toHaveProperty('returns');
  });
});

describe('a nudge', () => {
  const nudge: Body = { type: 'nudge', step: 'answer' };

  it('goes to the assignee, once a day', () => {
    const taken = after(opened(), '2026-09-29T17:00', assign(COMMITTEE.accountId), COMMITTEE);
    expect(carryOut(taken, '2026-09-30T10:00', nudge)).toMatchObject({
      events: [{ type: 'nudged', assignee: COMMITTEE.accountId, owner: 'committee' }],
    });
    const nudged = after(taken, '2026-09-30T10:00', nudge);
    expect(refused(nudged, '2026-09-30T23:59', nudge, OFFICE)).toBe('nudge.today');
    expect(refused(nudged, '2026-10-01T00:01', nudge, OFFICE)).toBeUndefined();
  });

  it('goes to the role while nobody holds it; the county may send one, an administrator not', () => {
    expect(carryOut(opened(), '2026-09-30T10:00', nudge, COUNTY)).toMatchObject({
      events: [{ type: 'nudged', owner: 'committee' }],
    });
    const administrator = { accountId: anId(9), roles: ['administrator' as const] };
    expect(refused(opened(), '2026-09-30T10:00', nudge, administrator)).toBe('case.roleMissing');
  });

  it('is refused to oneself, during a pause, and for what is not open', () => {
    expect(refused(opened(), '2026-09-30T10:00', nudge, COMMITTEE)).toBe('nudge.own');
    const paused = after(opened(), '2026-09-30T10:00', {
      type: 'pause',
      reason: 'harvest',
      until: '2026-10-09',
    });
    expect(refused(paused, '2026-10-08T10:00', nudge)).toBe('case.paused');
    expect(refused(opened(), '2026-09-30T10:00', { type: 'nudge', step: 'triage' })).toBe('step.notOpen');
  });
});
