import { beforeAll, describe } from '@jest/globals';
import { turnTo } from './clock.js';
import { daysAsked, instantOf } from './days.js';

/**
 * Declares a whole spec once for each day of the run; what it declares and what it runs find the clock on that day.
 *
 * @param every of how many days it is declared for one: more than one where it waits for something
 */
export function onEachDay(spec: () => void, every = 1): void {
  for (const day of daysAsked().filter((_, n) => n % every === 0))
    describe(`as of ${day}`, () => {
      const turn = (): void => turnTo(instantOf(day));
      turn();
      beforeAll(turn);
      spec();
    });
}
