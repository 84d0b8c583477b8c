import { type Logger as TemporalLogger, DefaultLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

/** What may be said of a task: names, ids and numbers. Errors are named, for their messages may repeat payloads. */
const KEPT = [
  'workflowType',
  'workflowId',
  'runId',
  'activityType',
  'attempt',
  'taskQueue',
  'namespace',
] as const;

/** The SDK's log lines, into the product's log. */
export const runtimeLogger = (logger: Logger): TemporalLogger =>
  new DefaultLogger('INFO', ({ level, message, meta = {} }) => {
    const kept = Object.fromEntries(
      KEPT.filter((key) => meta[key] !== undefined).map((key) => [key, meta[key]]),
    );
    const error: unknown = meta.error;
    const line = { ...kept, ...(error instanceof Error && described(error)), msg: message };
    if (level === 'ERROR') logger.error(line);
    else if (level === 'WARN') logger.warn(line);
    else logger.debug(line);
  });

const described = ({ name, stack = '' }: Error) => ({
  error: name,
  stack: stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim()),
});
