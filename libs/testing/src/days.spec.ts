import { expect, it } from '@jest/globals';
import { calendarFromChineseDays } from '#procedures';
import { type CalendarBits, isOff } from '#domain';
import { daysAsked, instantOf } from './days.js';

const WEEKENDS: CalendarBits = { version: 0, from: '2000-01-01', days: 0, off: '' };

it('sixty days stand for every day of every year', () => {
  const days = daysAsked('all');
  const [dates, instants] = [days.map((day) => day.slice(0, 10)), days.map(instantOf)];
  expect(new Set(instants.filter(Number.isFinite)).size).toBe(60);
  expect(new Set(dates.map((date) => new Date(date).getUTCDay()))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  // Holidays on weekdays and make-up days on weekends, as they were announced; hours in which UTC has another date.
  const announced = calendarFromChineseDays(2024, 3, 1);
  const other = (off: boolean) =>
    dates.filter((date) => isOff(announced, date) === off && isOff(WEEKENDS, date) !== off);
  expect(other(true).length).toBeGreaterThanOrEqual(8);
  expect(other(false).length).toBeGreaterThanOrEqual(8);
  expect(days.filter((day) => day.slice(11) < '08:00').length).toBeGreaterThanOrEqual(5);
  expect(days.filter((day) => day.endsWith('T23:30')).length).toBeGreaterThanOrEqual(5);
  expect(dates.filter((date) => date.endsWith('02-29'))).toHaveLength(2);
});

it('some are asked for by their beginnings, others in full', () => {
  expect(daysAsked('2025-12,2029-02-28T23:30')).toEqual(['2025-12-31T23:30', '2029-02-28T23:30']);
  expect(daysAsked('')).toEqual(['2026-02-14T23:30', '2025-12-31T23:30']);
});
