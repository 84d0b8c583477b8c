import { parseTerm } from '#domain';
import { isMessageKey, type Language, type MessageKey, translate } from '#i18n';
import type { FieldProblem, Problem, ProblemCode, ProblemParams, ProblemStatus } from './problem.js';

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { in?: string; path: string; code: string; detail: string }[];
  traceId?: string;
}

/** Parameters that are words of the practice are shown as such, not as codes. */
const WORDS: Record<string, string> = {
  owner: 'role',
  role: 'role',
  level: 'role',
  step: 'kind',
  category: 'category',
};
/** Parameters that are terms, such as `5wd`. */
const TERMS = new Set(['longest']);

export function sentence(code: ProblemCode, params: ProblemParams, language: Language): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, wordOf(name, value, language)]),
  );
  return translate(`refusal.${code}`, language, shown);
}

function wordOf(name: string, value: ProblemParams[string], language: Language): string | number | boolean {
  if (typeof value === 'object') return value.join(language === 'en' ? ', ' : '、');
  const term = TERMS.has(name) ? parseTerm(String(value)) : undefined;
  if (term) return translate(`deadline.length.${term.unit}`, language, { amount: term.amount });
  const key = `${WORDS[name]}.${String(value)}`;
  return isMessageKey(key) ? translate(key, language) : value;
}

/** The problem as it is sent, in the reader's language. */
export function problemDocument(problem: Problem, language: Language, traceId?: string): ProblemDocument {
  const { status, code, params, errors } = problem;
  return {
    type: `urn:qunying:problem:${code}`,
    title: translate(titleKeyOf(status), language),
    status,
    detail: sentence(code, params, language),
    code,
    ...(errors.length > 0 && { errors: errors.map((error) => fieldOf(error, language)) }),
    ...(traceId && { traceId }),
  };
}

/** The compiler finds a status without a title. */
const titleKeyOf = (status: ProblemStatus): MessageKey => `problem.${status}`;

const fieldOf = ({ in: part, path, code, params = {} }: FieldProblem, language: Language) => ({
  ...(part && { in: part }),
  path,
  code,
  detail: sentence(code, params, language),
});
