import { CATEGORIES, CLOSING_OUTCOMES, type Role } from '../model/basics.js';
import { KIND_NAMES } from '../model/kind-names.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import { allEdges, besidesOf, stepPath, edgesOf, type Edge } from './graph.js';
import type { KindRegistry } from './kind-rules.js';
import { problem, type Problem } from './problem.js';

export const checkHead = (procedure: Procedure): Problem[] => {
  const { categories, start, steps, overallDeadline } = procedure;
  const keys = steps.map(({ key }) => key);
  const unknown = (key: string, path: string) =>
    keys.includes(key) ? [] : [problem('step.unknown', path, { key })];
  return [
    ...unknown(start, '/start'),
    ...(overallDeadline ? unknown(overallDeadline.until, '/overallDeadline/until') : []),
    ...categories.flatMap((category, i) => [
      ...(CATEGORIES.includes(category)
        ? []
        : [problem('category.unknown', `/categories/${i}`, { category })]),
      ...(categories.indexOf(category) === i
        ? []
        : [problem('category.twice', `/categories/${i}`, { category })]),
    ]),
    // Cases keep their steps in plain objects, where names such as `constructor` are taken.
    ...keys.flatMap((key, i) => (key in {} ? [problem('step.reserved', `${stepPath(i)}/key`, { key })] : [])),
    ...keys.flatMap((key, i) =>
      keys.indexOf(key) === i ? [] : [problem('step.twice', `${stepPath(i)}/key`, { key })],
    ),
  ];
};

/** Without leave for oral agreements, and where members sign, there are none. */
const cannotOccur = ({ kind, params }: ProcedureStep, outcome: string): boolean =>
  kind === 'sign' && outcome === 'agreedOrally' && (params.oral !== true || params.signers === 'members');

export const checkStep = (
  step: ProcedureStep,
  index: number,
  { kinds, roles }: { kinds: KindRegistry; roles: readonly Role[] },
): Problem[] => {
  const path = stepPath(index);
  const { key, kind, owner } = step;
  const ownerProblems = roles.includes(owner)
    ? []
    : [problem('owner.unfilled', `${path}/owner`, { key, owner })];
  if (!KIND_NAMES.includes(kind))
    return [...ownerProblems, problem('kind.unknown', `${path}/kind`, { key, kind })];
  const rules = kinds[kind];
  return [
    ...ownerProblems,
    ...rules
      .checkParams(step.params)
      .map(({ path: at, code, params }) => problem(code, `${path}/params${at}`, { key, ...params })),
    ...Object.keys(step.on)
      .filter((outcome) => !rules.outcomes.includes(outcome))
      .map((outcome) => problem('outcome.unknown', `${path}/on/${outcome}`, { key, kind, outcome })),
    ...rules.outcomes
      .filter((outcome) => !(outcome in step.on) && !cannotOccur(step, outcome))
      .map((outcome) => problem('outcome.leadsNowhere', `${path}/on`, { key, outcome })),
  ];
};

const checkTransition = (
  { path, from: key, outcome, ...edge }: Edge,
  keys: ReadonlySet<string>,
): Problem[] => {
  const at = { key, outcome };
  const found: Problem[] = [];
  if (edge.to !== undefined && !keys.has(edge.to))
    found.push(problem('step.unknown', `${path}/to`, { key: edge.to }));
  if (edge.end !== undefined && !CLOSING_OUTCOMES.includes(edge.end))
    found.push(problem('end.unknown', `${path}/end`, { ...at, end: edge.end }));
  if (edge.limit !== undefined && !(Number.isInteger(edge.limit) && edge.limit > 0))
    found.push(problem('limit.notPositive', `${path}/limit`, at));
  // One counter belongs to each outcome, so a second limit behind the first would never count for itself.
  if (edge.limit !== undefined && edge.isAfterLimit) found.push(problem('limit.nested', `${path}/limit`, at));
  return found;
};

/** Every limit says what comes when it is used up, and only a limit does. */
const checkLimits = (step: ProcedureStep, index: number): Problem[] =>
  Object.entries(step.on).flatMap(([outcome, transition]) => {
    if (!('to' in transition)) return [];
    const path = `${stepPath(index)}/on/${outcome}`;
    const at = { key: step.key, outcome };
    if (transition.limit !== undefined && !transition.afterLimit)
      return [problem('limit.withoutAfterLimit', path, at)];
    if (transition.limit === undefined && transition.afterLimit)
      return [problem('afterLimit.withoutLimit', path, at)];
    return [];
  });

export const checkTransitions = (procedure: Procedure): Problem[] => {
  const keys = new Set(procedure.steps.map(({ key }) => key));
  return [
    ...allEdges(procedure).flatMap((edge) => checkTransition(edge, keys)),
    ...procedure.steps.flatMap((step, i) => checkLimits(step, i)),
  ];
};

const checkBeside = (procedure: Procedure, step: ProcedureStep, index: number): Problem[] => {
  const { key, beside } = step;
  if (beside === undefined) return [];
  const path = `${stepPath(index)}/beside`;
  const host = procedure.steps.find((other) => other.key === beside);
  if (!host) return [problem('step.unknown', path, { key: beside })];
  if (host === step || host.beside !== undefined) return [problem('beside.chained', path, { key, beside })];
  const found: Problem[] = [];
  if (allEdges(procedure).some(({ to }) => to === key))
    found.push(problem('beside.ledTo', path, { key, beside }));
  const joins = new Set(
    procedure.steps
      .filter(({ needs = [] }) => needs.includes(key) && needs.includes(beside))
      .map((join) => join.key),
  );
  for (const edge of edgesOf(step, index)) {
    if (edge.to !== undefined && !joins.has(edge.to))
      found.push(problem('beside.withoutJoin', edge.path, { key, beside, to: edge.to }));
  }
  return found;
};

const checkNeeds = (procedure: Procedure, step: ProcedureStep, index: number): Problem[] =>
  (step.needs ?? []).flatMap((need, i) => {
    const path = `${stepPath(index)}/needs/${i}`;
    const needed = procedure.steps.find(({ key }) => key === need);
    if (!needed) return [problem('step.unknown', path, { key: need })];
    const leadsHere = Object.values(needed.on).some((edge) => 'to' in edge && edge.to === step.key);
    return leadsHere && needed !== step ? [] : [problem('needs.neverMet', path, { key: step.key, need })];
  });

export const checkSideBySide = (procedure: Procedure): Problem[] =>
  procedure.steps.flatMap((step, i) => [
    ...checkBeside(procedure, step, i),
    ...checkNeeds(procedure, step, i),
    ...(step.key === procedure.start && step.beside !== undefined
      ? [problem('beside.start', `${stepPath(i)}/beside`, { key: step.key })]
      : []),
    // A department asked beside a step must be waited for: what follows the host needs both.
    ...besidesOf(procedure, step.key).flatMap((beside) =>
      procedure.steps.some(({ needs = [] }) => needs.includes(step.key) && needs.includes(beside.key))
        ? []
        : [
            problem('beside.neverAwaited', `${stepPath(procedure.steps.indexOf(beside))}/beside`, {
              key: beside.key,
            }),
          ],
    ),
  ]);
