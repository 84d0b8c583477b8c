import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { share } from './share.js';

describe('share', () => {
  it.each([
    ['2/3', 3, 2],
    ['2/3', 7, 5],
    ['2/3', 9, 6],
    ['2/3', 11, 8],
    ['2/3', 1, 1],
    ['2/3', 0, 0],
    ['1/2', 5, 3],
    ['1/1', 5, 5],
    ['1/3', 30, 10],
  ])('%s of %i is %i', (value, of, expected) => {
    expect(share(value, of)).toBe(expected);
  });

  it.each(['', 'all', '2/0', '0/3', '4/3', '0.66', '2/3/4', '-1/2', '２/３'])(
    'asks for all when given %p',
    (value) => {
      expect(share(value, 7)).toBe(7);
    },
  );

  it('is the least whole number that reaches the share', () => {
    const proper = fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
      .filter(([a, b]) => a <= b);
    fc.assert(
      fc.property(proper, fc.integer({ min: 0, max: 5_000 }), ([a, b], of) => {
        const needed = share(`${a}/${b}`, of);
        expect(needed * b).toBeGreaterThanOrEqual(a * of);
        expect((needed - 1) * b).toBeLessThan(a * of);
      }),
    );
  });
});
