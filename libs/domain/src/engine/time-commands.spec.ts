import { describe, expect, it } from '@jest/globals';
import type { Instant, Role } from '../model/basics.js';
import { ROLES, RULES_VERSION } from '../model/basics.js';
import type { Procedure } from '../model/procedure.js';
import type { CaseState } from '../model/state.js';
import {
  aCase,
  after,
  aStep,
  aStepDefinition,
  announced2026,
  anId,
  at,
  aText,
  type Body,
  carryOut,
  halfHour,
  refusalOf,
} from '../testing/index.js';
import { evolve, nextWake, wake } from './index.js';

const calendar = announced2026();

const procedure = (more: Partial<Procedure> = {}): Procedure => ({
  key: 'dispute',
  version: 1,
  name: { zh: '矛盾纠纷', en: 'Dispute' },
  categories: ['dispute'],
  start: 'investigate',
  overallDeadline: { term: '30cd', until: 'sign' },
  steps: [
    aStepDefinition('investigate', {
      owner: 'committee',
      term: '5wd',
      reminderRules: [{ before: '1wd', recipient: 'assignee' }],
    }),
    aStepDefinition('implement', { owner: 'committee' }),
    aStepDefinition('sign', { term: '3wd' }),
  ],
  ...more,
});

/** Opened on Tuesday 29 September: five working days end on Monday 12 October. */
const investigating = (more: Parameters<typeof aCase>[0] = {}): CaseState =>
  aCase({
    calendar,
    procedure: procedure(),
    openedAt: at('2026-09-29T09:00'),
    overallDueAt: at('2026-10-30T00:00'),
    steps: {
      investigate: aStep('investigate', {
        owner: 'committee',
        startedAt: at('2026-09-29T16:20'),
        dueAt: at('2026-10-13T00:00'),
        reminders: [{ rule: 0, at: at('2026-10-10T09:10'), for: at('2026-10-13T00:00') }],
      }),
    },
    ...more,
  });

const implementing = (dueAt: Instant): CaseState =>
  investigating({
    category: 'development',
    facts: {
      milestones: [
        { id: 'm1', dueOn: '2026-10-15' },
        { id: 'm2', dueOn: '2026-10-20' },
      ],
    },
    steps: {
      implement: aStep('implement', { owner: 'committee', startedAt: at('2026-09-29T16:20'), dueAt }),
    },
  });

const by = (role: Role, n = ROLES.indexOf(role)) => ({ accountId: anId(2_000 + n), roles: [role] });

const wakeAt = (state: CaseState, now: Instant): CaseState =>
  wake(RULES_VERSION, state, now).reduce((s, event) => evolve(s, event), state);

const harvest = (until: string): Body => ({ type: 'pause', reason: 'harvest', until });
const dueAt = (state: CaseState, step = 'investigate') => state.steps[step]?.dueAt;

