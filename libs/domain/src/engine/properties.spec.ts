import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KINDS } from '../kinds/index.js';
import { PROPERTIES, outcomesIn, play, type Game } from '../testing/play/index.js';
import { shippedGame } from '../testing/play/shipped.js';

let game: Game;
beforeAll(async () => {
  game = await shippedGame();
});

/** Chance is fixed, so that a run can be repeated; raise the numbers to search for more. */
const RUNS = {
  seed: Number(process.env.PROPERTY_SEED ?? 20_261_122),
  numRuns: Number(process.env.PROPERTY_RUNS ?? 120),
};

describe('the domain, played by chance', () => {
  it.each(Object.entries(PROPERTIES))('is %s', (_name, property) => {
    fc.assert(property(game, game), RUNS);
  });

  it('comes to every outcome of every kind', () => {
    const reached = new Set<string>();
    const every = Object.entries(KINDS).flatMap(([kind, { outcomes }]) =>
      outcomes.map((o) => `${kind}.${o}`),
    );
    for (let seed = 1; seed <= 400 && reached.size < every.length; seed += 1) {
      const turns = Array.from({ length: 90 }, (_, i) => seed * 1_000 + i);
      for (const outcome of outcomesIn(play(game, turns).events)) reached.add(outcome);
    }
    expect([...reached].sort()).toEqual(every.sort());
  });
});
