import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROPERTIES, type Game } from '../testing/play/index.js';
import { MUTATIONS } from '../testing/play/mutations.js';
import { shippedGame } from '../testing/play/shipped.js';

let game: Game;
beforeAll(async () => {
  game = await shippedGame();
});

/** In small portions, so that whichever property sees it first ends the search. */
const PORTIONS = 20;
const runsOf = (property: string): number => (property === 'lawful' ? 50 : 10);

function caughtBy(broken: Game): { property: string; why: string } | undefined {
  for (let seed = 1; seed <= PORTIONS; seed += 1) {
    for (const [property, check] of Object.entries(PROPERTIES)) {
      const numRuns = runsOf(property);
      const { failed, errorInstance } = fc.check(check(broken, game), { seed, numRuns, endOnFailure: true });
      if (failed) return { property, why: String(errorInstance) };
    }
  }
  return undefined;
}

describe('rules broken on purpose are seen', () => {
  it('at least ten of them', () => {
    expect(Object.keys(MUTATIONS).length).toBeGreaterThanOrEqual(10);
  });

  it.each(Object.entries(MUTATIONS))('%s', (_name, breakRule) => {
    const caught = caughtBy(breakRule(game));
    if (process.env.PROPERTY_TELL) console.log(_name, caught);
    expect(caught).toBeDefined();
  });
});
