/**
 * Plays stories A to E against a running product, over HTTP alone; then the late part of B once more on a product whose
 * time can be moved on.
 */
import { readFile } from 'node:fs/promises';
import { DataConfig, loadArea } from '#config';
import { translate } from '#i18n';
import { step } from '../lib/progress.mjs';
import { Cast } from './cast.js';
import type { Account } from './client.js';
import { MovedProduct } from './moved-product.js';
import { Narrator } from './narrator.js';
import { dispute } from './stories/a-dispute.js';
import { development } from './stories/b-development.js';
import { socialProgress } from './stories/c-social-progress.js';
import { onTheSpot } from './stories/d-on-the-spot.js';
import { notWilling } from './stories/e-not-willing.js';
import type { Walk } from './walk.js';

const base = process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
const narrator = new Narrator();
/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** Its number and how it ended. */
async function archived(walk: Walk): Promise<string> {
  const { number, status, outcome } = await walk.view();
  if (status !== 'closed') throw new Error(`${number} is not archived`);
  const key = `closing.${outcome}`;
  return `  ✓ ${number}  ${translate(key, 'zh-CN')} · ${translate(key, 'en')}`;
}

async function tour(accounts: Account[]): Promise<void> {
  const cast = new Cast(base, accounts);
  const ends: string[] = [];
  for (const story of [dispute, development, socialProgress, onTheSpot, notWilling])
    ends.push(await archived(await story(cast, narrator)));
  narrator.line(`\n全部归档 · all archived:\n${ends.join('\n')}`);
}

/** What is entered afterwards reminds nobody any more, so this is played as it happens. */
async function tourInTime(accounts: Account[]): Promise<void> {
  narrator.line(
    '\n补录的事不再提醒。下面另起一个能拨快时钟的同样的系统，把 B 的执行按时走一遍：提醒、超期、催办、延期都真实发出。\n' +
      'What is entered afterwards reminds nobody. So B is carried out once more as it happens, on a product of its own whose clock is moved on.',
  );
  const product = new MovedProduct(loadArea(DataConfig).dataDir);
  process.once('SIGINT', () => {
    process.exitCode = INTERRUPTED;
    void product.close().then(() => process.exit());
  });
  try {
    await step('启动 · starting', (tell) => product.start(tell));
    const walk = await development(new Cast(product.url, accounts, product), new Narrator(true));
    narrator.line(`\n${await archived(walk)}`);
  } finally {
    await product.close();
  }
}

async function play(): Promise<void> {
  const accounts = JSON.parse(await readFile('demo/accounts.json', 'utf8')) as Account[];
  await tour(accounts);
  await tourInTime(accounts);
}

await play().catch((error: unknown) => {
  if (process.exitCode === INTERRUPTED) return;
  const unreachable = error instanceof TypeError && error.message === 'fetch failed';
  const message = unreachable
    ? `连不上 ${base}：请先在另一个终端运行 npm start。\nNothing answers at ${base}: run npm start in another terminal first.`
    : (error as Error).message;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});
