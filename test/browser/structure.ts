import type { Page } from 'playwright-core';

/** What is another on another day: ids, what is unread, when something is due, weekdays, numbers. */
const CHANGING: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#'],
  [/(消息) \d+\+?/g, '$1'],
  [
    /(超期|还剩) \d+ (个工作日|天)（[^）]*）|(今天|明天|休息日内)[\d: ]*到期(（[^）]*）)?|今天已超期/g,
    '期限',
  ],
  [/(周|星期)[一二三四五六日天]/g, '周#'],
  [/农历[\u4e00-\u9fff]+/g, '农历#'],
  [/(?<!level=)\d+(\.\d+)?/g, '#'],
  // Of one day or of several.
  [/(#月#日周#) – #月#日周#/g, '$1'],
  // Of this year's holidays.
  [/(#-# [休班] )+#-# [休班]/, '#-# 休'],
];

/**
 * Names and roles of a page as a screen reader meets them, the same on every day: which matters stand in a list, how many
 * and when they are due is left out.
 */
export async function structureOf(page: Page, of: 'body' | 'main' = 'body'): Promise<string> {
  const lines = (await settled(page, of)).split('\n');
  const told: string[] = [];
  /** Indentation of an entry of a list, whose content is left out. */
  let within = Infinity;
  for (const [index, line] of lines.entries()) {
    const depth = line.search(/\S/);
    if (depth > within) continue;
    const [entry] = /^\s*- (article|row)\b/.exec(line) ?? [];
    // The head of a table is no entry.
    const isEntry = entry !== undefined && !lines[index + 1]?.includes('- columnheader');
    within = isEntry ? depth : Infinity;
    const shown = CHANGING.reduce(
      (text, [changing, as]) => text.replace(changing, as),
      isEntry ? entry : line,
    );
    if (!isEntry || told.at(-1) !== shown) told.push(shown);
  }
  return told.join('\n');
}

/** Once nothing is fetched for it any more: twice the same, and no place held for what comes. */
async function settled(page: Page, of: string): Promise<string> {
  for (let before: string | undefined; ;) {
    const seen = await page.locator(of).ariaSnapshot();
    if (seen === before && (await page.locator('.ant-skeleton').count()) === 0) return seen;
    before = seen;
    await page.waitForTimeout(300);
  }
}
