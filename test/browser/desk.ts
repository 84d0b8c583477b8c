import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findBrowser, RunningProduct } from '#testing';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** On which somebody looks at a page. */
export interface Screen {
  width: number;
  height: number;
  /** Pixels of the screen for one of the page: 2 where the browser enlarges to 200 %. */
  deviceScaleFactor?: number;
  /** 大字, which one sets for oneself. */
  largeType?: boolean;
  /** Kept out but where it is about them: each browser here is new and would fetch every file. */
  serviceWorkers?: 'allow' | 'block';
}
export const DESK: Screen = { width: 1280, height: 900 };
export const PHONE: Screen = { width: 360, height: 740 };
/** A desk of somebody whose eyes are weak: 200 %, and large type on top of it. */
export const ENLARGED: Screen = { width: 640, height: 450, deviceScaleFactor: 2, largeType: true };

/** Of a step that a supervisor looks at: why it is stuck. */
export interface WatchedRow {
  cause?: { code: string };
}

/** Where somebody goes. */
export interface Place {
  path?: string;
  /** A case to open, and then perhaps one of its forms. */
  title?: string;
  form?: string;
}

/** The product as `npm start` runs it, and a browser in front of it. */
export class Desk {
  private readonly failures: string[] = [];

  private constructor(
    readonly product: RunningProduct,
    private readonly browser: Browser,
  ) {}

  static async open(settings?: NodeJS.ProcessEnv): Promise<Desk> {
    const [product, executablePath] = await Promise.all([RunningProduct.start(settings), findBrowser()]);
    // What is recorded is a tone of the browser's own.
    const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...microphone] });
    return new Desk(product, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.remove();
  }

  /** A browser of somebody who isn't signed in yet. */
  async page({
    largeType,
    deviceScaleFactor,
    serviceWorkers = 'block',
    ...viewport
  }: Screen = DESK): Promise<Page> {
    const context = await this.browser.newContext({
      viewport,
      deviceScaleFactor,
      serviceWorkers,
      locale: 'zh-CN',
    });
    if (largeType)
      await context.addInitScript(
        "if (location.protocol !== 'about:') localStorage.setItem('qunying.largeType', 'yes')",
      );
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.failures.push(error.message));
    return page;
  }

  /** Errors that no page showed. */
  get scriptErrors(): readonly string[] {
    return this.failures;
  }

  async signedIn(username: string, screen = DESK): Promise<Page> {
    const page = await this.page(screen);
    await page.goto(this.product.url);
    await this.signIn(page, username);
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  async goTo(page: Page, { path, title, form }: Place): Promise<void> {
    await page.goto(`${this.product.url}${path ?? `/cases?q=${encodeURIComponent(title!)}`}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (title) {
      await page.getByRole('link', { name: title }).filter({ visible: true }).first().click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    if (form) {
      await page.getByRole('button', { name: form, exact: true }).click();
      await page.waitForURL(/steps|papers/);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    await page.waitForLoadState('networkidle');
  }

  async signIn(page: Page, username: string): Promise<void> {
    const account = this.product.accounts().find((one) => one.username === username)!;
    await page.getByLabel('用户名').fill(account.username);
    await page.getByLabel('密码').fill(account.password);
    await page.getByRole('button', { name: '登录' }).click();
  }
}

/** What is wrong with the page as it stands: rules of WCAG 2.2 AA, scrolling sideways, words that are cut off. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          of: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: rules });
    // By trying: with large type the root counts in other pixels than the window.
    const before = [window.scrollX, window.scrollY] as const;
    window.scrollTo(10_000, before[1]);
    const wide = window.scrollX;
    window.scrollTo(...before);
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { overflowX, overflowY, textOverflow, clipPath } = getComputedStyle(element);
      // What only a screen reader reads is a pixel, what an ellipsis cuts is meant to be.
      if (element.clientWidth <= 1 || clipPath !== 'none' || textOverflow === 'ellipsis') return false;
      if (!element.innerText?.trim() || element.closest('[aria-hidden=true], svg, .ant-select-dropdown'))
        return false;
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    });
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
      ...cut.map((element) => `cut off: ${element.outerHTML.slice(0, 200)}`),
    ];
  }, RULES);
}

/** Chooses somebody in a field for people; who isn't registered yet is entered in place. */
export async function choosePerson(
  page: Page,
  label: string,
  name: string,
  within: Page | Locator = page,
): Promise<void> {
  const field = within.getByRole('combobox', { name: new RegExp(`^${label}`) });
  await field.click();
  await field.fill(name);
  const offered = page.locator('.ant-select-dropdown').filter({ visible: true });
  const known = offered.locator('.ant-select-item-option').filter({ hasText: name });
  const newcomer = offered.getByRole('button', { name: `新登记 ${name}` });
  await newcomer.waitFor();
  if (await known.count()) await known.first().click();
  else {
    await newcomer.click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /确 ?定/ })
      .click();
  }
  await within.getByTitle(name).first().waitFor();
  await page.keyboard.press('Escape');
}
