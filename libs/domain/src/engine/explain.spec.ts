import { describe, expect, it } from '@jest/globals';
import type { Procedure } from '../model/procedure.js';
import { aCase, aRef, aStep, aStepDefinition, announced2026, at } from '../testing/index.js';
import { explainDeadlines } from './index.js';

const procedure: Procedure = {
  key: 'dispute',
  version: 1,
  name: { zh: '矛盾纠纷', en: 'Dispute' },
  categories: ['dispute'],
  start: 'investigate',
  overallDeadline: { term: '30cd', until: 'sign' },
  steps: [aStepDefinition('investigate', { term: '5wd' }), aStepDefinition('sign', { term: '3wd' })],
};

/** Five working days from Tuesday 29 September, paused on 9 and 10 October. */
const state = aCase({
  calendar: announced2026(),
  procedure,
  openedAt: at('2026-09-29T09:00'),
  overallDueAt: at('2026-11-03T00:00'),
  externalRefs: [aRef('7', '2026-10-13'), aRef('8', undefined, '信访')],
  steps: {
    investigate: aStep('investigate', { startedAt: at('2026-09-29T16:20'), dueAt: at('2026-10-15T00:00') }),
  },
  adjustments: [
    {
      type: 'pause',
      reason: 'harvest',
      round: 1,
      from: at('2026-10-09T10:00'),
      until: '2026-10-20',
      resumedAt: at('2026-10-12T08:30'),
    },
  ],
});

describe('the deadlines of a case', () => {
  it('come with the earliest first, whatever they are of', () => {
    const found = explainDeadlines(state).map(({ clock, dueAt }) => [clock, dueAt]);
    expect(found).toEqual([
      ['external', at('2026-10-14T00:00')],
      ['step', at('2026-10-15T00:00')],
      ['overall', at('2026-11-03T00:00')],
    ]);
  });

  it('name each day that was skipped and why, each make-up day, each pause', () => {
    const step = explainDeadlines(state).find(({ clock }) => clock === 'step');
    expect(step?.skipped).toEqual([
      { date: '2026-10-01', why: 'holiday' },
      { date: '2026-10-02', why: 'holiday' },
      { date: '2026-10-03', why: 'weekend' },
      { date: '2026-10-04', why: 'weekend' },
      { date: '2026-10-05', why: 'holiday' },
      { date: '2026-10-06', why: 'holiday' },
      { date: '2026-10-07', why: 'holiday' },
      { date: '2026-10-11', why: 'weekend' },
    ]);
    expect(step?.makeUp).toEqual(['2026-10-10']);
    expect(step?.pauses).toEqual([
      {
        reason: 'harvest',
        from: at('2026-10-09T10:00'),
        to: at('2026-10-12T08:30'),
        ended: true,
        amount: 2,
        unit: 'wd',
      },
    ]);
    expect(step).toMatchObject({ rule: 'workingDays', term: '5wd', provisional: false });
  });

  it('in calendar days say over which days off the last day was moved', () => {
    const whole = explainDeadlines(state).find(({ clock }) => clock === 'overall');
    // 29 October and three paused days: Sunday 1 November.
    expect(whole).toMatchObject({ rule: 'calendarDays', skipped: [{ date: '2026-11-01', why: 'weekend' }] });
    expect(whole?.pauses).toMatchObject([{ amount: 3, unit: 'cd' }]);
  });

  it('in a year that was not announced are provisional', () => {
    const step = aStep('investigate', { startedAt: at('2026-12-29T10:00'), dueAt: at('2027-01-06T00:00') });
    const [found] = explainDeadlines({
      ...state,
      adjustments: [],
      steps: { investigate: step },
      externalRefs: [],
    });
    expect(found).toMatchObject({ clock: 'overall', provisional: false });
    expect(
      explainDeadlines({ ...state, adjustments: [], steps: { investigate: step } }).at(-1),
    ).toMatchObject({
      clock: 'step',
      provisional: true,
    });
  });

  it('tell the term that a kind has of its own, not the procedure’s', () => {
    const triage = aStepDefinition('triage', { term: '1wd', params: { terms: { development: '2wd' } } });
    const [found] = explainDeadlines(
      aCase({
        category: 'development',
        calendar: announced2026(),
        intake: { ...procedure, key: 'intake', steps: [triage] },
        steps: {
          triage: aStep('triage', { startedAt: at('2026-11-22T13:08'), dueAt: at('2026-11-25T00:00') }),
        },
      }),
    );
    expect(found).toMatchObject({ step: 'triage', rule: 'workingDays', term: '2wd' });
  });

  it('are none once the case is closed', () => {
    expect(explainDeadlines({ ...state, closed: { outcome: 'answered', at: 0 } })).toEqual([]);
  });
});
