import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  after,
  atEarliest,
  before,
  dateOf,
  dueAfter,
  encodeCalendar,
  isDate,
  isLateEntry,
  isOff,
  isProvisional,
  parseTerm,
  startOfDay,
  workingDaysBetween,
} from './index.js';

/** Typed from the announced holidays; what is not named here follows the weekdays. */
const OFF = {
  2025: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
  2026: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
};
const WORKING_WEEKENDS = {
  2025: '01-26 02-08 04-27 09-28 10-11',
  2026: '01-04 02-14 02-28 05-09 09-20 10-10',
};

const daysOff = (): Set<string> => {
  const off = new Set<string>();
  for (const year of [2025, 2026] as const) {
    const named = new Set(OFF[year].split(' ').map((day) => `${year}-${day}`));
    const working = new Set(WORKING_WEEKENDS[year].split(' ').map((day) => `${year}-${day}`));
    for (let t = Date.UTC(year, 0, 1); t < Date.UTC(year + 1, 0, 1); t += 86_400_000) {
      const at = new Date(t);
      const date = at.toISOString().slice(0, 10);
      if (named.has(date) || (at.getUTCDay() % 6 === 0 && !working.has(date))) off.add(date);
    }
  }
  return off;
};

const off = daysOff();
const calendar = encodeCalendar({ version: 1, from: '2025-01-01', days: 730, off });
const at = (text: string) => Date.parse(`${text}+08:00`);
/** Midnight that ends the day: the first instant that is too late. */
const endOf = (date: string) => at(`${date}T23:59:59.999`) + 1;

describe('terms', () => {
  it.each([
    ['5wd', { amount: 5, unit: 'wd' }],
    ['30cd', { amount: 30, unit: 'cd' }],
    ['24h', { amount: 24, unit: 'h' }],
    ['sameDay', { amount: 0, unit: 'cd' }],
  ])('reads %s', (term, parsed) => expect(parseTerm(term)).toEqual(parsed));

  it.each(['', '5', 'wd', '0wd', '-1wd', '1.5wd', '05wd', '5 wd', '5WD', '10000cd', '1e3h', '5wd ', '５wd'])(
    'does not read %p',
    (term) => expect(parseTerm(term)).toBeUndefined(),
  );
});

describe('dates of Shanghai', () => {
  it('changes the date at 16:00 UTC', () => {
    expect(dateOf(Date.UTC(2026, 8, 29, 15, 59, 59, 999))).toBe('2026-09-29');
    expect(dateOf(Date.UTC(2026, 8, 29, 16))).toBe('2026-09-30');
    expect(startOfDay('2026-09-30')).toBe(Date.UTC(2026, 8, 29, 16));
  });

  it('counts over leap days and year ends', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('1969-12-31', 1)).toBe('1970-01-01');
  });

  it('tells dates from text that looks like one', () => {
    expect(['2028-02-29', '2026-12-31'].every(isDate)).toBe(true);
    expect(['2026-02-30', '2027-02-29', '2026-13-01', '26-01-01', '2026-1-1', ''].some(isDate)).toBe(false);
  });
});

describe('calendar bits', () => {
  it('gives back every day that went in, in some 140 bytes for three years', () => {
    for (let i = 0; i < 730; i += 1) {
      const date = addDays('2025-01-01', i);
      expect([date, isOff(calendar, date)]).toEqual([date, off.has(date)]);
    }
    const threeYears = encodeCalendar({ version: 1, from: '2025-01-01', days: 1095, off });
    expect(Buffer.from(threeYears.off, 'base64')).toHaveLength(137);
  });

  it('writes standard base64 of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.infiniteStream(fc.boolean()), (days, coin) => {
        const chosen = new Set<string>();
        for (let i = 0; i < days; i += 1) if (coin.next().value) chosen.add(addDays('2026-01-01', i));
        const bits = encodeCalendar({ version: 1, from: '2026-01-01', days, off: chosen });
        expect(Buffer.from(bits.off, 'base64').toString('base64')).toBe(bits.off);
        for (let i = 0; i < days; i += 1) {
          const date = addDays('2026-01-01', i);
          expect(isOff(bits, date)).toBe(chosen.has(date));
        }
      }),
    );
  });

  it('falls back to weekends outside its days and calls that provisional', () => {
    expect(isOff(calendar, '2027-10-01')).toBe(false);
    expect(isOff(calendar, '2027-10-02')).toBe(true);
    expect(isOff(calendar, '2024-12-29')).toBe(true);
    expect(isProvisional(calendar, '2027-01-01')).toBe(true);
    expect(isProvisional(calendar, '2024-12-31')).toBe(true);
    expect(isProvisional(calendar, '2026-12-31')).toBe(false);
    expect(isProvisional({ ...calendar, provisionalFrom: '2026-06-01' }, '2026-06-01')).toBe(true);
    expect(isProvisional({ ...calendar, provisionalFrom: '2026-06-01' }, '2026-05-31')).toBe(false);
  });
});

