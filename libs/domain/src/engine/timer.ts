import { KINDS } from '../kinds/index.js';
import type { Instant } from '../model/basics.js';
import type { CaseEvent } from '../model/event.js';
import type { CaseState } from '../model/state.js';
import { Draft } from './draft.js';
import type { Kinds } from './evolve.js';
import { openSteps, rescheduleAll } from './flow.js';
import { openPause, pauseEnd } from './ledger.js';

/** The nearest instant at which `wake` has something to say; undefined when nothing waits. */
export function nextWake(state: CaseState): Instant | undefined {
  if (state.closed) return undefined;
  const pause = openPause(state);
  if (pause) return pauseEnd(pause);
  const instants = reminders(state).map(({ remindAt }) => remindAt);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

/** One filter for both: what rings must also be heard, or the timer would ring for ever. */
const reminders = (state: CaseState) =>
  openSteps(state).flatMap(({ remindAt, dueAt, ...step }) =>
    remindAt === undefined || dueAt === undefined ? [] : [{ ...step, remindAt, dueAt }],
  );

/**
 * What the passing of time does: a pause ends with its last day, and each due reminder goes out once, to whoever holds
 * the step. Nobody is reminded while the clocks stand.
 */
export function wake(rules: number, state: CaseState, now: Instant, kinds: Kinds = KINDS): CaseEvent[] {
  if (state.closed) return [];
  const pause = openPause(state);
  if (pause) return pauseEnd(pause) <= now ? endedPause(rules, state, now, kinds) : [];
  const draft = new Draft(rules, state, now, kinds, { commandId: 'timer', occurredAt: now });
  for (const { key, remindAt, dueAt, assignee, owner } of reminders(state)) {
    if (remindAt > now) continue;
    draft.emit({ type: 'reminded', step: key, dueAt, owner, ...(assignee && { assignee }) });
  }
  return draft.events;
}

/** It ended with its last day, whenever the worker came to enter it. */
function endedPause(rules: number, state: CaseState, now: Instant, kinds: Kinds): CaseEvent[] {
  const pause = openPause(state);
  if (!pause) return [];
  const draft = new Draft(rules, state, now, kinds, { commandId: 'timer', occurredAt: pauseEnd(pause) });
  draft.emit({ type: 'resumed', atLimit: true });
  rescheduleAll(draft);
  return draft.events;
}
