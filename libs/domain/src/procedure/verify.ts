import type { Role } from '../model/basics.js';
import type { Procedure } from '../model/procedure.js';
import { expectedUntilPromise } from './duration.js';
import { checkFlow } from './flow.js';
import { reachableSteps, stepPath, unboundedLoops } from './graph.js';
import { checkIntake } from './intake.js';
import type { KindRegistry } from './kind-rules.js';
import { checkLaw, LEGAL_PARAMETERS, type LegalParameters } from './law.js';
import { isError, problem, warning, type Problem } from './problem.js';
import { approximateDays, spanOf } from './span.js';
import { checkHead, checkSideBySide, checkStep, checkTransitions } from './structure.js';
import {
  checkParamsTogether,
  checkPauses,
  checkReminderRules,
  checkTerms,
  checkOverallTerm,
} from './terms.js';

export interface VerifyOptions {
  kinds: KindRegistry;
  /** Roles that the organisation can fill. */
  roles: readonly Role[];
  law?: LegalParameters;
}

const checkReach = (procedure: Procedure): Problem[] => {
  const reached = reachableSteps(procedure);
  return procedure.steps.flatMap(({ key }, i) =>
    reached.has(key) ? [] : [problem('step.unreachable', stepPath(i), { key })],
  );
};

const checkLoops = (procedure: Procedure): Problem[] =>
  unboundedLoops(procedure).map(({ path, from, outcome, to }) =>
    problem('loop.unbounded', path, { key: from, outcome, to: to ?? '' }),
  );

/** The overall deadline should hold when everybody takes the whole of their terms. */
const checkPromise = (procedure: Procedure, kinds: KindRegistry): Problem[] => {
  const { overallDeadline } = procedure;
  const needed = expectedUntilPromise(procedure, kinds);
  if (!overallDeadline || !needed) return [];
  const [days, overall] = [approximateDays(needed), approximateDays(spanOf(overallDeadline.term))];
  return days > overall
    ? [
        warning('overallDeadline.tooShort', '/overallDeadline/term', {
          term: overallDeadline.term,
          days: Math.ceil(days),
        }),
      ]
    : [];
};

/**
 * Everything that is wrong with a procedure; it may be used when none of it is an error. The document's shape
 * (fields and their types) is taken for granted: its JSON Schema checks that before.
 */
export const verifyProcedure = (procedure: Procedure, options: VerifyOptions): Problem[] => {
  const { kinds, roles, law = LEGAL_PARAMETERS } = options;
  const found = [
    ...checkHead(procedure),
    ...checkIntake(procedure),
    ...checkOverallTerm(procedure),
    ...checkPauses(procedure),
    ...checkReminderRules(procedure.reminderRules, ''),
    ...procedure.steps.flatMap((step, i) => [
      ...checkStep(step, i, { kinds, roles }),
      ...checkTerms(step, i),
      ...checkParamsTogether(step, i),
    ]),
    ...checkTransitions(procedure),
    ...checkSideBySide(procedure),
    ...checkReach(procedure),
    ...checkLoops(procedure),
    ...checkLaw(procedure, law),
  ];
  // Playing through a procedure with broken references would only repeat what is already named.
  return found.some(isError) ? found : [...found, ...checkFlow(procedure), ...checkPromise(procedure, kinds)];
};
