import type { Category, ClosingOutcome, Role, StepKey, Term } from './basics.js';
import type { KindName } from './kind-names.js';

/**
 * Where an outcome leads: to a step, to an end, or (only in the intake procedure) into the procedure that triage
 * chose. A loop, which leads back, needs `limit`, how often it may be taken, and `afterLimit`, where the next time leads
 * instead. `newRound` begins the procedure's facts afresh; counters of loops with `newRound` outlive the round, so that
 * signing rounds and relapses are counted apart.
 */
export type Transition =
  | { to: StepKey; limit?: number; afterLimit?: Transition; newRound?: boolean }
  | { end: ClosingOutcome }
  | { chosenProcedure: true };

/** To whom a reminder goes: the step's assignee (else its role), whoever hands work out, or the level above its owner. */
export const RECIPIENTS = ['assignee', 'manager', 'levelAbove'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/**
 * Reminder or escalation while nobody completes a step: so long before its due time, so long after it, or so long
 * after it came to lie there unassigned and untouched.
 */
export type ReminderRule = { recipient: Recipient } & (
  { before: Term } | { after: Term } | { unassigned: Term }
);

export const termOf = (rule: ReminderRule): Term =>
  'before' in rule ? rule.before : 'after' in rule ? rule.after : rule.unassigned;

export interface ProcedureStep {
  key: StepKey;
  kind: KindName;
  name: { zh: string; en: string };
  owner: Role;
  /** From the occurrence of the fact before it. Kinds with dates of their own (implement, revisit) need none. */
  term?: Term;
  /** Reminders and escalation of this step, in place of the procedure's. */
  reminderRules?: ReminderRule[];
  /** Opens together with the named step. */
  beside?: StepKey;
  /** Opens only when all of these are done in this round. */
  needs?: StepKey[];
  /** Parameters of the kind, checked by its schema. */
  params: Record<string, unknown>;
  /** Every outcome of the kind that can occur here, and where it leads. */
  on: Record<string, Transition>;
}

/** *Default* of `pauseLimit`. */
export const PAUSE_LIMIT_DAYS = 30;

/** A verified procedure: the data that a case goes by. Never changed once published; a change is a new version. */
export interface Procedure {
  key: string;
  version: number;
  name: { zh: string; en: string };
  /** Empty for the intake procedure, which every case begins with. */
  categories: Category[];
  /** The first step; intake leads here, and so does a reopened case. */
  start: StepKey;
  /** The overall deadline, promised to the resident: from intake until the named step is done. */
  overallDeadline?: { term: Term; until: StepKey };
  /** Reminders and escalation of every step that has none of its own. */
  reminderRules?: ReminderRule[];
  /** A pause lasts at most so many calendar days; {@link PAUSE_LIMIT_DAYS} where nothing is said. */
  pauseLimit?: number;
  /** All pauses of a round together, no less than one may last; twice that where nothing is said. */
  pauseTotal?: number;
  steps: ProcedureStep[];
}
