import { describe, expect, it } from '@jest/globals';
import { encodeCalendar } from '#domain';
import { dueDto } from './due-words.js';

/** National Day 2026: off from 1 to 7 October, worked on Saturday the 10th. */
const calendar = encodeCalendar({
  version: 1,
  from: '2026-09-26',
  days: 16,
  off: new Set([
    '2026-09-26',
    '2026-09-27',
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`),
    '2026-10-11',
  ]),
});
const at = (text: string): number => Date.parse(`${text}+08:00`);
const words = (dueAt: string, now: string) => dueDto(calendar, at(dueAt), at(now));

describe('how long there is until a due time', () => {
  it.each([
    ['2026-09-30T00:00', '2026-09-29T23:30', 0, '今天到期'],
    ['2026-10-01T00:00', '2026-09-29T09:00', 1, '明天到期（9月30日周三）'],
    ['2026-10-10T00:00', '2026-09-29T09:00', 3, '还剩 3 个工作日（10月9日周五止）'],
    ['2026-10-07T00:00', '2026-10-02T09:00', 0, '休息日内到期（10月6日周二止）'],
    ['2026-09-30T00:00', '2026-10-05T09:00', -1, '超期 1 个工作日（应于 9月29日周二）'],
    ['2026-10-03T00:00', '2026-10-05T09:00', 0, '超期 3 天（应于 10月2日周五）'],
    ['2026-09-29T15:00', '2026-09-29T16:00', 0, '今天已超期'],
    ['2026-09-29T17:30', '2026-09-29T16:00', 0, '今天 17:30 到期'],
  ])('due %s, seen %s: %i working days, %s', (dueAt, now, workingDaysLeft, zh) => {
    expect(words(dueAt, now)).toMatchObject({ workingDaysLeft, words: { zh } });
  });

  it('is told in English too', () => {
    expect(words('2026-10-10T00:00', '2026-09-29T09:00').words.en).toBe(
      'Working days left: 3 (to the end of Fri, Oct 9)',
    );
  });
});
