import { KINDS } from '../kinds/index.js';
import type { Instant } from '../model/basics.js';
import type { CaseEvent } from '../model/event.js';
import type { ReminderRule } from '../model/procedure.js';
import type { CaseState, PendingReminder, StepState } from '../model/state.js';
import { Draft } from './draft.js';
import type { Kinds } from './evolve.js';
import { openSteps, rescheduleAll } from './flow.js';
import { openPause, pauseEnd } from './deadline-adjustments.js';
import { recipientOf, activeReminders } from './reminder-rules.js';

/** The nearest instant at which `wake` has something to say; undefined when nothing waits. */
export function nextWake(state: CaseState): Instant | undefined {
  if (state.closed) return undefined;
  const pause = openPause(state);
  if (pause) return pauseEnd(pause);
  const instants = openSteps(state).flatMap((step) => activeReminders(state, step).map(({ at }) => at));
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

/**
 * What the passing of time does: a pause ends with its last day, and each due reminder is sent once, to its recipient
 * as of now. Of several due reminders to one recipient (the worker was away) only the last is sent. None is sent while
 * the case is paused.
 */
export function wake(rules: number, state: CaseState, now: Instant, kinds: Kinds = KINDS): CaseEvent[] {
  if (state.closed) return [];
  const pause = openPause(state);
  if (pause) return pauseEnd(pause) <= now ? endedPause(rules, state, now, kinds) : [];
  const draft = new Draft(rules, state, now, kinds, { commandId: 'timer', occurredAt: now });
  for (const step of openSteps(state)) remind(draft, step, now);
  return draft.events;
}

function remind(draft: Draft, step: StepState, now: Instant): void {
  const reached = activeReminders(draft.state, step).filter(({ at }) => at <= now);
  for (const recipient of new Set(reached.map(({ reminderRule }) => reminderRule.recipient))) {
    const group = reached.filter(({ reminderRule }) => reminderRule.recipient === recipient);
    const last = group.at(-1)!;
    draft.emit({
      type: 'reminded',
      step: step.key,
      cause: 'unassigned' in last.reminderRule ? 'unassigned' : last.for <= now ? 'overdue' : 'reminder',
      reminders: group.map(({ rule, for: from }) => ({ rule, for: from })),
      ...aboutDate(last, step),
      ...recipientOf(draft.state, step, recipient),
    });
  }
}

const aboutDate = (
  { reminderRule, for: from }: PendingReminder & { reminderRule: ReminderRule },
  { dueAt }: StepState,
): { dueAt?: Instant } => {
  if (!('unassigned' in reminderRule)) return { dueAt: from };
  return dueAt === undefined ? {} : { dueAt };
};

/** It ended with its last day, whenever the worker came to enter it. */
function endedPause(rules: number, state: CaseState, now: Instant, kinds: Kinds): CaseEvent[] {
  const pause = openPause(state);
  if (!pause) return [];
  const draft = new Draft(rules, state, now, kinds, { commandId: 'timer', occurredAt: pauseEnd(pause) });
  draft.emit({ type: 'resumed', atLimit: true });
  rescheduleAll(draft);
  return draft.events;
}