describe('a pause', () => {
  it('moves a term in working days by its working days, the overall deadline by its calendar days', () => {
    // 9, 10 (a working Saturday) and 12 October are paused: 13, 14, 15 October follow the 12th.
    const paused = after(investigating(), '2026-10-09T10:00', harvest('2026-10-12'));
    expect(dueAt(paused)).toBe(at('2026-10-16T00:00'));
    // 29 October + 4 days is Monday 2 November.
    expect(paused.overallDueAt).toBe(at('2026-11-03T00:00'));
  });

  it('takes nothing of a holiday for a term in working days', () => {
    const paused = after(investigating(), '2026-10-01T10:00', harvest('2026-10-07'));
    expect(dueAt(paused)).toBe(at('2026-10-13T00:00'));
    // 29 October + 7 days.
    expect(paused.overallDueAt).toBe(at('2026-11-06T00:00'));
  });

  it('ended early, counts only what it really took', () => {
    const paused = after(investigating(), '2026-10-09T10:00', harvest('2026-11-06'));
    const resumed = after(paused, '2026-10-12T08:30', { type: 'resume' });
    // 9 and 10 October: Monday the 12th, then 13 and 14.
    expect(dueAt(resumed)).toBe(at('2026-10-15T00:00'));
    // 29 October + 3 days is Sunday 1 November: Monday.
    expect(resumed.overallDueAt).toBe(at('2026-11-03T00:00'));
  });

  it('of some hours of one day moves nothing that is counted in days, and hours by its length', () => {
    const state = investigating({ urgent: true });
    const due = after(state, '2026-09-30T10:00', harvest('2026-09-30'));
    expect(dueAt(after(due, '2026-09-30T15:00', { type: 'resume' }))).toBe(at('2026-10-04T21:20'));
    const plain = after(investigating(), '2026-09-30T10:00', harvest('2026-09-30'));
    expect(dueAt(after(plain, '2026-09-30T15:00', { type: 'resume' }))).toBe(at('2026-10-13T00:00'));
  });

  it('gives nothing back to a step that was overdue already', () => {
    const paused = after(investigating(), '2026-10-13T10:00', harvest('2026-10-20'));
    expect(dueAt(paused)).toBe(at('2026-10-13T00:00'));
  });

  it('ends by itself with its last day; nobody is reminded before', () => {
    const paused = after(investigating(), '2026-10-09T10:00', harvest('2026-10-12'));
    expect(nextWake(paused)).toBe(at('2026-10-13T00:00'));
    expect(wake(RULES_VERSION, paused, at('2026-10-12T23:59'))).toEqual([]);
    const events = wake(RULES_VERSION, paused, at('2026-10-13T00:05'));
    expect(events).toMatchObject([
      { type: 'resumed', atLimit: true, occurredAt: at('2026-10-13T00:00'), commandId: 'timer' },
    ]);
    const resumed = wakeAt(paused, at('2026-10-13T00:05'));
    expect(resumed.adjustments).toEqual([
      {
        type: 'pause',
        reason: 'harvest',
        round: 1,
        until: '2026-10-12',
        from: at('2026-10-09T10:00'),
        resumedAt: at('2026-10-13T00:00'),
      },
    ]);
    expect(halfHour(nextWake(resumed))).toBe(at('2026-10-14T09:00'));
  });

  it('puts off a reminder that falls into it to the first morning after it', () => {
    const steps = {
      investigate: aStep('investigate', {
        owner: 'committee',
        startedAt: at('2026-09-29T16:20'),
        dueAt: at('2026-10-13T00:00'),
        reminders: [{ rule: 0, at: at('2026-09-30T09:10'), for: at('2026-10-13T00:00') }],
      }),
    };
    const early = procedure({
      steps: [
        aStepDefinition('investigate', {
          owner: 'committee',
          term: '5wd',
          reminderRules: [{ before: '7cd', recipient: 'assignee' }],
        }),
      ],
    });
    // 30 September is given back: the last day is Tuesday 13 October; 7 days before it all are off back to 30 September.
    const paused = after(
      investigating({ steps, procedure: early }),
      '2026-09-30T08:00',
      harvest('2026-10-07'),
    );
    expect(dueAt(paused)).toBe(at('2026-10-14T00:00'));
    expect(halfHour(nextWake(wakeAt(paused, at('2026-10-08T00:00'))))).toBe(at('2026-10-08T09:00'));
    const sooner = after(paused, '2026-09-30T08:30', { type: 'resume' });
    expect([dueAt(sooner), halfHour(nextWake(sooner))]).toEqual([
      at('2026-10-13T00:00'),
      at('2026-09-30T09:00'),
    ]);
  });

  it('moves the reminder with the due time', () => {
    const paused = after(investigating(), '2026-10-10T08:00', harvest('2026-10-10'));
    // Saturday 10 October works: Tuesday 13 October is the last day now, Monday the reminder's.
    expect([dueAt(paused), halfHour(nextWake(wakeAt(paused, at('2026-10-11T00:00'))))]).toEqual([
      at('2026-10-14T00:00'),
      at('2026-10-12T09:00'),
    ]);
  });

  it('leaves a step that opens afterwards alone', () => {
    const paused = after(investigating(), '2026-10-09T10:00', harvest('2026-10-09'));
    const later = wakeAt(paused, at('2026-10-10T00:00'));
    const opened = aStep('sign', { startedAt: at('2026-10-12T10:00'), dueAt: at('2026-10-16T00:00') });
    const state = { ...later, steps: { sign: opened } };
    const again = after(state, '2026-10-13T10:00', harvest('2026-10-13'));
    expect(dueAt(again, 'sign')).toBe(at('2026-10-17T00:00'));
  });

  it('stops what is done in the steps, not what happened before it', () => {
    const paused = after(investigating(), '2026-10-09T10:00', harvest('2026-10-12'));
    const hear: Body = { type: 'act', step: 'investigate', action: 'hear', payload: { personId: anId(1) } };
    expect(refusalOf(paused, '2026-10-10T10:00', hear, by('committee'))).toBe('case.paused');
    const entered = carryOut(paused, '2026-10-09T09:00', hear, by('committee'), { now: '2026-10-10T10:00' });
    expect(entered).toMatchObject({ events: [{ type: 'stepActed' }] });
    expect(refusalOf(paused, '2026-10-10T10:00', { type: 'comment', text: aText() })).toBeUndefined();
  });

  it.each<[string, CaseState, string, Body, string]>([
    [
      'of a closed case',
      investigating({ closed: { outcome: 'answered', at: 0 } }),
      '2026-10-09T10:00',
      harvest('2026-10-12'),
      'case.closed',
    ],
    ['beyond its limit', investigating(), '2026-10-09T10:00', harvest('2026-11-09'), 'pause.beyondLimit'],
    [
      'beyond the procedure’s limit',
      investigating({ procedure: procedure({ pauseLimit: 5 }) }),
      '2026-10-09T10:00',
      harvest('2026-10-15'),
      'pause.beyondLimit',
    ],
    [
      'until before it begins',
      investigating(),
      '2026-10-09T10:00',
      harvest('2026-10-08'),
      'pause.untilBeforeStart',
    ],
    [
      'for another reason without telling it',
      investigating(),
      '2026-10-09T10:00',
      { type: 'pause', reason: 'other', until: '2026-10-12' },
      'pause.reasonMissing',
    ],
    [
      'of a paused case',
      after(investigating(), '2026-10-09T10:00', harvest('2026-10-12')),
      '2026-10-10T10:00',
      harvest('2026-10-13'),
      'pause.already',
    ],
    ['before the step began', investigating(), '2026-09-29T16:00', harvest('2026-10-12'), 'pause.beforeStep'],
  ])('%s is refused', (_what, state, when, body, code) => {
    expect(refusalOf(state, when, body)).toBe(code);
  });

  it('is limited together with the others of its round', () => {
    const refusal = (state: CaseState, when: string, until: string) => {
      const decision = carryOut(state, when, harvest(until));
      return 'refusal' in decision ? decision.refusal : undefined;
    };
    // 30 days of October and November; then 20, of which only 10 are used.
    const first = wakeAt(
      after(investigating(), '2026-10-09T10:00', harvest('2026-11-08')),
      at('2026-11-09T00:00'),
    );
    const running = after(first, '2026-11-10T10:00', harvest('2026-11-30'));
    const second = after(running, '2026-11-20T10:00', { type: 'resume' });
    expect(refusal(second, '2026-12-01T10:00', '2026-12-21')).toBeUndefined();
    expect(refusal(second, '2026-12-01T10:00', '2026-12-22')).toEqual({
      code: 'pause.beyondTotal',
      params: { total: 60, left: 20 },
      path: '/until',
    });
    expect(refusal({ ...second, round: 2 }, '2026-12-01T10:00', '2026-12-31')).toBeUndefined();
    const strict = { ...second, procedure: procedure({ pauseTotal: 40 }) };
    // Even one that is over with the day.
    expect(refusal(strict, '2026-12-01T10:00', '2026-12-01')?.params).toEqual({ total: 40, left: 0 });
  });

  it('that was ended on its own day costs nothing', () => {
    const strict = investigating({ procedure: procedure({ pauseTotal: 1 }) });
    const paused = after(strict, '2026-10-09T10:00', harvest('2026-10-10'));
    const back = after(paused, '2026-10-09T12:00', { type: 'resume' });
    expect(refusalOf(back, '2026-10-09T13:00', harvest('2026-10-11'))).toBe('pause.beyondTotal');
    expect(refusalOf(back, '2026-10-09T13:00', harvest('2026-10-10'))).toBeUndefined();
  });

  it('is allowed up to the last day of its limit, and entered by staff who lead', () => {
    expect(refusalOf(investigating(), '2026-10-09T10:00', harvest('2026-11-08'))).toBeUndefined();
    expect(refusalOf(investigating(), '2026-10-09T10:00', harvest('2026-10-12'), by('gridWorker'))).toBe(
      'case.roleMissing',
    );
    expect(refusalOf(investigating(), '2026-10-09T10:00', { type: 'resume' })).toBe('resume.notPaused');
  });
});

