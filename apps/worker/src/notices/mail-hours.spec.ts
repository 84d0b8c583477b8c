import { describe, expect, it } from '@jest/globals';
import { encodeCalendar, type Instant } from '#domain';
import { MailHours } from './mail-hours.js';

const at = (text: string): Instant => Date.parse(`${text}+08:00`);
/** National Day 2026: off from Thursday 1 to Wednesday 7 October, working Saturday the 10th. */
const calendar = encodeCalendar({
  version: 1,
  from: '2026-09-26',
  days: 17,
  off: new Set([
    '2026-09-26',
    '2026-09-27',
    ...['01', '02', '03', '04', '05', '06', '07', '11'].map((day) => `2026-10-${day}`),
  ]),
});
const hours = new MailHours(calendar, '09:00');

describe('the hours of mail', () => {
  it.each([
    ['2026-09-30T08:59:59', '2026-09-30T09:00:00'],
    ['2026-09-30T09:00:00', '2026-10-08T09:00:00'],
    ['2026-10-03T12:00:00', '2026-10-08T09:00:00'],
    ['2026-10-09T12:00:00', '2026-10-10T09:00:00'],
    ['2026-10-10T12:00:00', '2026-10-12T09:00:00'],
  ])('after %s the next digest is at %s', (after, next) => {
    expect(hours.nextDigest(at(after))).toBe(at(next));
  });

  it.each([
    ['2026-09-30T17:59:59', '2026-09-30T17:59:59'],
    ['2026-09-30T18:00:00', '2026-10-08T09:00:00'],
    ['2026-10-08T00:00:00', '2026-10-08T09:00:00'],
  ])('what is ready at %s may go at %s', (ready, sent) => {
    expect(hours.atEarliest(at(ready))).toBe(at(sent));
  });

  it('offer a digest on working days within them, by its day', () => {
    expect(hours.digestNow(at('2026-10-10T09:00:00'))).toEqual({
      day: '2026-10-10',
      at: at('2026-10-10T09:00:00'),
    });
    for (const closed of ['2026-10-10T08:59:59', '2026-10-10T18:00:00', '2026-10-11T10:00:00'])
      expect(hours.digestNow(at(closed))).toBeUndefined();
  });

  it('let nothing wait that is due by the end of the day of the next digest', () => {
    // The end of Thursday 8 October, the first working day after the holiday.
    const end = at('2026-10-09T00:00:00');
    expect(end < hours.urgentBefore(at('2026-09-30T10:00:00'))).toBe(true);
    expect(end + 1 < hours.urgentBefore(at('2026-09-30T10:00:00'))).toBe(false);
  });

  it('end even with a calendar that has no working day', () => {
    const off = new Set(
      Array.from({ length: 99 }, (_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10)),
    );
    const never = new MailHours(encodeCalendar({ version: 1, from: '1970-01-01', days: 99, off }), '09:00');
    expect(never.nextDigest(0)).toBeGreaterThan(0);
  });
});
