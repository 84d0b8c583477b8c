import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/**
 * Nest's log lines, into pino. Not nestjs-pino: its first logger in a process becomes the root of all, and in the
 * embedded default that would take the API's rules of what may be logged away from it.
 */
export class WorkerLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, context?: string): void {
    this.pino.info(line(message, context));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn(line(message, context));
  }

  error(message: unknown, _stack?: string, context?: string): void {
    this.pino.error(line(message, context));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug(line(message, context));
  }
}

const line = (message: unknown, context?: string): object => ({
  ...(context && { context }),
  ...(message !== null && typeof message === 'object' ? message : { msg: String(message) }),
});
