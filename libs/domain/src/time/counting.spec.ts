import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarBits } from '../model/calendar.js';
import { isDayOff } from './calendar-bits.js';
import { dayNumber, dayStart, DAY_MS } from './date.js';
import { countWorkingDays, workingDays } from './deadline.js';
import { addDays, adjustedDue, encodeCalendar, isLateEntry, workingDaysBetween } from './index.js';

const FIRST = '2026-01-01';
/** Some weeks of which any day may be off. */
const calendars = fc.array(fc.boolean(), { maxLength: 60 }).map((off): CalendarBits =>
  encodeCalendar({
    version: 1,
    from: FIRST,
    days: off.length,
    off: new Set(off.flatMap((is, i) => (is ? [addDays(FIRST, i)] : []))),
  }),
);
const days = fc.integer({ min: -40, max: 110 }).map((n) => dayNumber(FIRST) + n);

const walked = (calendar: CalendarBits, from: number, n: number, step: 1 | -1): number => {
  let at = from;
  for (let left = n; left > 0; left -= isDayOff(calendar, at) ? 0 : 1) at += step;
  return at;
};

describe('counting working days', () => {
  it('finds the day that a walk finds, on both sides of the calendar', () => {
    fc.assert(
      fc.property(
        calendars,
        days,
        fc.nat({ max: 60 }),
        fc.constantFrom<1 | -1>(1, -1),
        (calendar, from, n, step) => {
          expect(countWorkingDays(calendar, from, n, step)).toBe(walked(calendar, from, n, step));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts what a walk counts', () => {
    fc.assert(
      fc.property(calendars, days, days, (calendar, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        let count = 0;
        for (let day = from + 1; day <= to; day += 1) if (!isDayOff(calendar, day)) count += 1;
        expect(workingDays(calendar, from, to)).toBe(count);
      }),
      { numRuns: 500 },
    );
  });

  it('calls an entry late exactly when more than five working days lie between', () => {
    fc.assert(
      fc.property(calendars, days, days, (calendar, a, b) => {
        const [happened, entered] = [dayStart(Math.min(a, b)) + 1, dayStart(Math.max(a, b)) + 2];
        const between = workingDaysBetween(calendar, happened, entered);
        expect(isLateEntry(calendar, happened, entered)).toBe(between > 5);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back of a pause what it took of working days', () => {
    fc.assert(
      fc.property(
        calendars,
        days,
        fc.nat({ max: 20 }),
        fc.nat({ max: 20 }),
        (calendar, day, ahead, length) => {
          const start = dayStart(day);
          const dueAt = dayStart(countWorkingDays(calendar, day, 30, 1) + 1);
          const from = dayStart(day + 1 + ahead);
          const to = from + length * DAY_MS;
          let took = 0;
          for (let at = from; at < to; at += DAY_MS)
            if (!isDayOff(calendar, day + 1 + ahead + Math.round((at - from) / DAY_MS))) took += 1;
          const due = adjustedDue(calendar, { start, dueAt, term: '30wd' }, [{ kind: 'pause', from, to }]);
          expect(due).toBe(dayStart(walked(calendar, countWorkingDays(calendar, day, 30, 1), took, 1) + 1));
        },
      ),
    );
  });

  it('answers for any year, and reads no more days than the calendar has', () => {
    let read = 0;
    const bits = encodeCalendar({ version: 1, from: FIRST, days: 365, off: new Set() });
    const watched = new Proxy(bits, {
      get: (target, name: keyof CalendarBits) => {
        if (name === 'from') read += 1;
        return target[name];
      },
    });
    for (const [a, b] of [
      ['0001-01-01', '2026-06-01'],
      ['0206-03-02', '9999-12-31'],
      ['2026-06-01', '0001-01-01'],
    ] as const)
      workingDaysBetween(watched, a, b);
    expect(read).toBeLessThan(10);
    expect(workingDaysBetween(bits, '0206-03-02', '2026-01-01')).toBe(474_774);
    expect(isLateEntry(bits, -62_135_596_800_000, dayStart(20_000))).toBe(true);
  });
});
