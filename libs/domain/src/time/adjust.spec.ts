import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { announced2026, at } from '../testing/index.js';
import { adjusted, adjustedDue, type Adjustment, type BaseDue } from './adjust.js';
import { dueAfter } from './deadline.js';

const calendar = announced2026();
const counted = (start: string, term: string, urgent = false): BaseDue => ({
  start: at(start),
  term,
  urgent,
  dueAt: dueAfter(calendar, at(start), term, { urgent }),
});
const pause = (from: string, to: string): Adjustment => ({ kind: 'pause', from: at(from), to: at(to) });
const [due, given] = [
  (base: BaseDue, ...adjustments: Adjustment[]) => adjustedDue(calendar, base, adjustments),
  (base: BaseDue, ...adjustments: Adjustment[]) => adjusted(calendar, base, adjustments).pauses,
];

/** Ten working days from Tuesday 10 November end with Tuesday the 24th. */
const tenDays = counted('2026-11-10T10:30', '10wd');

describe('a pause', () => {
  it.each<[string, Adjustment[], number[]]>([
    ['of a moment over midnight', [pause('2026-11-17T23:59', '2026-11-18T00:01')], [0]],
    ['of a whole day but for a minute', [pause('2026-11-18T00:00', '2026-11-18T23:59')], [1]],
    ['from a morning to a morning', [pause('2026-11-17T09:00', '2026-11-19T09:00')], [2]],
    ['over a weekend', [pause('2026-11-13T16:00', '2026-11-16T09:00')], [1]],
    ['on a day off', [pause('2026-11-14T00:00', '2026-11-15T24:00')], [0]],
    [
      'three times for a moment over midnight',
      ['17', '18', '19'].map((d) => pause(`2026-11-${d}T23:59`, `2026-11-${Number(d) + 1}T00:01`)),
      [0, 0, 0],
    ],
    [
      'twice for nine hours: together they took most of a day',
      ['17', '18'].map((d) => pause(`2026-11-${d}T09:00`, `2026-11-${d}T18:00`)),
      [0, 1],
    ],
    ['on the day that the term leaves out', [pause('2026-11-10T11:00', '2026-11-10T24:00')], [0]],
    ['from the day that the term leaves out', [pause('2026-11-10T11:00', '2026-11-12T08:00')], [1]],
    ['of what is overdue already', [pause('2026-11-25T09:00', '2026-11-27T09:00')], [0]],
  ])('%s gives back what it took', (_, pauses, amounts) => {
    expect(given(tenDays, ...pauses)).toEqual(amounts);
    const days = amounts.reduce((sum, n) => sum + n, 0);
    expect(due(tenDays, ...pauses)).toBe(
      at(['2026-11-25', '2026-11-26', '2026-11-27'][days]!.concat('T00:00')),
    );
  });

  it('gives the same to a term in calendar days and to a date that was set, days off counted', () => {
    const weekend = pause('2026-11-13T09:00', '2026-11-16T09:00');
    expect(given(counted('2026-11-10T10:30', '10cd'), weekend)).toEqual([3]);
    expect(given({ start: at('2026-11-10T10:30'), dueAt: at('2026-11-21T00:00') }, weekend)).toEqual([3]);
    // The longest one: by its law thirty days after the 22nd.
    expect(given(counted('2026-11-10T10:30', '30cd'), pause('2026-11-22T17:00', '2026-12-23T00:00'))).toEqual(
      [30],
    );
  });

  it('gives an urgent term back to the millisecond', () => {
    const urgent = counted('2026-11-10T10:30', '5wd', true);
    expect(due(urgent, pause('2026-11-11T10:00', '2026-11-11T10:01'))).toBe(urgent.dueAt + 60_000);
  });

  const instant = fc.integer({ min: at('2026-11-01T00:00'), max: at('2026-12-31T00:00') });
  const terms = fc.constantFrom('1wd', '5wd', '10wd', '10cd', '30cd', '48h', 'sameDay');
  const span = fc.tuple(instant, instant).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

  it('cut in two gives the same as in one piece', () => {
    fc.assert(
      fc.property(
        span,
        fc.double({ min: 0, max: 1, noNaN: true }),
        terms,
        fc.boolean(),
        ([from, to], cut, term, urgent) => {
          const base = { ...counted('2026-11-04T15:00', term), urgent };
          const middle = Math.round(from + (to - from) * cut);
          // A second half that began when the step was overdue counts for nothing.
          fc.pre(middle < base.dueAt);
          const one = due(base, { kind: 'pause', from, to });
          const two = due(base, { kind: 'pause', from, to: middle }, { kind: 'pause', from: middle, to });
          expect(two).toBe(one);
        },
      ),
    );
  });

  it('never gives less for longer', () => {
    fc.assert(
      fc.property(span, fc.nat(20 * 86_400_000), terms, fc.boolean(), ([from, to], more, term, urgent) => {
        const base = { ...counted('2026-11-04T15:00', term), urgent };
        const longer = due(base, { kind: 'pause', from, to: to + more });
        expect(longer).toBeGreaterThanOrEqual(due(base, { kind: 'pause', from, to }));
      }),
    );
  });
});

describe('an extension', () => {
  it('of an urgent term counts clock hours, as the term does', () => {
    const urgent = counted('2026-11-20T17:26', '5wd', true);
    expect(due(urgent, { kind: 'extension', term: '1wd' })).toBe(urgent.dueAt + 24 * 3_600_000);
    expect(due(tenDays, { kind: 'extension', term: '1wd' })).toBe(at('2026-11-26T00:00'));
  });
});
