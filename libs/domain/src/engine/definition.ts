import type { StepKey } from '../model/basics.js';
import type { ProcedureStep } from '../model/procedure.js';
import type { CaseState } from '../model/state.js';

/** Every step that the case may come to, the chosen procedure's first. */
export const definitions = (state: Pick<CaseState, 'procedure' | 'intake'>): readonly ProcedureStep[] => [
  ...(state.procedure?.steps ?? []),
  ...state.intake.steps,
];

export const definitionOf = (state: CaseState, key: StepKey): ProcedureStep | undefined =>
  definitions(state).find((step) => step.key === key);

/** The definition of a step that the case has opened, hence must know. */
export function knownDefinition(state: CaseState, key: StepKey): ProcedureStep {
  const definition = definitionOf(state, key);
  if (!definition) throw new Error(`no step ${key} in the procedure of the case`);
  return definition;
}
