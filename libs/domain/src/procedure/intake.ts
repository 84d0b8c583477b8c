import type { Procedure } from '../model/procedure.js';
import { allEdges, stepPath } from './graph.js';
import { problem, type Problem } from './problem.js';

/** Every case begins with it, whatever becomes of the matter. */
export const INTAKE = 'intake';
/** A case keeps the steps of intake and of its procedure side by side, so their keys must differ. */
const INTAKE_STEP_KEY = /^(triage|intake[A-Z][A-Za-z0-9]*)$/;

const checkIntakeProcedure = (procedure: Procedure): Problem[] => {
  const found: Problem[] = [];
  if (procedure.categories.length > 0) found.push(problem('intake.categories', '/categories'));
  if (procedure.overallDeadline) found.push(problem('intake.overallDeadline', '/overallDeadline'));
  const start = procedure.steps.find(({ key }) => key === procedure.start);
  if (start && start.kind !== 'triage') found.push(problem('intake.start', '/start'));
  if (!allEdges(procedure).some(({ chosenProcedure }) => chosenProcedure))
    found.push(problem('intake.choosesNone', '/steps'));
  procedure.steps.forEach(({ key }, i) => {
    if (!INTAKE_STEP_KEY.test(key)) found.push(problem('intake.stepKey', `${stepPath(i)}/key`, { key }));
  });
  return found;
};

const checkOther = (procedure: Procedure): Problem[] => {
  const found: Problem[] = [];
  if (procedure.categories.length === 0) found.push(problem('category.none', '/categories'));
  procedure.steps.forEach(({ key, kind }, i) => {
    if (kind === 'triage') found.push(problem('intake.triageElsewhere', `${stepPath(i)}/kind`, { key }));
    if (INTAKE_STEP_KEY.test(key)) found.push(problem('step.reserved', `${stepPath(i)}/key`, { key }));
  });
  for (const { chosenProcedure, path, from, outcome } of allEdges(procedure))
    if (chosenProcedure) found.push(problem('intake.choiceElsewhere', path, { key: from, outcome }));
  return found;
};

export const checkIntake = (procedure: Procedure): Problem[] =>
  procedure.key === INTAKE ? checkIntakeProcedure(procedure) : checkOther(procedure);
