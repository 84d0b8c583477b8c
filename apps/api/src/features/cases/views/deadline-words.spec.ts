import { describe, expect, it } from '@jest/globals';
import type { Deadline, PlannedReminder } from '#domain';
import { type NamedDue, wordsOf } from './deadline-words.js';

const at = Date.parse('2026-10-12T09:10:00+08:00');
const due = (reminders: PlannedReminder[], more: Partial<Deadline> = {}): Deadline => ({
  clock: 'overall',
  basis: 'overallTerm',
  rule: 'calendarDays',
  term: '30cd',
  urgent: false,
  start: at - 86_400_000,
  dueAt: Date.parse('2026-11-10T00:00:00+08:00'),
  skipped: [],
  makeUp: [],
  pauses: [],
  extensions: [],
  provisional: false,
  reminders,
  ...more,
});
const steps: Record<string, string> = { investigate: '充分调查', opine: '部门意见' };
const named: NamedDue = { name: '一项', stepName: (step) => steps[step] ?? step };
const lastWords = (deadline: Deadline): string | undefined => wordsOf(deadline, named, 'zh-CN').at(-1);

it('says an urgent term and its extension in clock hours', () => {
  const urgent = { rule: 'hours' as const, term: '5wd', urgent: true, extensions: [{ term: '1wd', at }] };
  const words = wordsOf(due([], { clock: 'step', ...urgent }), named, 'zh-CN').join('');
  expect(words).toMatch(/120 小时[^]*24 小时/);
  expect(words).not.toContain('工作日');
});

it('says whose number asks for a date, and that it was erased', () => {
  const external = { system: '12345', number: { content: 'c', digest: 'd' }, index: 'i' };
  const words = (number?: string) =>
    wordsOf(
      due([], { clock: 'external', basis: 'external', rule: 'external', external }),
      { ...named, number },
      'zh-CN',
    );
  expect(words('QX-7')).toContain('12345编号 QX-7 要求的办结日期。');
  expect(words()).toContain('12345要求的办结日期，其编号已删除。');
});

describe('who is reminded next', () => {
  it('is everybody who is at that instant, each once', () => {
    const account = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`;
    const words = lastWords(
      due([
        { at, assignee: account(1), as: 'assignee', step: 'investigate' },
        { at, assignee: account(2), as: 'assignee', step: 'opine' },
        { at, owner: 'clerk', step: 'investigate' },
        { at, owner: 'clerk', step: 'opine' },
        { at: at + 1, owner: 'county', step: 'opine' },
      ]),
    );
    expect(words).toBe(
      '下一次提醒：2026-10-12 09:10，提醒“充分调查”的承办人、“部门意见”的承办人、村（社区）办事员。',
    );
  });

  it('is the assignee of the one step, the addressee or the issuer', () => {
    const next = (as: PlannedReminder['as'] & string, clock: Deadline['clock']) =>
      lastWords(due([{ at, assignee: 'a', as, step: 'investigate' }], { clock }));
    expect(next('assignee', 'step')).toMatch(/提醒承办人。$/);
    expect(next('addressee', 'supervisionOrder')).toMatch(/提醒督办对象。$/);
    expect(next('issuer', 'supervisionOrder')).toMatch(/提醒督办单发出人。$/);
  });
});
