import { describe, expect, it } from '@jest/globals';
import { at } from '../testing/index.js';
import {
  changedDays,
  dueAfter,
  encodeCalendar,
  isOff,
  isProvisional,
  overridden,
  prolonged,
  withOverride,
  withYears,
  type CalendarDay,
  type CalendarYears,
} from './index.js';

const holidays = (year: number, days: string): CalendarDay[] =>
  days.split(' ').map((day) => ({ date: `${year}-${day}`, kind: 'holiday' as const }));
const makeUps = (year: number, days: string): CalendarDay[] =>
  days.split(' ').map((day) => ({ date: `${year}-${day}`, kind: 'makeUp' as const }));

/** The announcement of 2026, typed in. */
const OF_2026: CalendarYears = {
  years: [2026],
  days: [
    ...holidays(2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25'),
    ...holidays(2026, '10-01 10-02 10-05 10-06 10-07'),
    ...makeUps(2026, '01-04 02-14 02-28 05-09 09-20 10-10'),
  ],
};
const nothing = encodeCalendar({ version: 1, from: '2026-01-01', days: 0, off: new Set() });
const made = (...args: Parameters<typeof withYears>) => {
  const edited = withYears(...args);
  if ('refusals' in edited) throw new Error(JSON.stringify(edited.refusals));
  return edited.calendar;
};
const in2026 = made(nothing, OF_2026, 2);
const codes = (...args: Parameters<typeof withYears>): string[] => {
  const edited = withYears(...args);
  return 'refusals' in edited ? edited.refusals.map(({ code }) => code) : [];
};

describe('an announced year', () => {
  it('counts over National Day with its make-up Saturday', () => {
    expect(in2026).toMatchObject({ version: 2, from: '2026-01-01', days: 365 });
    expect(dueAfter(in2026, at('2026-09-29T10:00'), '5wd')).toBe(at('2026-10-13T00:00'));
    expect(isOff(in2026, '2026-02-14')).toBe(false);
    expect(isOff(in2026, '2026-02-15')).toBe(true);
  });

  it('leaves the other years as they are, and ends being provisional', () => {
    const guessed = made(
      in2026,
      { years: [2027], provisionalYears: [2027], days: holidays(2027, '10-01') },
      3,
    );
    expect(isProvisional(guessed, '2026-12-31')).toBe(false);
    expect(isProvisional(guessed, '2027-01-01')).toBe(true);
    const known = made(guessed, { years: [2027], days: holidays(2027, '02-08 10-01') }, 4);
    expect(isProvisional(known, '2027-12-31')).toBe(false);
    expect(changedDays(guessed, known)).toEqual([{ date: '2027-02-08', before: 'working', after: 'off' }]);
    expect(isOff(known, '2026-10-07')).toBe(true);
  });

  it('has 366 days in a leap year', () => {
    const leap = made(
      nothing,
      { years: [2026, 2027, 2028], provisionalYears: [2026, 2027, 2028], days: [] },
      2,
    );
    expect(leap.days).toBe(365 + 365 + 366);
    expect(dueAfter(leap, at('2028-02-28T10:00'), '1wd')).toBe(at('2028-03-01T00:00'));
  });

  it.each<[string, Partial<CalendarYears>, string]>([
    ['no year', { years: [] }, 'calendar.noYear'],
    ['a year left out', { years: [2028] }, 'calendar.yearMissing'],
    ['a provisional year that is not named', { provisionalYears: [2028] }, 'calendar.yearMissing'],
    ['a day twice', { days: holidays(2027, '10-01 10-01') }, 'calendar.dayTwice'],
    ['a day that is none', { days: holidays(2027, '10-01 02-29') }, 'calendar.notADate'],
    [
      'a day of another year',
      { days: [...holidays(2027, '10-01'), ...holidays(2026, '10-01')] },
      'calendar.yearNotNamed',
    ],
    [
      'a make-up day on a Monday',
      { days: [...holidays(2027, '10-01'), ...makeUps(2027, '03-01')] },
      'calendar.makeUpNotOff',
    ],
    ['no holiday', { days: makeUps(2027, '03-06') }, 'calendar.yearEmpty'],
    ['too many years', { years: [2027, 2036] }, 'calendar.tooManyYears'],
  ])('with %s is refused', (_name, edit, code) => {
    expect(codes(in2026, { years: [2027], days: holidays(2027, '10-01'), ...edit }, 3)).toContain(code);
  });
});

describe('a county', () => {
  it('has its own days over the national ones', () => {
    const edited = withOverride(in2026, [...holidays(2026, '11-09'), ...makeUps(2026, '11-14')], 3);
    if ('refusals' in edited) throw new Error('refused');
    expect(changedDays(in2026, edited.calendar)).toEqual([
      { date: '2026-11-09', before: 'working', after: 'off' },
      { date: '2026-11-14', before: 'off', after: 'working' },
    ]);
    const again = overridden(in2026, holidays(2026, '11-09'), 4);
    expect(again).toMatchObject({ version: 4, from: in2026.from, days: in2026.days });
    expect(isOff(again, '2026-11-09')).toBe(true);
  });

  it('can make up only for a day off, within the calendar', () => {
    const refusal = (days: CalendarDay[]) => {
      const edited = withOverride(in2026, days, 3);
      return 'refusals' in edited ? edited.refusals[0]?.code : undefined;
    };
    expect(refusal(makeUps(2026, '11-10'))).toBe('calendar.makeUpNotOff');
    expect(refusal(makeUps(2026, '10-10'))).toBe('calendar.makeUpNotOff');
    expect(refusal(makeUps(2026, '10-07'))).toBeUndefined();
    expect(refusal(holidays(2027, '11-10'))).toBe('calendar.yearMissing');
  });
});

describe('prolonging', () => {
  const fresh = encodeCalendar({
    version: 7,
    from: '2026-01-01',
    days: 730,
    provisionalFrom: '2027-01-01',
    off: new Set(['2026-11-11', '2027-11-11']),
  });

  it('keeps what was announced and takes the rest', () => {
    const longer = prolonged(in2026, fresh);
    expect(longer).toMatchObject({ version: 7, days: 730, provisionalFrom: '2027-01-01' });
    expect([isOff(longer, '2026-11-11'), isOff(longer, '2026-10-07')]).toEqual([false, true]);
    expect(isOff(longer, '2027-11-11')).toBe(true);
  });

  it('takes what was only guessed anew', () => {
    const guessed = { ...in2026, provisionalFrom: '2026-01-01' };
    expect(isOff(prolonged(guessed, fresh), '2026-11-11')).toBe(true);
  });

  it('keeps the guesses for years of which the other knows nothing', () => {
    const longer = prolonged(in2026, fresh);
    const announced = encodeCalendar({ version: 8, from: '2026-01-01', days: 365, off: new Set() });
    const guessed = { ...longer, provisionalFrom: '2026-01-01' };
    expect(prolonged(guessed, announced)).toMatchObject({ days: 730, provisionalFrom: '2027-01-01' });
    expect(isOff(prolonged(guessed, announced), '2027-11-11')).toBe(true);
  });
});
