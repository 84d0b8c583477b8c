import type { Category, ClosingOutcome, Role, StepKey, Term } from './basics.js';
import type { KindName } from './kind-names.js';

/**
 * Where an outcome leads: to a step, to an end, or (only in the intake procedure) into the procedure that triage
 * chose. A way back needs `limit`, how often it may be taken, and `beyond`, where the next time leads instead.
 * `newRound` begins the procedure's facts afresh; counters of ways with `newRound` outlive the round, so that
 * signing rounds and relapses are counted apart.
 */
export type Transition =
  | { to: StepKey; limit?: number; beyond?: Transition; newRound?: boolean }
  | { end: ClosingOutcome }
  | { chosenProcedure: true };

/** To whom a rung speaks: who holds the step (else its role), who hands work out, or a level above the step's owner. */
export const LISTENERS = ['holder', 'manager', 'above'] as const;
export type Listener = (typeof LISTENERS)[number];

/**
 * A rung of the ladder that a step goes up while nobody completes it: so long before its due time, so long after it,
 * or so long after it came to lie there with nobody holding it and nothing done.
 */
export type Rung = { tell: Listener } & ({ before: Term } | { after: Term } | { unassigned: Term });

export const termOf = (rung: Rung): Term =>
  'before' in rung ? rung.before : 'after' in rung ? rung.after : rung.unassigned;

export interface ProcedureStep {
  key: StepKey;
  kind: KindName;
  name: { zh: string; en: string };
  owner: Role;
  /** From the occurrence of the fact before it. Kinds with dates of their own (implement, revisit) need none. */
  term?: Term;
  /** Reminders and escalation of this step, in place of the procedure's. */
  rungs?: Rung[];
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
  /** The promise to the resident: intake until the named step is done. */
  whole?: { term: Term; until: StepKey };
  /** Reminders and escalation of every step that has none of its own. */
  rungs?: Rung[];
  /** A pause lasts at most so many calendar days; {@link PAUSE_LIMIT_DAYS} where nothing is said. */
  pauseLimit?: number;
  /** All pauses of a round together, no less than one may last; twice that where nothing is said. */
  pauseTotal?: number;
  steps: ProcedureStep[];
}
