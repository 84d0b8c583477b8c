import type { ClosingOutcome, StepKey } from '../model/basics.js';
import type { Procedure, ProcedureStep, Transition } from '../model/procedure.js';

/** One way out of a step: an outcome's transition, or what follows its limit. */
export interface Edge {
  from: StepKey;
  outcome: string;
  /** JSON pointer of the transition. */
  path: string;
  to?: StepKey;
  end?: ClosingOutcome;
  chosenProcedure?: true;
  limit?: number;
  newRound: boolean;
  /** This way is taken when the outcome's own limit is used up. */
  isAfterLimit: boolean;
}

export const stepPath = (index: number): string => `/steps/${index}`;

const edgesOfTransition = (transition: Transition, base: Omit<Edge, 'newRound'>): Edge[] => {
  if ('end' in transition) return [{ ...base, end: transition.end, newRound: false }];
  if ('chosenProcedure' in transition) return [{ ...base, chosenProcedure: true, newRound: false }];
  const { to, limit, afterLimit, newRound = false } = transition;
  const own: Edge = { ...base, to, newRound, ...(limit !== undefined && { limit }) };
  if (!afterLimit) return [own];
  return [
    own,
    ...edgesOfTransition(afterLimit, { ...base, path: `${base.path}/afterLimit`, isAfterLimit: true }),
  ];
};

export const edgesOf = (step: ProcedureStep, index: number): Edge[] =>
  Object.entries(step.on).flatMap(([outcome, transition]) =>
    edgesOfTransition(transition, {
      from: step.key,
      outcome,
      path: `${stepPath(index)}/on/${outcome}`,
      isAfterLimit: false,
    }),
  );

export const allEdges = ({ steps }: Procedure): Edge[] => steps.flatMap(edgesOf);

/** The steps that open together with this one. */
export const besidesOf = ({ steps }: Procedure, key: StepKey): ProcedureStep[] =>
  steps.filter((step) => step.beside === key);

/** Everything that a case can come to from `start`, steps beside others included. */
export const reachableSteps = (procedure: Procedure): Set<StepKey> => {
  const known = new Set(procedure.steps.map(({ key }) => key));
  const edges = allEdges(procedure);
  const reached = new Set<StepKey>();
  const waiting = [procedure.start];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (reached.has(key) || !known.has(key)) continue;
    reached.add(key);
    for (const { from, to } of edges) if (from === key && to !== undefined) waiting.push(to);
    waiting.push(...besidesOf(procedure, key).map((beside) => beside.key));
  }
  return reached;
};

/**
 * Ways without a limit that close a loop of such edges. Ways with a limit can't keep a case for ever: within a round
 * each is taken so often, and the ways that begin a new round are counted over all rounds.
 */
export const unboundedLoops = (procedure: Procedure): Edge[] => {
  const edges = allEdges(procedure).filter(({ to, limit }) => to !== undefined && limit === undefined);
  const closing: Edge[] = [];
  const state = new Map<StepKey, 'onPath' | 'finished'>();
  const visit = (key: StepKey): void => {
    state.set(key, 'onPath');
    for (const edge of edges.filter(({ from }) => from === key)) {
      if (state.get(edge.to!) === 'onPath') closing.push(edge);
      else if (!state.has(edge.to!)) visit(edge.to!);
    }
    for (const { key: beside } of besidesOf(procedure, key)) if (!state.has(beside)) visit(beside);
    state.set(key, 'finished');
  };
  for (const { key } of procedure.steps) if (!state.has(key)) visit(key);
  return closing;
};
