import type { Refusal } from '#domain';

export type ProblemParams = NonNullable<Refusal['params']>;

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Where `path` points into; the body unless told. */
  in?: 'query' | 'path' | 'header';
  /** JSON pointer (RFC 6901). */
  path: string;
  /** Stable; `refusal.<code>` is the key of the sentence in the i18n files. */
  code: string;
  params?: ProblemParams;
}

export interface ProblemDetails {
  errors?: readonly FieldProblem[];
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/**
 * An answer that is an RFC 9457 problem. `code` is stable and the key of the sentence (`refusal.<code>`); `params`
 * fill that sentence and never hold personal data; `path` is a JSON pointer to the one field that is to blame.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly errors: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: ProblemParams = {},
    path?: string,
    { errors, headers = {}, cause }: ProblemDetails = {},
  ) {
    super(code, { cause });
    this.errors = errors ?? (path === undefined ? [] : [{ path, code, params }]);
    this.headers = headers;
  }
}

/** Out of scope and not there are one answer: it tells nothing of what exists elsewhere. */
export const notFound = (): Problem => new Problem(404, 'request.notFound');

/** The cursor was made for another list or order, or by somebody else. */
export const invalidCursor = (): Problem =>
  new Problem(400, 'request.invalid', {}, undefined, {
    errors: [{ in: 'query', path: '/cursor', code: 'field.cursor' }],
  });
