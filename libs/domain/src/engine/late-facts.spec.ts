import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION, type Role } from '../model/basics.js';
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
  halfHour,
  refusalOf,
} from '../testing/index.js';
import { evolve, nextWake, wake } from './index.js';

const RULES = [
  { before: '1wd', recipient: 'assignee' as const },
  { before: 'sameDay', recipient: 'assignee' as const },
  { after: '1wd', recipient: 'assignee' as const },
];
const procedure = {
  ...aCase().intake,
  key: 'p',
  start: 'investigate',
  reminderRules: RULES,
  steps: [
    aStepDefinition('investigate', { owner: 'committee', term: '10wd' }),
    aStepDefinition('implement', { owner: 'committee' }),
  ],
};
/** From Tuesday 1 September on; ten working days end on Tuesday the 15th. */
const investigating = (more: object = {}): CaseState =>
  aCase({
    calendar: announced2026(),
    procedure,
    openedAt: at('2026-09-01T09:00'),
    steps: {
      investigate: aStep('investigate', {
        owner: 'committee',
        startedAt: at('2026-09-01T10:00'),
        dueAt: at('2026-09-16T00:00'),
      }),
    },
    ...more,
  });

const by = (role: Role) => ({ accountId: anId(2_000), roles: [role] });
const other = (role: Role) => ({ accountId: anId(2_001), roles: [role] });

describe('a pause that is over', () => {
  const harvest: Body = { type: 'pause', reason: 'harvest', until: '2026-09-08' };
  const now = '2026-10-19T10:00';

  it('may be entered afterwards, with a reason, and has ended with its last day', () => {
    expect(refusalOf(investigating(), '2026-09-02T09:00', harvest, by('clerk'), { now })).toBe(
      'command.lateReasonMissing',
    );
    const paused = after(investigating(), '2026-09-02T09:00', harvest, by('clerk'), { now, late: true });
    expect(nextWake(paused)).toBe(at('2026-09-09T00:00'));
    const resumed = wake(RULES_VERSION, paused, at(now)).reduce((s, event) => evolve(s, event), paused);
    expect(resumed.adjustments).toMatchObject([
      { type: 'pause', from: at('2026-09-02T09:00'), resumedAt: at('2026-09-09T00:00') },
    ]);
    // 2 (from nine on), 3, 4, 7 and 8 September were taken; 16, 17, 18, 20 (a working Sunday) and 21 follow the 15th.
    expect(resumed.steps['investigate']?.dueAt).toBe(at('2026-09-22T00:00'));
  });
});

describe('facts in their order', () => {
  const ask: Body = { type: 'requestExtension', step: 'investigate', term: '3wd', reason: aText() };
  const grant: Body = { type: 'decideExtension', step: 'investigate', approve: true };

  it('more time is asked for after the step began, and granted after it was asked for', () => {
    const committee = by('committee');
    expect(refusalOf(investigating(), '2026-09-01T09:59', ask, committee)).toBe('step.beforeStart');
    const asked = after(investigating(), '2026-09-03T10:00', ask, committee);
    const [office, entered] = [other('townshipOffice'), { now: '2026-09-04T10:00' }];
    expect(refusalOf(asked, '2026-09-03T09:00', grant, office, entered)).toBe('extension.beforeRequest');
    expect(refusalOf(asked, '2026-09-03T11:00', grant, office, entered)).toBeUndefined();
  });

  it('a milestone that was done long ago is a late entry, whenever it is reported', () => {
    const state = investigating({
      category: 'development',
      facts: { milestones: ['m1', 'm2'].map((id) => ({ id, dueOn: '2026-09-10' })) },
      steps: { implement: aStep('implement', { owner: 'committee', startedAt: at('2026-09-01T10:00') }) },
    });
    const report = (doneOn: string): Body => ({
      type: 'act',
      step: 'implement',
      action: 'report',
      payload: { milestoneId: 'm1', doneOn, proof: aText() },
    });
    const [now, actor] = ['2026-09-18T10:00', by('committee')];
    expect(refusalOf(state, now, report('2026-09-10'), actor)).toBe('command.lateReasonMissing');
    expect(refusalOf(state, now, report('2026-09-10'), actor, { late: true })).toBeUndefined();
    expect(refusalOf(state, now, report('2026-09-14'), actor)).toBeUndefined();
    const milestones = [
      { title: aText(), dueOn: '2026-10-10' },
      { title: aText(), doneOn: '2026-09-10' },
    ];
    const decision: Body = {
      type: 'act',
      step: 'decide',
      action: 'complete',
      payload: { disposition: aText(), steps: aText(), milestones },
    };
    expect(refusalOf(state, now, decision, actor)).toBe('command.lateReasonMissing');
  });
});

describe('more time for an urgent step', () => {
  const ask = (term: string): Body => ({
    type: 'requestExtension',
    step: 'investigate',
    term,
    reason: aText(),
  });
  const urgent = investigating({ urgent: true });
  const refusal = (term: string) => carryOut(urgent, '2026-09-03T10:00', ask(term), by('committee'));

  it('may be asked for in hours as in days, up to its term', () => {
    for (const term of ['3h', '240h', '10wd']) expect(refusal(term)).toHaveProperty('events');
    const tooLong = { refusal: { code: 'extension.tooLong', params: { longest: '240h' } } };
    for (const term of ['241h', '11wd', '3cd']) expect(refusal(term)).toMatchObject(tooLong);
  });
});

describe('an urgent step', () => {
  /** All that is said of it, when it is opened at this instant with a term in clock hours. */
  function said(when: string, term: string): string[] {
    const definition = aStepDefinition('answer', {
      owner: 'committee',
      term,
      on: { answered: { end: 'answered' } },
    });
    const intake = { ...aCase().intake, start: 'answer', reminderRules: RULES, steps: [definition] };
    const { caseId, number, place } = aCase();
    const open: Body = {
      type: 'open',
      caseId,
      number,
      place,
      matter: aText(),
      intake,
      urgent: true,
      calendar: announced2026(),
    };
    let state = after(undefined, when, open);
    const found: string[] = [];
    for (let t = nextWake(state); t !== undefined; t = nextWake(state)) {
      const events = wake(RULES_VERSION, state, t);
      state = events.reduce((s, event) => evolve(s, event), state);
      for (const event of events)
        if (event.type === 'reminded')
          found.push(
            `${new Date(halfHour(event.recordedAt)! + 8 * 3_600_000).toISOString().slice(5, 16)} ${event.cause}`,
          );
    }
    return found;
  }

  it('that is due before anybody is at work is told of at the first office hour, and overdue after it', () => {
    // Sunday evening to Monday 8:30.
    expect(said('2026-11-22T08:30', '1wd')).toEqual(['11-23T09:00 overdue', '11-24T09:00 overdue']);
  });

  it('that leaves no time for the ladder is told of at once', () => {
    expect(said('2026-11-23T10:00', '1wd')).toEqual([
      '11-23T10:00 reminder',
      '11-24T09:00 reminder',
      '11-25T09:00 overdue',
    ]);
  });

  it('with time enough climbs its ladder as any', () => {
    expect(said('2026-11-16T10:00', '3wd')).toEqual([
      '11-18T09:00 reminder',
      '11-19T09:00 reminder',
      '11-20T09:00 overdue',
    ]);
  });
});
