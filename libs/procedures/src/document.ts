import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ParamsProblem, Procedure, ProcedureStep, Transition } from '#domain';
import schema from '../../../procedures/procedure.schema.json' with { type: 'json' };
import type { Kinds } from './kind-registry.js';
import { schemaProblems } from './schema-problem.js';

/** A transition as people write it: a step's key is enough, and `chosenProcedure` stands for itself. */
type WrittenTransition =
  | string
  | { end: string }
  | { chosenProcedure: true }
  | { to: string; limit?: number; afterLimit?: WrittenTransition; newRound?: boolean };

/** What the YAML says once `procedure.schema.json` has accepted it. */
export type ProcedureDocument = Omit<Procedure, 'steps'> & {
  steps: (Omit<ProcedureStep, 'params' | 'on'> & {
    params?: Record<string, unknown>;
    on: Record<string, WrittenTransition>;
  })[];
};

const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile<ProcedureDocument>(schema);

export const documentProblems = (value: unknown): ParamsProblem[] =>
  validate(value) ? [] : schemaProblems(validate.errors ?? []);

const transitionOf = (written: WrittenTransition): Transition => {
  if (written === 'chosenProcedure') return { chosenProcedure: true };
  if (typeof written === 'string') return { to: written };
  if (!('to' in written) || written.afterLimit === undefined) return written as Transition;
  return { ...written, afterLimit: transitionOf(written.afterLimit) };
};

/** From the written to the full form that cases carry. */
export const procedureOf = (document: ProcedureDocument, kinds: Kinds): Procedure => ({
  ...document,
  steps: document.steps.map(({ params = {}, on, ...step }) => ({
    ...step,
    params: kinds.withDefaults(step.kind, params),
    on: Object.fromEntries(Object.entries(on).map(([outcome, written]) => [outcome, transitionOf(written)])),
  })),
});
