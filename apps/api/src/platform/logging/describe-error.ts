import { types } from 'node:util';

/** What a log may say of an error: PostgreSQL's messages and details repeat values, so only its codes stay. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!types.isNativeError(error)) return { type: typeof error };
  const { code, constraint, table, routine } = error as Error &
    Record<'code' | 'constraint' | 'table' | 'routine', unknown>;
  const fromDatabase = typeof routine === 'string' || error.name === 'QueryFailedError';
  return {
    type: error.name,
    ...(fromDatabase ? { code, constraint, table } : { message: error.message }),
    stack: frames(error),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** The stack without its first lines, which repeat the message. */
const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
