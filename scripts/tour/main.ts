/**
 * Plays stories A to E against a running product, over HTTP alone; then the late part of B once more on a product whose
 * time can be moved on.
 */
import { readFile } from 'node:fs/promises';
import { DataConfig, loadArea } from '#config';
import { step } from '../lib/progress.mjs';
import { Cast } from './cast.js';
import type { Account } from './client.js';
import { MovedProduct } from './moved-product.js';
import { Narrator } from './narrator.js';
import { tellAfterwards, tellInTime } from './stories/index.js';
import { presentTime } from './time.js';

const base = process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
const aloud = (text: string): void => void process.stdout.write(text);
const narrator = new Narrator(aloud);
/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

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
    await tellInTime(new Cast(product.url, accounts, product), new Narrator(aloud, true));
  } finally {
    await product.close();
  }
}

async function play(): Promise<void> {
  const accounts = JSON.parse(await readFile('demo/accounts.json', 'utf8')) as Account[];
  await tellAfterwards(new Cast(base, accounts, presentTime()), narrator);
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
