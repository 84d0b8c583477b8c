import type { AccountId, Instant, Role, StepKey } from '../model/basics.js';
import type { CaseState, StepState } from '../model/state.js';
import { recipientOf, activeReminders } from './reminder-rules.js';

/** Who will be told when, as long as nothing changes: one account, else all of a role. */
export interface PlannedReminder {
  at: Instant;
  owner?: Role;
  assignee?: AccountId;
  /** What the account is to it. */
  as?: 'assignee' | 'addressee' | 'issuer';
  /** The step that somebody is assigned or responsible for. */
  step?: StepKey;
}

type ActiveReminder = ReturnType<typeof activeReminders>[number];

/** What is planned for this date of a step itself, and because nobody has taken the step. */
export const aboutStep =
  (dueAt: Instant) =>
  ({ reminderRule, for: from }: ActiveReminder): boolean =>
    'unassigned' in reminderRule || from === dueAt;

/** Reminders of a date of the case go to whoever holds an open step by then. */
export const aboutDate =
  (dueAt: Instant) =>
  ({ reminderRule, for: from }: ActiveReminder): boolean =>
    !('unassigned' in reminderRule) && from === dueAt;

/** The next one first. */
export const plannedReminders = (
  state: CaseState,
  steps: readonly StepState[],
  wanted: (reminder: ActiveReminder) => boolean,
): PlannedReminder[] =>
  steps
    .flatMap((step) => {
      const reminders = activeReminders(state, step).filter(wanted);
      // Of several to one recipient at one instant only one is sent.
      const distinct = new Map(
        reminders.map(({ at, reminderRule: { recipient } }) => [`${at} ${recipient}`, { at, recipient }]),
      );
      return [...distinct.values()].map(({ at, recipient }): PlannedReminder => {
        const addressee = recipientOf(state, step, recipient);
        return { at, ...addressee, ...(addressee.assignee && { as: 'assignee' as const }), step: step.key };
      });
    })
    .toSorted((a, b) => a.at - b.at);
