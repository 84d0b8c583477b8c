import type { WorkflowClientInterceptor } from '@temporalio/client';

/** The present, handed in so that tests can set it. Instants are milliseconds since 1970. */
export abstract class Clock {
  abstract now(): number;

  /** How workflows begin at this present; those of the machine's time need nothing. */
  readonly interceptor?: WorkflowClientInterceptor;
}
