import { expect, it } from '@jest/globals';
import { type CalendarEffect, encodeCalendar, type MovedStep } from '#domain';
import { describeCase } from './views.js';

const calendar = encodeCalendar({ version: 2, from: '2026-01-01', days: 365, off: new Set() });
const nameOf = (step: string) => (step === 'sign' ? { zh: '签署协议', en: 'Sign the agreement' } : undefined);
const at = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);
const described = (effect: CalendarEffect) =>
  describeCase({ caseId: 'c', number: '清溪2026-0001', countyId: 'k', calendar, effect, nameOf });

const dates = (dueOn: string, ...days: string[]): MovedStep['before'] => ({
  dueAt: at(dueOn),
  reminders: days.map((day, rule) => ({ rule, for: at(dueOn), at: at(day) })),
});
const laterReminder = {
  step: 'triage',
  before: dates('2026-03-20', '2026-03-10', '2026-03-23'),
  after: dates('2026-03-20', '2026-03-10', '2026-03-24'),
};
const due = {
  step: 'sign',
  before: dates('2026-03-20', '2026-03-10'),
  after: dates('2026-03-21', '2026-03-10'),
};

it('shows of a case what moves in the dates shown', () => {
  expect(described({ steps: [laterReminder, due] })?.steps).toEqual([
    {
      step: 'sign',
      name: { zh: '签署协议', en: 'Sign the agreement' },
      before: { dueAt: '2026-03-20T09:00:00+08:00', remindAt: '2026-03-10T09:00:00+08:00' },
      after: { dueAt: '2026-03-21T09:00:00+08:00', remindAt: '2026-03-10T09:00:00+08:00' },
    },
  ]);
});

it('leaves out a case in which only what is not shown moves', () => {
  expect(described({ steps: [laterReminder] })).toBeUndefined();
  expect(described({ steps: [laterReminder], overallDueAt: { after: at('2026-03-21') } })?.steps).toEqual([]);
});
