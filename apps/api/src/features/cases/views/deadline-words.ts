import { dateOf, parseTerm, startOfDay, type Deadline, type Instant, type Term } from '#domain';
import { translate, type Language } from '#i18n';
import { formatInstant } from '../../../platform/validation/index.js';

const HOUR = 3_600_000;

/** How what is due, and the steps that its words speak of, are called in the language of the words. */
export interface NamedDue {
  name: string;
  /** In another system, as far as it is known and not erased. */
  number?: string | undefined;
  stepName(step: string): string;
}

/** How the due time came about, in sentences that follow one another. */
export function wordsOf(deadline: Deadline, named: NamedDue, language: Language): string[] {
  const say = (key: string, params: Record<string, unknown> = {}): string =>
    translate(`deadline.${key}`, language, params);
  const { rule, start, pauses, extensions, clock, dueAt } = deadline;
  const begun = say(rule === 'set' ? 'begun' : 'start', { name: named.name, start: minuteOf(start) });
  return [
    ...(rule === 'external' ? [] : [begun]),
    ...(rule === 'set' || rule === 'external' ? [] : [ruleOf(deadline, say)]),
    basisOf(deadline, named, say, language),
    ...daysOf(deadline, say, language),
    ...pauses.map((pause) => {
      const reason = translate(`pauseReason.${pause.reason}`, language);
      const length = lengthOf(pause.amount, pause.unit, say);
      const params = { from: minuteOf(pause.from), to: minuteOf(pause.to), reason, length };
      return say(pause.ended ? 'pause' : 'pause.running', params);
    }),
    ...extensions.map(({ term, at }) =>
      say(clock === 'overall' ? 'extension.overall' : 'extension', {
        at: dateOf(at),
        length: termLength(term, say, deadline.urgent),
      }),
    ),
    lastOf(dueAt, say),
    ...certaintyOf(deadline, say),
    ...reminderOf(deadline, named, say, language),
  ];
}

export type Say = (key: string, params?: Record<string, unknown>) => string;

function ruleOf({ rule, term, urgent }: Deadline, say: Say): string {
  const parsed = term === undefined ? undefined : asCounted(term, urgent);
  return say(`rule.${rule}`, { amount: parsed?.amount ?? 0 });
}

/** An urgent term counts each of its days as 24 hours. */
function asCounted(term: Term, urgent: boolean): ReturnType<typeof parseTerm> {
  const parsed = parseTerm(term);
  return parsed && urgent && parsed.unit !== 'h' ? { amount: parsed.amount * 24, unit: 'h' } : parsed;
}

function basisOf(
  { basis, procedure, step, milestone, external, notBefore }: Deadline,
  named: NamedDue,
  say: Say,
  language: Language,
): string {
  const where =
    procedure && say('procedure', { ...procedure, name: procedure.name[language === 'en' ? 'en' : 'zh'] });
  const variant: Partial<Record<Deadline['basis'], string>> = {
    ...(notBefore !== undefined && { visit: 'visitFrom' }),
    ...(named.number === undefined && { external: 'externalErased' }),
  };
  return say(`basis.${variant[basis] ?? basis}`, {
    system: external?.system,
    number: named.number,
    procedure: where,
    milestone,
    ...(step !== undefined && { step: named.stepName(step) }),
    ...(notBefore !== undefined && { notBefore: minuteOf(notBefore) }),
  });
}

function daysOf({ rule, skipped, makeUp }: Deadline, say: Say, language: Language): string[] {
  const off = skipped.map(({ date, why }) => say(`day.${why}`, { date }));
  const days = listed(off, language);
  return [
    ...(off.length > 0 ? [say(rule === 'workingDays' ? 'skipped' : 'movedOver', { days })] : []),
    ...(makeUp.length > 0 ? [say('makeUp', { days: listed(makeUp, language) })] : []),
  ];
}

function certaintyOf({ provisional, missingYear }: Deadline, say: Say): string[] {
  if (!provisional) return [];
  return [missingYear === undefined ? say('provisional') : say('yearMissing', { year: missingYear })];
}

/** All who are told next, at the same instant. */
function reminderOf({ clock, reminders }: Deadline, named: NamedDue, say: Say, language: Language): string[] {
  const [next] = reminders;
  if (!next) return [];
  const told = reminders
    .filter(({ at }) => at === next.at)
    .map(({ as, owner, step }) => {
      if (!as) return translate(`role.${owner}`, language);
      const which = as === 'assignee' && clock !== 'step' && step !== undefined;
      return which ? say('reminder.assigneeOf', { step: named.stepName(step) }) : say(`reminder.${as}`);
    });
  return [say('reminder', { at: minuteOf(next.at), to: listed([...new Set(told)], language) })];
}

const listed = (words: readonly string[], language: Language): string =>
  words.join(language === 'en' ? ', ' : '、');

const lengthOf = (amount: number, unit: 'wd' | 'cd' | 'h', say: Say): string =>
  say(`length.${unit}`, { amount: unit === 'h' ? Math.round((amount / HOUR) * 10) / 10 : amount });

/** @param say of the sentences under `deadline.` */
export function termLength(term: Term, say: Say, urgent = false): string {
  const parsed = asCounted(term, urgent);
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
