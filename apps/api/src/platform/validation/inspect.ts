import { type FieldProblem, Problem, type ProblemCode } from '../problems/index.js';

/** Deeper than any request of ours; a list of objects in a payload in a body is five. */
const MAX_DEPTH = 32;

/** Members by which a copied object could change its prototype. */
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

interface Visit {
  value: unknown;
  path: string;
  depth: number;
}

/**
 * Refuses what no request may contain anywhere: nesting beyond {@link MAX_DEPTH}, NUL and other control characters,
 * lone surrogates, bidirectional controls (they make a text read otherwise than it is), and numbers beyond IEEE 754.
 * It does not recurse, so depth can't exhaust the stack. Only plain objects, arrays and scalars are looked into.
 *
 * @throws Problem 400 with the JSON pointer of the first such value
 */
export function inspectInput(root: unknown, part?: FieldProblem['in']): void {
  const visits: Visit[] = [{ value: root, path: '', depth: 0 }];
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    const { value, path, depth } = visit;
    const code = scalarProblem(value);
    if (code) throw invalid(code, path, part);
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    if (depth >= MAX_DEPTH) throw new Problem('request.tooDeep', { max: MAX_DEPTH });
    for (const [key, member] of Object.entries(value)) {
      if (textProblem(key) || POISON.has(key)) throw invalid('field.unknown', path, part);
      visits.push({ value: member, path: `${path}/${escapePointer(key)}`, depth: depth + 1 });
    }
  }
}

export const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function scalarProblem(value: unknown): ProblemCode | undefined {
  if (typeof value === 'string') return textProblem(value);
  return typeof value === 'number' && !Number.isFinite(value) ? 'field.numberTooLarge' : undefined;
}

/** Line breaks and tabs are text; every other control is not. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

function textProblem(text: string): ProblemCode | undefined {
  if (!text.isWellFormed()) return 'field.loneSurrogate';
  if (CONTROLS.test(text)) return 'field.controlCharacter';
  return /\p{Bidi_Control}/u.test(text) ? 'field.bidiControl' : undefined;
}

const invalid = (code: ProblemCode, path: string, part?: FieldProblem['in']): Problem =>
  new Problem('request.invalid', {}, undefined, { errors: [{ ...(part && { in: part }), path, code }] });
