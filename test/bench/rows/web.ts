import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../libs/testing/src/browser.js';
import type { Bench, Measured, Row } from '../row.js';
import { median } from '../rounds.js';

/** An old desk. */
const SLOWER = 6;
const LOOKS_MS = 4_000;
const ROWS = 50;
const WHO = 'liutang-clerk';
const REGISTER = { name: 'register: tap to 50 rows, 6 × slower', target: '≤ 1000 ms' };
const WORKBENCH = { name: 'workbench: cold load from cache, 6 × slower', target: '≤ 3000 ms' };

/** So many of what stands in the page. */
interface Wait {
  selector: string;
  count: number;
}
declare global {
  interface Window {
    drawn(wait: Wait): Promise<number>;
    tapped: number;
  }
}

/** Tells in the page itself when so many are drawn: what asks from outside takes part of the slowed processor. */
const WATCH = `
  addEventListener('pointerup', ({ timeStamp }) => (window.tapped = timeStamp), true);
  window.drawn = ({ selector, count }) => new Promise((done) => {
    const look = () => {
      if (document.querySelectorAll(selector).length < count) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    };
    const watching = new MutationObserver(look);
    watching.observe(document, { childList: true, subtree: true });
    look();
  });`;

/** The web app on a slow desk: a page that is loaded already, and one that comes from the browser's cache. */
export const web: Row = {
  name: 'web',
  about: 'The processor of the desk: what has to be compiled, rendered and laid out.',
  async measure(bench) {
    let executablePath: string;
    try {
      executablePath = await findBrowser(false);
    } catch {
      return [REGISTER, WORKBENCH].map((row) => ({ ...row, unit: 'ms', note: 'no browser found' }));
    }
    for (let n = 0; n < ROWS; n += 1) await bench.product.open('liutang');
    const profile = mkdtempSync(join(tmpdir(), 'qunying-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: ['--no-sandbox'],
      locale: 'zh-CN',
      viewport: { width: 1280, height: 900 },
    });
    try {
      return await measureOn(context, bench);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    }
  },
};

async function measureOn(context: BrowserContext, { product, servers, rounds }: Bench): Promise<Measured[]> {
  await context.addInitScript(WATCH);
  const { password } = servers.accounts.find(({ username }) => username === WHO)!;
  const first = await context.newPage();
  await first.goto(product.url);
  await first.getByLabel('用户名').fill(WHO);
  await first.getByLabel('密码').fill(password);
  await first.getByRole('button', { name: '登录' }).click();
  await first.getByRole('article').first().waitFor();
  await first.close();
  const loads: number[] = [];
  const taps: number[] = [];
  // The first round fills the browser's caches.
  for (let round = 0; round <= rounds; round += 1) {
    const page = await slow(context);
    await page.goto(product.url, { waitUntil: 'commit' });
    const loaded = await page.evaluate(() => window.drawn({ selector: 'article', count: 20 }));
    // Somebody looks at it first; then it is loaded with what it fetches beforehand.
    await page.waitForTimeout(LOOKS_MS);
    await page.waitForLoadState('networkidle');
    await page.getByRole('link', { name: '台账' }).first().click();
    const drawn = await page.evaluate((count) => window.drawn({ selector: 'tbody tr', count }), ROWS);
    const tapped = await page.evaluate(() => window.tapped);
    if (round > 0) {
      loads.push(loaded);
      taps.push(drawn - tapped);
    }
    await page.close();
  }
  const told = (row: typeof REGISTER, values: number[]): Measured => ({
    ...row,
    unit: 'ms',
    product: median(values),
    range: [Math.min(...values), Math.max(...values)],
  });
  return [told(REGISTER, taps), told(WORKBENCH, loads)];
}

async function slow(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}
