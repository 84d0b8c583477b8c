import { dateOf, parseTerm, startOfDay, type Deadline, type Instant, type Term } from '#domain';
import { translate, type Language } from '#i18n';
import { formatInstant } from '../../../platform/validation/index.js';

const HOUR = 3_600_000;

/** How the due time came about, in sentences that follow one another. */
export function wordsOf(deadline: Deadline, name: string, language: Language): string[] {
  const say = (key: string, params: Record<string, unknown> = {}): string =>
    translate(`deadline.${key}`, language, params);
  return [
    ...(deadline.rule === 'external' ? [] : [say('start', { name, start: minuteOf(deadline.start) })]),
    ruleOf(deadline, say),
    ...daysOf(deadline, say, language),
    ...deadline.pauses.map((pause) => {
      const reason = translate(`pauseReason.${pause.reason}`, language);
      const length = lengthOf(pause.amount, pause.unit, say);
      const params = { from: minuteOf(pause.from), to: minuteOf(pause.to), reason, length };
      return say(pause.ended ? 'pause' : 'pause.running', params);
    }),
    ...deadline.extensions.map(({ term, at }) =>
      say(deadline.clock === 'resident' ? 'extension.whole' : 'extension', {
        at: dateOf(at),
        length: termLength(term, say),
      }),
    ),
    lastOf(deadline.dueAt, say),
    ...(deadline.provisional ? [say('provisional')] : []),
    ...deadline.reminders.slice(0, 1).map(({ at, owner, assignee }) => {
      const to = assignee ? say('reminder.holder') : translate(`role.${owner}`, language);
      return say('reminder', { at: minuteOf(at), to });
    }),
  ];
}

export type Say = (key: string, params?: Record<string, unknown>) => string;

function ruleOf({ rule, term, urgent, external }: Deadline, say: Say): string {
  if (rule === 'external') return say('rule.external', { ...external });
  const parsed = term === undefined ? undefined : parseTerm(term);
  // An urgent term counts each of its days as 24 hours.
  const perDay = urgent && parsed?.unit !== 'h' ? 24 : 1;
  return say(`rule.${rule}`, { amount: (parsed?.amount ?? 0) * perDay });
}

function daysOf({ rule, skipped, makeUp }: Deadline, say: Say, language: Language): string[] {
  const list = (days: string[]): string => days.join(language === 'en' ? ', ' : '、');
  const off = skipped.map(({ date, why }) => say(`day.${why}`, { date }));
  return [
    ...(off.length > 0 ? [say(rule === 'workingDays' ? 'skipped' : 'movedOver', { days: list(off) })] : []),
    ...(makeUp.length > 0 ? [say('makeUp', { days: list(makeUp) })] : []),
  ];
}

const lengthOf = (amount: number, unit: 'wd' | 'cd' | 'h', say: Say): string =>
  say(`length.${unit}`, { amount: unit === 'h' ? Math.round((amount / HOUR) * 10) / 10 : amount });

/** @param say of the sentences under `deadline.` */
export function termLength(term: Term, say: Say): string {
  const parsed = parseTerm(term);
  return parsed ? say(`length.${parsed.unit}`, { amount: parsed.amount }) : term;
}

const isMidnight = (at: Instant): boolean => startOfDay(dateOf(at)) === at;

/** A due time at midnight belongs to the day that it ends. */
const lastOf = (dueAt: Instant, say: Say): string =>
  isMidnight(dueAt)
    ? say('due.day', { date: dateOf(dueAt - 1) })
    : say('due.instant', { at: minuteOf(dueAt) });

/** The same in short: the last day, or the minute. */
export const lastDayText = (dueAt: Instant): string =>
  isMidnight(dueAt) ? dateOf(dueAt - 1) : minuteOf(dueAt);

export const minuteOf = (at: Instant): string => formatInstant(at).slice(0, 16).replace('T', ' ');
