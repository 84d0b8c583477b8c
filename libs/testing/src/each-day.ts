import { beforeAll, describe } from '@jest/globals';
import { turnTo } from './clock.js';
import { daysAsked, instantOf } from './days.js';

/** Declares a whole spec once for each day of the run; what it declares and what it runs find the clock on that day. */
export function onEachDay(spec: () => void): void {
  for (const day of daysAsked())
    describe(`as of ${day}`, () => {
      const turn = (): void => turnTo(instantOf(day));
      turn();
      beforeAll(turn);
      spec();
    });
}
