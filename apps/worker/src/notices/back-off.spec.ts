import { expect, it } from '@jest/globals';
import { ATTEMPTS, backOff } from './back-off.js';

it('waits twice as long each time, up to four hours, half of it by chance', () => {
  const minutes = (random: number) =>
    Array.from({ length: ATTEMPTS - 1 }, (_, i) => backOff(i + 1, random) / 60_000);
  expect(minutes(0)).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64, 120, 120, 120]);
  expect(minutes(0.5)).toEqual([0.75, 1.5, 3, 6, 12, 24, 48, 96, 180, 180, 180]);
});
