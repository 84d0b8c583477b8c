import type { KindName } from '../model/kind-names.js';

/** A parameter that the kind's schema refuses; `path` is a JSON pointer into the parameters. */
export interface ParamsProblem {
  path: string;
  code: string;
  params?: Record<string, string | number>;
}

/** What the verifier must know of a step kind. */
export interface KindRules {
  /** The usual one first. */
  outcomes: readonly string[];
  /** Judged as they stand, defaults already filled in. */
  checkParams(params: Record<string, unknown>): readonly ParamsProblem[];
}

export type KindRegistry = Readonly<Record<KindName, KindRules>>;