describe('an extension of a step', () => {
  const ask = (term: string, more = {}): Body => ({
    type: 'requestExtension',
    step: 'investigate',
    term,
    reason: aText(),
    ...more,
  });
  const answer = (approve: boolean, more = {}): Body => ({
    type: 'decideExtension',
    step: 'investigate',
    approve,
    ...more,
  });
  const asked = () => after(investigating(), '2026-10-09T10:00', ask('3wd'), by('committee'));

  it('moves the due time when the township approves', () => {
    expect(dueAt(asked())).toBe(at('2026-10-13T00:00'));
    const approved = after(asked(), '2026-10-10T10:00', answer(true), by('townshipOffice'));
    // Monday 12 October + 13, 14, 15.
    expect(dueAt(approved)).toBe(at('2026-10-16T00:00'));
    expect(approved.adjustments).toMatchObject([{ type: 'extension', term: '3wd', approved: true }]);
  });

  it('refused, leaves it where it is, and is not asked for again', () => {
    const no = after(asked(), '2026-10-10T10:00', answer(false, { reason: aText() }), by('townshipOffice'));
    expect(dueAt(no)).toBe(at('2026-10-13T00:00'));
    expect(refusalOf(no, '2026-10-10T11:00', ask('2wd'), by('committee'))).toBe('extension.twice');
  });

  it('is kept through a pause that follows', () => {
    const approved = after(asked(), '2026-10-10T10:00', answer(true), by('townshipOffice'));
    const paused = after(approved, '2026-10-14T10:00', harvest('2026-10-15'));
    // Thursday 15 October + two working days: Friday, Monday.
    expect(dueAt(paused)).toBe(at('2026-10-20T00:00'));
  });

  it.each<[string, () => CaseState, Body, ReturnType<typeof by>, string]>([
    ['asked for by another role', investigating, ask('3wd'), by('mediator'), 'step.roleMissing'],
    ['longer than the term', investigating, ask('6wd'), by('committee'), 'extension.tooLong'],
    ['in another unit', investigating, ask('3cd'), by('committee'), 'extension.tooLong'],
    ['of nothing', investigating, ask('0wd'), by('committee'), 'extension.notPositive'],
    ['asked for twice', asked, ask('1wd'), by('committee'), 'extension.pending'],
    ['approved at the same level', asked, answer(true), by('committee', 2), 'extension.roleMissing'],
    ['that nobody asked for', investigating, answer(true), by('townshipOffice'), 'extension.notRequested'],
    ['refused without a reason', asked, answer(false), by('townshipOffice'), 'extension.reasonMissing'],
  ])('%s is refused', (_what, state, body, actor, code) => {
    expect(refusalOf(state(), '2026-10-10T10:00', body, actor)).toBe(code);
  });

  it('is never approved by whoever asked for it', () => {
    const both = { accountId: anId(2_009), roles: ['committee', 'townshipOffice'] as Role[] };
    const own = after(investigating(), '2026-10-09T10:00', ask('3wd'), both);
    expect(refusalOf(own, '2026-10-10T10:00', answer(true), both)).toBe('extension.ownRequest');
  });

  it('puts a milestone off, once each', () => {
    const late = { step: 'implement', milestone: 'm1' };
    const state = implementing(at('2026-10-16T00:00'));
    const one = after(state, '2026-10-19T10:00', ask('10cd', late), by('committee'));
    const approved = after(
      one,
      '2026-10-19T11:00',
      answer(true, { step: 'implement' }),
      by('townshipOffice'),
    );
    // 15 + 10 is Sunday 25 October: Monday; the second milestone is the nearest now.
    expect(approved.facts.milestones).toMatchObject([{ dueOn: '2026-10-26' }, { dueOn: '2026-10-20' }]);
    expect(dueAt(approved, 'implement')).toBe(at('2026-10-21T00:00'));
    expect(refusalOf(approved, '2026-10-20T10:00', ask('5cd', late), by('committee'))).toBe(
      'extension.twice',
    );
    expect(refusalOf(state, '2026-10-19T10:00', ask('31cd', late), by('committee'))).toBe(
      'extension.tooLong',
    );
    expect(refusalOf(state, '2026-10-19T10:00', ask('5cd', { step: 'implement' }), by('committee'))).toBe(
      'extension.milestoneMissing',
    );
  });
});

