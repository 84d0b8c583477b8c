/** Plays stories A to E against a running product, over HTTP alone. */
import { readFile } from 'node:fs/promises';
import { translate } from '#i18n';
import { Cast } from './cast.js';
import type { Account } from './client.js';
import { Narrator } from './narrator.js';
import { dispute } from './stories/a-dispute.js';
import { development } from './stories/b-development.js';
import { socialProgress } from './stories/c-social-progress.js';
import { onTheSpot } from './stories/d-on-the-spot.js';
import { notWilling } from './stories/e-not-willing.js';

const base = process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
const narrator = new Narrator();

const inWords = (outcome = ''): string =>
  `${translate(`closing.${outcome}`, 'zh-CN')} · ${translate(`closing.${outcome}`, 'en')}`;

async function tour(): Promise<void> {
  const accounts = JSON.parse(await readFile('demo/accounts.json', 'utf8')) as Account[];
  const cast = new Cast(base, accounts);
  const archived: string[] = [];
  for (const story of [dispute, development, socialProgress, onTheSpot, notWilling]) {
    const walk = await story(cast, narrator);
    const view = await walk.view();
    if (view.status !== 'closed') throw new Error(`${view.number} is not archived`);
    archived.push(`${view.number}  ${inWords(view.outcome)}`);
  }
  narrator.line(`\n全部归档 · all archived:\n${archived.map((line) => `  ✓ ${line}`).join('\n')}`);
}

await tour().catch((error: unknown) => {
  const unreachable = error instanceof TypeError && error.message === 'fetch failed';
  const message = unreachable
    ? `连不上 ${base}：请先在另一个终端运行 npm start。\nNothing answers at ${base}: run npm start in another terminal first.`
    : (error as Error).message;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});
