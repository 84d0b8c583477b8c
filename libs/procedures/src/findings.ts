import {
  durations,
  isError,
  type Problem,
  type Procedure,
  type ProcedureStep,
  ROLES,
  verifyProcedure,
} from '#domain';
import { isMessageKey, type Language, translate } from '#i18n';
import { describeProblem, describeSpan } from './describe.js';
import { PRODUCT_KINDS } from './kind-registry.js';

/** In words of a language. */
type Say<T = string> = (language: Language) => T;

export interface Finding extends Pick<Problem, 'code' | 'severity' | 'path'> {
  /** The step that it concerns; none when it is about the whole. */
  step?: string;
  words: Say;
}

export interface Inspection {
  findings: Finding[];
  /** How long it takes the usual way, every step taking the whole of its term; none while it has an error. */
  expected?: Say;
}

/** What the verifier says of a procedure now: one that was published when rules or law were others may no longer pass. */
export function inspectProcedure(procedure: Procedure): Inspection {
  const { registry } = PRODUCT_KINDS;
  const problems = verifyProcedure(procedure, { kinds: registry, roles: ROLES });
  const times = problems.some(isError) ? undefined : durations(procedure, registry);
  return {
    findings: problems.map((problem) => {
      const { code, severity, path } = problem;
      const step = procedure.steps[Number(/^\/steps\/(\d+)/.exec(path)?.[1] ?? NaN)];
      const words: Say = (language) => describeProblem(named(problem, procedure, language), language);
      return { code, severity, path, ...(step && { step: step.key }), words };
    }),
    ...(times && { expected: (language: Language) => describeSpan(times.expected, language) }),
  };
}

/** Whoever reads it on a page knows steps, outcomes and terms by their names, not by the keys of the file. */
function named(problem: Problem, { steps }: Procedure, language: Language): Problem {
  const stepOf = (key: unknown): ProcedureStep | undefined => steps.find((step) => step.key === key);
  const word = (key: string, value: string | number) =>
    isMessageKey(key) ? translate(key, language) : value;
  const nameOf = (name: string, value: string | number): string | number => {
    if (name === 'outcome') return word(`outcome.${stepOf(problem.params?.key)?.kind}.${value}`, value);
    if (name === 'owner') return word(`role.${value}`, value);
    const { zh, en } = stepOf(value)?.name ?? {};
    const [, n, unit = ''] = /^(\d+)(wd|cd|h)$/.exec(String(value)) ?? [];
    if (UNITS[unit]) return translate(`procedure.span.${UNITS[unit]}`, language, { n });
    return (language === 'en' ? en : zh) ?? value;
  };
  const params = Object.entries(problem.params ?? {}).map(([name, value]) => [name, nameOf(name, value)]);
  return { ...problem, params: Object.fromEntries(params) as Record<string, string | number> };
}

const UNITS: Readonly<Record<string, string>> = { wd: 'workingDays', cd: 'calendarDays', h: 'hours' };
