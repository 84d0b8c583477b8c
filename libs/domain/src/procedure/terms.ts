import type { Term } from '../model/basics.js';
import type { KindName } from '../model/kind-names.js';
import {
  PAUSE_LIMIT_DAYS,
  termOf,
  type Procedure,
  type ProcedureStep,
  type ReminderRule,
} from '../model/procedure.js';
import { parseTerm } from '../time/index.js';
import { stepPath } from './graph.js';
import { problem, warning, type Problem } from './problem.js';
import { approximateDays, spanOf } from './span.js';

/** Kinds whose dates come from the facts: the meeting, the milestones, the follow-up visits. */
const OWN_DATES: readonly KindName[] = ['deliberate', 'implement', 'revisit'];

const NOT_POSITIVE = /^-?0*(\.0+)?(wd|cd|h)$|^-\d+(\.\d+)?(wd|cd|h)$/;

const checkTerm = (term: Term | undefined, path: string): Problem[] => {
  if (term === undefined || parseTerm(term)) return [];
  return [problem(NOT_POSITIVE.test(term) ? 'term.notPositive' : 'term.unreadable', path, { term })];
};

export const checkTerms = (step: ProcedureStep, index: number): Problem[] => {
  const { key, kind, term } = step;
  const path = stepPath(index);
  const found = [...checkTerm(term, `${path}/term`), ...checkReminderRules(step.reminderRules, path)];
  if (term === undefined && !OWN_DATES.includes(kind)) found.push(problem('term.missing', path, { key }));
  return found.length > 0 ? found : neverReached(step, path);
};

/** Each in order by itself, and none said twice. */
export const checkReminderRules = (rules: readonly ReminderRule[] = [], path: string): Problem[] =>
  rules.flatMap((rule, index) => {
    const at = `${path}/reminderRules/${index}`;
    const twice = rules.findIndex((other) => sameReminder(other, rule)) < index;
    return [...checkTerm(termOf(rule), at), ...(twice ? [problem('reminderRule.twice', at)] : [])];
  });

const sameReminder = (a: ReminderRule, b: ReminderRule): boolean =>
  Object.entries(a).every(([field, value]) => b[field as keyof ReminderRule] === value);

/** A rule of the step's own that would fall before the step begins; those of a procedure serve longer steps too. */
const neverReached = ({ key, term, reminderRules = [] }: ProcedureStep, path: string): Problem[] => {
  if (term === undefined) return [];
  return reminderRules.flatMap((rule, index) => {
    if (!('before' in rule) || rule.before === 'sameDay') return [];
    const tooEarly = approximateDays(spanOf(rule.before)) >= approximateDays(spanOf(term));
    const params = { key, term, before: rule.before };
    return tooEarly ? [warning('reminderRule.neverReached', `${path}/reminderRules/${index}`, params)] : [];
  });
};

export const checkOverallTerm = ({ overallDeadline }: Procedure): Problem[] =>
  checkTerm(overallDeadline?.term, '/overallDeadline/term');

/** Where one pause may last longer than all of them, the first limit says what is not so. */
export const checkPauses = ({
  pauseLimit: limit = PAUSE_LIMIT_DAYS,
  pauseTotal: total,
}: Procedure): Problem[] =>
  total !== undefined && total < limit
    ? [problem('pause.totalBelowLimit', '/pauseTotal', { total, limit })]
    : [];

/** Parameters that each alone are in order but not together. */
export const checkParamsTogether = (step: ProcedureStep, index: number): Problem[] => {
  const { key, kind, params } = step;
  const path = `${stepPath(index)}/params`;
  if (kind === 'convene') return checkNotice(key, params, path);
  return kind === 'selectMembers' ? checkNumbers(key, params, path) : [];
};

/** Notice and limit both count from the calling: a meeting must fit between them. */
const checkNotice = (key: string, { within, notice }: Record<string, unknown>, path: string): Problem[] => {
  if (typeof within !== 'string' || typeof notice !== 'string' || notice === 'none') return [];
  const fits = notice === 'sameDay' || approximateDays(spanOf(notice)) < approximateDays(spanOf(within));
  return fits ? [] : [problem('convene.noticeTooLong', `${path}/notice`, { key, within, notice })];
};

const checkNumbers = (key: string, { min, max, usual }: Record<string, unknown>, path: string): Problem[] => {
  if (typeof min !== 'number' || typeof max !== 'number') return [];
  if (min > max) return [problem('selectMembers.minAboveMax', `${path}/min`, { key, min, max })];
  if (!Array.isArray(usual)) return [];
  const [from, to] = usual as [number, number];
  return from < min || to > max || from > to
    ? [warning('selectMembers.usualOutside', `${path}/usual`, { key, min, max })]
    : [];
};
