import type { AccountId, Instant, Role, StepKey } from '../model/basics.js';
import type { CaseState, StepState } from '../model/state.js';
import { listenerOf, speaking } from './rungs.js';

/** Who will be told when, as long as nothing changes: one account, else all of a role. */
export interface PlannedReminder {
  at: Instant;
  owner?: Role;
  assignee?: AccountId;
  /** What the account is to it. */
  as?: 'holder' | 'addressee' | 'issuer';
  /** The step that somebody holds or is responsible for. */
  step?: StepKey;
}

type Speaking = ReturnType<typeof speaking>[number];

/** What is planned for this date of a step itself, and because nobody has taken the step. */
export const aboutStep =
  (dueAt: Instant) =>
  ({ what, for: from }: Speaking): boolean =>
    'unassigned' in what || from === dueAt;

/** Rungs of a date of the case go to whoever holds an open step by then. */
export const aboutDate =
  (dueAt: Instant) =>
  ({ what, for: from }: Speaking): boolean =>
    !('unassigned' in what) && from === dueAt;

/** The next one first. */
export const plannedReminders = (
  state: CaseState,
  steps: readonly StepState[],
  wanted: (rung: Speaking) => boolean,
): PlannedReminder[] =>
  steps
    .flatMap((step) => {
      const rungs = speaking(state, step).filter(wanted);
      // Those that reach the same ears at once speak once.
      const heard = new Map(rungs.map(({ at, what: { tell } }) => [`${at} ${tell}`, { at, tell }]));
      return [...heard.values()].map(({ at, tell }): PlannedReminder => {
        const listener = listenerOf(state, step, tell);
        return { at, ...listener, ...(listener.assignee && { as: 'holder' as const }), step: step.key };
      });
    })
    .toSorted((a, b) => a.at - b.at);
