import { expect } from '@jest/globals';
import { addDays, daysBetween } from '#domain';

/** The third milestone of story B comes late, with a nudge, a reason and more time. */
const LATE =
  /时间节点逾期(\d+)天，镇里催办[^]*站内消息里看到催办[^]*连续下雨停工[^]*收到延期申请[^]*同意延期一次[^]*沉淀池完成/;
const REMINDED = /^ *\d+\. (\d\d)\/(\d\d) {2}\S+?：09:\d\d 收到提醒，已逾期，(\d{4}-\d\d-\d\d)到期$/gm;
const NUDGED = /^ *\d+\. (\d\d)\/(\d\d) {2}\S+?：时间节点逾期\d+天，镇里催办$/m;

/** What the tour tells of the stories that are entered afterwards, on whatever day it is played. */
export function expectAfterwards(output: string): void {
  for (const outcome of ['agreed', 'decided', 'agreed orally', 'answered'])
    expect(output).toMatch(new RegExp(`✓ .* · ${outcome}`));
  expect(output.match(/^ {2}✓ /gm)).toHaveLength(5);
  expect(output).toMatch(new RegExp(`清渠完成[^]*不再发出[^]*${LATE.source}[^]*全部归档`));
  // Nobody is reminded, so nothing keeps the township from nudging on the sixth day.
  expect(LATE.exec(output)?.[1]).toBe('6');
}

/** What it tells of story B as it happens, with the reminders. */
export function expectInTime(output: string): void {
  expect(output.match(/^ {2}✓ .* · decided/gm)).toHaveLength(1);
  const reminded = '石支书：09:\\d\\d 收到提醒，\\S+到期[^]*石支书：09:\\d\\d 收到提醒，已逾期';
  expect(output).toMatch(new RegExp(`清渠完成[^]*${reminded}[^]*${LATE.source}`));
  const late = Number(LATE.exec(output)?.[1]);
  const reminders = [...output.matchAll(REMINDED)];
  const [, month, day, dueOn] = reminders.at(-1) as unknown as [string, string, string, string];
  // The township nudges on the sixth day, or when everybody has been reminded: over a holiday that is later.
  const year = Number(dueOn.slice(0, 4)) + (`${month}-${day}` < dueOn.slice(5) ? 1 : 0);
  expect(late).toBe(Math.max(6, daysBetween(dueOn, `${year}-${month}-${day}`)));
  const [, nudgeMonth, nudgeDay] = NUDGED.exec(output) ?? [];
  expect(addDays(dueOn, late).slice(5)).toBe(`${nudgeMonth}-${nudgeDay}`);
}
