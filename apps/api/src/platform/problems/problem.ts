import { REFUSALS, type RefusalClass, type RefusalCode, type RefusalParams } from '#domain';
import { EDGE_REFUSALS } from './edge-refusals.js';

export type ProblemParams = RefusalParams;
/** Stable; `refusal.<code>` is the key of the sentence in the i18n files. */
export type ProblemCode = RefusalCode | keyof typeof EDGE_REFUSALS;

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Where `path` points into; the body unless told. */
  in?: 'query' | 'path' | 'header';
  /** JSON pointer (RFC 6901). */
  path: string;
  code: ProblemCode;
  params?: ProblemParams;
}

export interface ProblemDetails {
  errors?: readonly FieldProblem[];
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

const STATUS = {
  malformed: 400,
  notSignedIn: 401,
  notAllowed: 403,
  notFound: 404,
  conflict: 409,
  stale: 412,
  tooLarge: 413,
  unsupported: 415,
  invalid: 422,
  preconditionMissing: 428,
  tooMany: 429,
  failed: 500,
  unavailable: 503,
} as const satisfies Record<RefusalClass, number>;

export type ProblemStatus = (typeof STATUS)[RefusalClass];

/** A refusal of rules that are newer than this API's has no class here. */
const classOf = (code: string): RefusalClass => {
  if (Object.hasOwn(EDGE_REFUSALS, code)) return EDGE_REFUSALS[code as keyof typeof EDGE_REFUSALS];
  return Object.hasOwn(REFUSALS, code) ? REFUSALS[code as RefusalCode].class : 'invalid';
};

/**
 * An answer that is an RFC 9457 problem; its status follows from the class of the code. `params` fill the sentence and
 * never hold personal data; `path` is a JSON pointer to the one field that is to blame.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: ProblemStatus;
  readonly errors: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    readonly params: ProblemParams = {},
    path?: string,
    { errors, headers = {}, cause }: ProblemDetails = {},
  ) {
    super(code, { cause });
    this.status = STATUS[classOf(code)];
    this.errors = errors ?? (path === undefined ? [] : [{ path, code, params }]);
    this.headers = headers;
  }
}

/** Out of scope and not there are one answer: it tells nothing of what exists elsewhere. */
export const notFound = (): Problem => new Problem('request.notFound');

/** The cursor was made for another list or order, or by somebody else. */
export const invalidCursor = (): Problem =>
  new Problem('request.invalid', {}, undefined, {
    errors: [{ in: 'query', path: '/cursor', code: 'field.cursor' }],
  });
