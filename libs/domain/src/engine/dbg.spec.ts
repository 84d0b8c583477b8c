import { it } from '@jest/globals';
import { diffLinesUnified, diff } from 'jest-diff';
import { play, playToEnd, replay } from '../testing/play/index.js';
import { shippedGame } from '../testing/play/shipped.js';
it('dbg', async () => {
  const game = await shippedGame();
  const { events, state } = play(game, [0]);
  console.log(diff(JSON.parse(JSON.stringify(events)), events));
});
