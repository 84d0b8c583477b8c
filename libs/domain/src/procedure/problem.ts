/** What is wrong with a procedure: `code` is the key of the sentence, `path` a JSON pointer into the procedure. */
export interface Problem {
  code: string;
  /** A warning doesn't keep a procedure from being used. */
  severity: 'error' | 'warning';
  path: string;
  params?: Record<string, string | number>;
}

export const problem = (code: string, path: string, params?: Problem['params']): Problem => ({
  code,
  severity: 'error',
  path,
  ...(params && { params }),
});

export const warning = (code: string, path: string, params?: Problem['params']): Problem => ({
  ...problem(code, path, params),
  severity: 'warning',
});

export const isError = ({ severity }: Problem): boolean => severity === 'error';