describe('the whole term of a dispute', () => {
  const extend = (n: number[]): Body => ({ type: 'extendOverallDeadline', by: n.map(anId), reason: aText() });

  it('is doubled once with all parties’ consent', () => {
    const extended = after(investigating(), '2026-10-20T10:00', extend([1, 2]));
    // 29 October + 30 days is Saturday 28 November: Monday 30 November.
    expect(extended.overallDueAt).toBe(at('2026-12-01T00:00'));
    expect(refusalOf(extended, '2026-10-21T10:00', extend([1, 2]))).toBe('extendOverallDeadline.twice');
  });

  it.each<[string, CaseState, number[], string]>([
    ['by one party', investigating(), [1], 'extendOverallDeadline.consentMissing'],
    ['by somebody else', investigating(), [1, 2, 3], 'extendOverallDeadline.notAParty'],
    ['of another matter', implementing(0), [1, 2], 'extendOverallDeadline.notADispute'],
    [
      'that was kept already',
      investigating({ steps: { sign: aStep('sign', { status: 'done' }) } }),
      [1, 2],
      'extendOverallDeadline.kept',
    ],
  ])('%s is not extended', (_what, state, parties, code) => {
    expect(refusalOf(state, '2026-10-20T10:00', extend(parties))).toBe(code);
  });
});
