import { describe, expect, it } from '@jest/globals';
import type { Procedure } from '../model/procedure.js';
import { aCase, aStep, aStepDefinition, announced2026, at } from '../testing/index.js';
import { explainDeadlines } from './index.js';

const assignee = '019a0000-0000-7000-8000-000000000031';

const procedure: Procedure = {
  key: 'development',
  version: 3,
  name: { zh: '发展事项', en: 'Development' },
  categories: ['development'],
  start: 'implement',
  overallDeadline: { term: '60cd', until: 'revisit' },
  reminderRules: [{ before: '1wd', recipient: 'assignee' }],
  steps: [
    aStepDefinition('implement'),
    aStepDefinition('revisit', { params: { after: ['30cd'] } }),
    aStepDefinition('investigate', { term: '5wd' }),
  ],
};

const dueAt = at('2026-10-17T00:00');
const carryingOut = aCase({
  calendar: announced2026(),
  procedure,
  openedAt: at('2026-10-09T09:00'),
  overallDueAt: at('2026-12-09T00:00'),
  steps: {
    implement: {
      ...aStep('implement', { startedAt: at('2026-10-12T10:00'), dueAt, assignee }),
      reminders: [{ rule: 0, at: at('2026-10-15T09:10'), for: dueAt }],
    },
  },
});
const withMilestones = {
  ...carryingOut,
  facts: {
    ...carryingOut.facts,
    milestones: [
      { id: 'm1', dueOn: '2026-11-20' },
      { id: 'm2', dueOn: '2026-10-16' },
      { id: 'm3', dueOn: '2026-10-13', doneOn: '2026-10-12' },
      { id: 'm4', dueOn: '2026-10-16' },
    ],
  },
};

describe('what a date goes back to', () => {
  it('each open milestone explains its own date; only the next one is reminded of', () => {
    const found = explainDeadlines(withMilestones);
    expect(found).toMatchObject([
      { milestone: 'm2', basis: 'milestone', dueAt, provisional: false },
      { milestone: 'm4', basis: 'milestone', dueAt, reminders: [] },
      { milestone: 'm1', basis: 'milestone', dueAt: at('2026-11-21T00:00'), reminders: [] },
      { clock: 'overall', basis: 'overallTerm', step: 'revisit', rule: 'calendarDays' },
    ]);
    expect(found[0]?.reminders).toEqual([
      { at: at('2026-10-15T09:10'), owner: 'convener', assignee, as: 'assignee', step: 'implement' },
    ]);
    expect(found.every((one) => one.procedure?.version === 3 && one.procedure.key === 'development')).toBe(
      true,
    );
  });

  it('a milestone that a pause moves says over which days off', () => {
    const [first] = explainDeadlines({
      ...withMilestones,
      steps: {
        implement: aStep('implement', {
          startedAt: at('2026-10-12T10:00'),
          dueAt: at('2026-10-20T00:00'),
        }),
      },
      adjustments: [
        {
          type: 'pause',
          reason: 'harvest',
          round: 1,
          from: at('2026-10-13T10:00'),
          until: '2026-10-13',
          resumedAt: at('2026-10-14T00:00'),
        },
      ],
    });
    expect(first).toMatchObject({
      milestone: 'm2',
      dueAt: at('2026-10-20T00:00'),
      skipped: [
        { date: '2026-10-17', why: 'weekend' },
        { date: '2026-10-18', why: 'weekend' },
      ],
    });
  });

  it('tells a step’s own term from one by category and from a visit', () => {
    const triage = aStepDefinition('triage', { term: '1wd', params: { terms: { development: '2wd' } } });
    const [entered] = explainDeadlines(
      aCase({
        category: 'development',
        calendar: announced2026(),
        intake: { ...procedure, key: 'intake', version: 2, steps: [triage] },
        steps: {
          triage: aStep('triage', { startedAt: at('2026-10-12T13:08'), dueAt: at('2026-10-15T00:00') }),
        },
      }),
    );
    expect(entered).toMatchObject({ basis: 'categoryTerm', procedure: { key: 'intake', version: 2 } });
    const visit = aStep('revisit', { startedAt: at('2026-10-12T10:00'), dueAt: at('2026-11-19T00:00') });
    const found = explainDeadlines({
      ...carryingOut,
      steps: {
        revisit: { ...visit, notBefore: at('2026-11-12T00:00') },
        investigate: aStep('investigate', {
          startedAt: at('2026-10-12T10:00'),
          dueAt: at('2026-10-20T00:00'),
        }),
      },
    });
    expect(found).toMatchObject([
      { step: 'investigate', basis: 'stepTerm' },
      { step: 'revisit', basis: 'visit', notBefore: at('2026-11-12T00:00') },
      { clock: 'overall' },
    ]);
  });
});

describe('a date that the calendar can’t vouch for', () => {
  const of = (startedAt: number, due: number) =>
    explainDeadlines({
      ...carryingOut,
      steps: { investigate: aStep('investigate', { startedAt, dueAt: due }) },
    }).find(({ clock }) => clock === 'step');

  it('names the year that the calendar doesn’t contain', () => {
    expect(of(at('1999-12-20T10:00'), at('1999-12-28T00:00'))).toMatchObject({
      provisional: true,
      missingYear: 1999,
    });
  });

  it('names none where the holidays are only not announced', () => {
    const found = of(at('2026-12-29T10:00'), at('2027-01-06T00:00'));
    expect(found).toMatchObject({ provisional: true });
    expect(found).not.toHaveProperty('missingYear');
  });
});