describe('dueAfter', () => {
  it('takes five working days over National Day and a working Saturday', () => {
    const due = dueAfter(calendar, at('2026-09-29T10:00:00'), '5wd');
    expect(due).toBe(endOf('2026-10-12'));
    expect(at('2026-10-12T23:59:59')).toBeLessThan(due);
    expect(dateOf(due - 1)).toBe('2026-10-12');
  });

  it.each([
    // start, term, last day
    ['2026-09-29T00:00:00', '5wd', '2026-10-12'],
    ['2026-09-29T23:59:59', '5wd', '2026-10-12'],
    ['2026-02-13T09:00:00', '2wd', '2026-02-24'],
    ['2026-01-01T09:00:00', '1wd', '2026-01-04'],
    ['2025-12-31T09:00:00', '1wd', '2026-01-04'],
    ['2026-10-03T09:00:00', '1wd', '2026-10-08'],
    ['2026-09-01T09:00:00', '30cd', '2026-10-08'],
    ['2026-09-01T09:00:00', '7cd', '2026-09-08'],
    ['2026-09-13T09:00:00', '7cd', '2026-09-20'],
    ['2026-09-06T09:00:00', '6cd', '2026-09-14'],
    ['2026-10-03T14:00:00', 'sameDay', '2026-10-03'],
    ['2028-02-28T09:00:00', '1cd', '2028-02-29'],
  ])('from %s, %s ends on %s', (start, term, last) => {
    expect(dateOf(dueAfter(calendar, at(start), term) - 1)).toBe(last);
    expect(dueAfter(calendar, at(start), term)).toBe(endOf(last));
  });

  it('counts hours on the clock', () => {
    const start = at('2026-10-01T22:30:00');
    expect(dueAfter(calendar, start, '24h')).toBe(at('2026-10-02T22:30:00'));
  });

  it('counts the days of an urgent case on the clock too, but leaves the same day', () => {
    const start = at('2026-10-01T22:30:00');
    expect(dueAfter(calendar, start, '1wd', { urgent: true })).toBe(at('2026-10-02T22:30:00'));
    expect(dueAfter(calendar, start, '2cd', { urgent: true })).toBe(at('2026-10-03T22:30:00'));
    expect(dueAfter(calendar, start, 'sameDay', { urgent: true })).toBe(endOf('2026-10-01'));
  });

  it('reads a broken term as the same day and never throws', () => {
    expect(dueAfter(calendar, at('2026-10-01T10:00:00'), 'soon')).toBe(endOf('2026-10-01'));
    const allOff = { ...calendar, off: '/'.repeat(124) };
    expect(Number.isFinite(dueAfter(allOff, at('2026-01-01T10:00:00'), '3wd'))).toBe(true);
  });
});

describe('atEarliest', () => {
  it('opens at 00:00 once the notice has run in full', () => {
    expect(atEarliest(calendar, at('2026-09-29T10:00:00'), '1wd')).toBe(at('2026-10-01T00:00:00'));
    expect(atEarliest(calendar, at('2026-09-29T10:00:00'), '3wd')).toBe(at('2026-10-10T00:00:00'));
    expect(atEarliest(calendar, at('2026-09-01T10:00:00'), '7cd')).toBe(at('2026-09-09T00:00:00'));
  });

  it('makes nobody wait for the same day', () => {
    expect(atEarliest(calendar, at('2026-09-29T10:00:00'), 'sameDay')).toBe(at('2026-09-29T10:00:00'));
  });
});

describe('before', () => {
  it.each([
    ['2026-10-12', '1wd', '2026-10-10T09:00:00'],
    ['2026-10-12', '2wd', '2026-10-09T09:00:00'],
    ['2026-10-08', '1wd', '2026-09-30T09:00:00'],
    ['2026-10-08', '3cd', '2026-09-30T09:00:00'],
    ['2026-09-18', '3cd', '2026-09-15T09:00:00'],
    ['2026-09-18', 'sameDay', '2026-09-18T09:00:00'],
    ['2026-10-03', 'sameDay', '2026-09-30T09:00:00'],
  ])('the last day %s reminds %s earlier at %s', (last, term, expected) => {
    expect(before(calendar, endOf(last), term)).toBe(at(expected));
  });

  it('counts hours exactly while people are at work, else from the morning before', () => {
    expect(before(calendar, at('2026-09-16T15:00:00'), '4h')).toBe(at('2026-09-16T11:00:00'));
    expect(before(calendar, at('2026-09-16T12:59:59'), '4h')).toBe(at('2026-09-15T09:00:00'));
    expect(before(calendar, at('2026-09-16T22:00:00'), '4h')).toBe(at('2026-09-16T09:00:00'));
    expect(before(calendar, at('2026-10-03T15:00:00'), '4h')).toBe(at('2026-09-30T09:00:00'));
  });

  it('comes before a term in hours that runs out in the night', () => {
    expect(before(calendar, at('2026-09-16T09:00:01'), 'sameDay')).toBe(at('2026-09-16T09:00:00'));
    expect(before(calendar, at('2026-09-16T09:00:00'), 'sameDay')).toBe(at('2026-09-15T09:00:00'));
    expect(before(calendar, at('2026-09-14T05:00:00'), 'sameDay')).toBe(at('2026-09-11T09:00:00'));
  });
});

