/**
 * Goes into the workflow bundle of the tests alone. Temporal's dev server has the machine's time and no other; so the
 * specs that are run as of another day say in the name of their task queue how far that is from the machine's
 * (`NAME.ahead_MILLISECONDS`), and workflows on it live that far ahead. Timers are spans, so they need nothing; the same
 * queue tells a replay the same.
 */
import { workflowInfo } from '@temporalio/workflow';

const [, ahead] = /\.ahead_(-?\d+)$/.exec(workflowInfo().taskQueue) ?? [];
if (ahead) moveBy(Number(ahead));

/** As the SDK puts its own `Date` in place of the real one, which is frozen: in this workflow's global object alone. */
function moveBy(milliseconds: number): void {
  const { Date } = globalThis;
  const now = (): number => Date.now() + milliseconds;
  function Moved(...args: [number]): Date {
    return new Date(...(args.length > 0 ? args : ([now()] as const)));
  }
  const { parse, UTC, prototype } = Date;
  globalThis.Date = Object.assign(Moved, { now, parse, UTC, prototype }) as unknown as DateConstructor;
}

/** The bundler takes it for a module of interceptors, which is what is loaded before the workflows. */
export const interceptors = (): object => ({});
