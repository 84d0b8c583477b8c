import type { DepartmentId, Instant, PersonId, Role, Term } from '../model/basics.js';
import type { CommandMeta, Dated } from '../model/command.js';
import type { KindName } from '../model/kind-names.js';
import type { ProcedureStep } from '../model/procedure.js';
import type { Refusal } from '../model/refusal.js';
import type { CaseFacts, CaseState, StepState } from '../model/state.js';
import type { FormHints } from './form.js';
import type { ActionSchema, ParamsSchema } from './schema.js';

/** What a kind's rules may look at when an action is judged. */
export interface StepContext<Params = Record<string, unknown>> {
  state: CaseState;
  step: StepState;
  definition: ProcedureStep;
  params: Params;
  meta: Dated<Pick<CommandMeta, 'actor' | 'onBehalfOf' | 'channel'>>;
  /** The workflow's clock. */
  now: Instant;
}

/**
 * Accepted: with an outcome the step is over. `early`: even before the step's `notBefore` (a meeting called off, a
 * relapse that doesn't wait for the day of the visit).
 */
export type Judgement = { refusal: Refusal } | { outcome?: string; early?: boolean };

/** When a step is due; what is left out follows from the procedure's term. */
export interface Schedule {
  dueAt?: Instant;
  /** Another term than the procedure's. */
  term?: Term;
  notBefore?: Instant;
}

export interface Action<Params = Record<string, unknown>, Payload = Record<string, unknown>> {
  /** JSON Schema of the payload; `format: content` marks text that goes into the content store. */
  schema: ActionSchema;
  example: Record<string, unknown>;
  /** Whether it makes sense to offer the action now; the judgement itself is `judge`. */
  offered?(ctx: Omit<StepContext<Params>, 'meta'>): boolean;
  /** Roles that may act besides the owner of the step (and those who stand in for it). */
  alsoBy?: readonly Role[];
  /** What the case settles of the form; see {@link FormHints}. */
  form?(ctx: Omit<StepContext<Params>, 'meta'>): FormHints;
  judge(ctx: StepContext<Params>, payload: Payload): Judgement;
  /** The facts afterwards; pure, run on replay. */
  apply?(facts: CaseFacts, payload: Payload, at: { occurredAt: Instant }): CaseFacts;
}

/** How far a step has come that goes person by person or piece by piece. */
export interface Progress {
  /** What is counted, where a step counts one thing after the other. */
  of?: 'attendance';
  done: number;
  /** With so many it may be completed. */
  needed: number;
  /** Who is still to be asked; the rules may be content with fewer. */
  persons: readonly PersonId[];
}

/** A step kind: one folder with its payloads, rules and outcomes. */
// Each kind types its own parameters, which the procedure's schema has checked.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface StepKind<Params = any> {
  kind: KindName;
  outcomes: readonly string[];
  /** JSON Schema of the procedure's parameters for this kind, with defaults. */
  params: ParamsSchema;
  actions: Record<string, Action<Params>>;
  /** The outcome with which the step is over as soon as it opens (no department is touched, say). */
  onOpen?(state: CaseState, definition: ProcedureStep): string | undefined;
  /** Departments whose word the step still waits for: each owes its own, and only they hold the step. */
  pendingDepartments?(facts: CaseFacts): DepartmentId[];
  /** None of a step that is done at one go. */
  progress?(ctx: Omit<StepContext<Params>, 'meta'>): Progress;
  /** Facts that begin anew each time the step opens. */
  reset?(facts: CaseFacts): CaseFacts;
  /** Dates of its own, computed on opening and after each action. */
  schedule?(ctx: Omit<StepContext<Params>, 'meta' | 'now'>): Schedule;
}
