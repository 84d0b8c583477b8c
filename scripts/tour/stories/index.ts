import { translate } from '#i18n';
import type { Cast } from '../cast.js';
import type { Narrator } from '../narrator.js';
import type { Walk } from '../walk.js';
import { dispute } from './a-dispute.js';
import { development } from './b-development.js';
import { socialProgress } from './c-social-progress.js';
import { onTheSpot } from './d-on-the-spot.js';
import { notWilling } from './e-not-willing.js';

/** Stories A to E, which lie in the past of the cast's time and are entered afterwards. */
export async function tellAfterwards(cast: Cast, narrator: Narrator): Promise<void> {
  const ends: string[] = [];
  for (const story of [dispute, development, socialProgress, onTheSpot, notWilling])
    ends.push(await archived(await story(cast, narrator)));
  narrator.line(`\n全部归档 · all archived:\n${ends.join('\n')}`);
}

/** Story B as it happens, with what goes out by itself; the time of the cast is moved on. */
export async function tellInTime(cast: Cast, narrator: Narrator): Promise<void> {
  const walk = await development(cast, narrator);
  narrator.line(`\n${await archived(walk)}`);
}

/** Its number and how it ended. */
async function archived(walk: Walk): Promise<string> {
  const { number, status, outcome } = await walk.view();
  if (status !== 'closed') throw new Error(`${number} is not archived`);
  const key = `closing.${outcome}`;
  return `  ✓ ${number}  ${translate(key, 'zh-CN')} · ${translate(key, 'en')}`;
}
