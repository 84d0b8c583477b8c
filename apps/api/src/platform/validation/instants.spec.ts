import { describe, expect, it } from '@jest/globals';
import { formatInstant, isLocalDate, parseInstant } from './instants.js';

describe('instants', () => {
  it.each([
    ['2026-03-02T09:30:00+08:00', '2026-03-02T09:30:00+08:00'],
    ['2026-03-02T01:30:00Z', '2026-03-02T09:30:00+08:00'],
    ['2025-12-31T20:00:00.25-04:00', '2026-01-01T08:00:00.250+08:00'],
    ['2024-02-29T23:59:59+08:00', '2024-02-29T23:59:59+08:00'],
  ])('%s is %s in Chinese time', (given, shown) => {
    expect(formatInstant(parseInstant(given)!)).toBe(shown);
  });

  it.each([
    '2026-03-02T09:30:00',
    '2026-03-02',
    '2026-03-02 09:30:00Z',
    '1990-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:60:00Z',
    '２０２６-03-02T09:30:00Z',
    '2026-03-02T09:30:00+25:00',
    '+002026-03-02T09:30:00Z',
    'now',
    1_772_415_000_000,
  ])('%s is none', (given) => {
    expect(parseInstant(given)).toBeUndefined();
  });

  it('never has a year of more than four digits', () => {
    const end = parseInstant('9999-12-31T23:59:59+08:00')!;
    expect(formatInstant(end + 1_000)).toBe('9999-12-31T23:59:59+08:00');
    expect(formatInstant(8.64e15 - 3e7)).toBe('9999-12-31T23:59:59+08:00');
    expect(formatInstant(parseInstant('0000-01-01T00:00:00+08:00')! - 1)).toBe('0000-01-01T00:00:00+08:00');
  });

  it('knows which days there are', () => {
    expect(['2024-02-29', '2026-12-31'].every(isLocalDate)).toBe(true);
    expect(['2023-02-29', '1990-02-30', '2026-00-10', '2026-1-1', '20260101'].some(isLocalDate)).toBe(false);
  });
});
