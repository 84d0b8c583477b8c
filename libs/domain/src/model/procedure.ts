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

export interface ProcedureStep {
  key: StepKey;
  kind: KindName;
  name: { zh: string; en: string };
  owner: Role;
  /** From the occurrence of the fact before it. Kinds with dates of their own (implement, revisit) need none. */
  term?: Term;
  /** How long before the due time one reminder goes to the holder's mailbox. */
  remind?: Term;
  /** Opens together with the named step. */
  beside?: StepKey;
  /** Opens only when all of these are done in this round. */
  needs?: StepKey[];
  /** Parameters of the kind, checked by its schema. */
  params: Record<string, unknown>;
  /** Every outcome of the kind that can occur here, and where it leads. */
  on: Record<string, Transition>;
}

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
  /** A pause lasts at most so many calendar days; 30 where nothing is said. */
  pauseLimit?: number;
  /** All pauses of a round together; twice the limit of one where nothing is said. */
  pauseTotal?: number;
  steps: ProcedureStep[];
}
