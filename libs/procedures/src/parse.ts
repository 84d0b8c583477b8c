import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import { isError, ROLES, verifyProcedure, type Problem, type Procedure, type Role } from '#domain';
import { digestOf } from './digest.js';
import { documentProblems, procedureOf, type ProcedureDocument } from './document.js';
import { PRODUCT_KINDS, type Kinds } from './kind-registry.js';
import { offsetPosition, positionOf, type Position } from './position.js';

/** A finding with its place in the text, counted from 1. */
export type LocatedProblem = Problem & Position;

export interface ParseOptions {
  /** Roles that the organisation can fill; all of them unless told. */
  roles?: readonly Role[];
  kinds?: Kinds;
}

export type ParsedProcedure =
  { procedure: Procedure; digest: string; warnings: LocatedProblem[] } | { problems: LocatedProblem[] };

/** The longest procedure shipped has 5 kB; this keeps a hostile one from costing anything. */
const MOST_CHARACTERS = 200_000;
const MOST_ALIASES = 20;

const whole = (code: string, params?: Problem['params']): ParsedProcedure => ({
  problems: [{ code, severity: 'error', path: '', line: 1, column: 1, ...(params && { params }) }],
});

const inOrder = (problems: LocatedProblem[]): LocatedProblem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);

const syntaxProblem = (error: YAMLError, lines: LineCounter): LocatedProblem => ({
  code: 'yaml.syntax',
  severity: 'error',
  path: '',
  params: { reason: error.message.split(' at line ')[0] ?? error.code },
  ...offsetPosition(lines, error.pos[0]),
});

/**
 * Reads a procedure from YAML (or JSON), checks how it is written and verifies that it works and is lawful.
 * Never throws for what the text says.
 */
export const parseProcedure = (text: string, options: ParseOptions = {}): ParsedProcedure => {
  const { roles = ROLES, kinds = PRODUCT_KINDS } = options;
  if (text.length > MOST_CHARACTERS) return whole('yaml.tooLong', { limit: MOST_CHARACTERS });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, strict: true });
  if (document.errors.length > 0)
    return { problems: document.errors.map((error) => syntaxProblem(error, lines)) };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    return whole('yaml.syntax', { reason: (error as Error).message });
  }
  const located = <P extends Problem>(problem: P): LocatedProblem => ({
    ...problem,
    ...positionOf(document, lines, problem.path),
  });
  const written = documentProblems(value);
  if (written.length > 0)
    return { problems: inOrder(written.map((problem) => located({ severity: 'error', ...problem }))) };
  const procedure = procedureOf(value as ProcedureDocument, kinds);
  const found = inOrder(verifyProcedure(procedure, { kinds: kinds.registry, roles }).map(located));
  return found.some(isError)
    ? { problems: found }
    : { procedure, digest: digestOf(procedure), warnings: found };
};
