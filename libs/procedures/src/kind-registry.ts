import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { KIND_NAMES, KINDS, type KindName, type KindRegistry, type StepKind } from '#domain';
import { schemaProblems } from './schema-problem.js';

/** The step kinds as the verifier and the loader need them. */
export interface Kinds {
  registry: KindRegistry;
  /** The parameters with the kind's defaults filled in, so that the engine finds each of them. */
  withDefaults(kind: string, params: Record<string, unknown>): Record<string, unknown>;
}

const options = { allErrors: true, strict: true, allowUnionTypes: true } as const;

export const kindsOf = (stepKinds: Readonly<Record<KindName, StepKind>>): Kinds => {
  const checking = new Ajv2020(options);
  const filling = new Ajv2020({ ...options, useDefaults: true });
  const fillers = new Map<string, ValidateFunction>();
  const entries = KIND_NAMES.map((name) => {
    const { outcomes, params } = stepKinds[name];
    const validate = checking.compile(params);
    fillers.set(name, filling.compile(params));
    const checkParams = (given: Record<string, unknown>) =>
      validate(given) ? [] : schemaProblems(validate.errors ?? []);
    return [name, { outcomes, checkParams }] as const;
  });
  return {
    registry: Object.fromEntries(entries) as unknown as KindRegistry,
    withDefaults: (kind, params) => {
      const filled = structuredClone(params);
      fillers.get(kind)?.(filled);
      return filled;
    },
  };
};

/** The kinds of the product. */
export const PRODUCT_KINDS: Kinds = kindsOf(KINDS);