describe('after', () => {
  it.each([
    ['2026-09-30T00:00:00', '1wd', '2026-10-08T09:00:00'],
    ['2026-10-09T00:00:00', 'sameDay', '2026-10-09T09:00:00'],
    ['2026-10-01T00:00:00', 'sameDay', '2026-10-08T09:00:00'],
    ['2026-10-08T10:00:00', '2wd', '2026-10-10T09:00:00'],
    ['2026-09-29T10:00:00', '3cd', '2026-10-08T09:00:00'],
    ['2026-10-09T10:00:00', '4h', '2026-10-09T14:00:00'],
    ['2026-10-09T16:00:00', '4h', '2026-10-10T09:00:00'],
    ['2026-10-10T16:00:00', '4h', '2026-10-12T09:00:00'],
  ])('%s, %s after it, is %s', (from, term, expected) => {
    expect(after(calendar, at(from), term)).toBe(at(expected));
  });
});

describe('workingDaysBetween', () => {
  it('leaves the first day out, as a term does', () => {
    expect(workingDaysBetween(calendar, '2026-09-29', '2026-10-12')).toBe(5);
    expect(workingDaysBetween(calendar, '2026-10-12', '2026-09-29')).toBe(-5);
    expect(workingDaysBetween(calendar, '2026-10-01', '2026-10-07')).toBe(0);
    expect(workingDaysBetween(calendar, at('2026-09-29T23:59:00'), at('2026-09-30T00:01:00'))).toBe(1);
  });
});

describe('a late entry', () => {
  // Over National Day: 09-30, 10-08, 10-09, 10-10 (a working Saturday), 10-12.
  it.each([
    ['2026-09-29T23:59:59', '2026-10-12T23:59:59', false],
    ['2026-09-29T00:00:00', '2026-10-13T00:00:00', true],
    ['2026-09-29T09:00:00', '2026-09-29T09:00:00', false],
  ])('of %s entered at %s: %s', (occurredAt, recordedAt, late) =>
    expect(isLateEntry(calendar, at(occurredAt), at(recordedAt))).toBe(late),
  );
});

describe('properties', () => {
  const instant = fc.integer({ min: Date.UTC(2024, 6), max: Date.UTC(2027, 6) });
  const amount = fc.integer({ min: 1, max: 90 });
  const days = fc.constantFrom('wd', 'cd');
  const unit = fc.constantFrom('wd', 'cd', 'h');

  it('a longer term, or a later start, is never due earlier', () => {
    fc.assert(
      fc.property(instant, instant, amount, amount, unit, (a, b, m, n, u) => {
        const due = (start: number, length: number) => dueAfter(calendar, start, `${length}${u}`);
        expect(due(Math.min(a, b), n)).toBeLessThanOrEqual(due(Math.max(a, b), n));
        expect(due(a, Math.min(m, n))).toBeLessThanOrEqual(due(a, Math.max(m, n)));
      }),
    );
  });

  it('is due after the start, at midnight ending a working day', () => {
    fc.assert(
      fc.property(instant, amount, days, (start, n, u) => {
        const due = dueAfter(calendar, start, `${n}${u}`);
        expect(due).toBeGreaterThan(start + 86_400_000 * n - 1);
        expect(startOfDay(dateOf(due))).toBe(due);
        expect(isOff(calendar, dateOf(due - 1))).toBe(false);
      }),
    );
  });

  it('counts exactly as many working days as the term has', () => {
    fc.assert(
      fc.property(instant, amount, (start, n) => {
        expect(workingDaysBetween(calendar, start, dueAfter(calendar, start, `${n}wd`) - 1)).toBe(n);
      }),
    );
  });

  it('speaks before the due time and after an instant, while people are at work', () => {
    const office = (spoken: number) => {
      const hour = (spoken - startOfDay(dateOf(spoken))) / 3_600_000;
      expect([hour >= 9 && hour < 18, isOff(calendar, dateOf(spoken))]).toEqual([true, false]);
    };
    fc.assert(
      fc.property(instant, amount, amount, unit, (start, n, m, u) => {
        const due = dueAfter(calendar, start, `${n}wd`);
        const [early, late] = [before(calendar, due, `${m}${u}`), after(calendar, start, `${m}${u}`)];
        expect(early).toBeLessThan(due);
        expect(late).toBeGreaterThan(start);
        office(early);
        office(late);
      }),
    );
  });

  it('splits at any day: adding days and taking them off again', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -5000, max: 5000 }), (t, n) => {
        expect(addDays(addDays(dateOf(t), n), -n)).toBe(dateOf(t));
      }),
    );
  });
});
