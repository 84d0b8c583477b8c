import type { StepKey } from '../model/basics.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import type { KindRegistry } from './kind-rules.js';
import { longestSpan } from './longest.js';
import { add, type Span } from './span.js';
import { spanBesides } from './step-span.js';

/**
 * The times of a procedure, from its first step to an end:
 * - `shortest`: the usual way, everything done at once; only what the procedure makes people wait for counts
 *   (notice of a meeting, public notice, revisits).
 * - `expected`: the usual way, every step taking the whole of its term.
 * - `longest`: of all ways to an end the one that takes longest, every step taking the whole of its term and every
 *   way back being taken as often as it may; undefined when there are too many combinations to count.
 *
 * The usual way is each kind's first outcome. Steps beside one another count as the longer of them. A revisit
 * counts to its day. Milestones, pauses and extensions are not counted: no procedure says how long they last.
 */
export interface Durations {
  shortest: Span;
  expected: Span;
  longest?: Span;
}

const find = (procedure: Procedure, key: StepKey): ProcedureStep | undefined =>
  procedure.steps.find((step) => step.key === key);

/** The steps from start to an end when everything goes as it usually does; undefined when that leads to no end. */
const usualWay = (procedure: Procedure, kinds: KindRegistry): ProcedureStep[] | undefined => {
  const passed: ProcedureStep[] = [];
  let step = find(procedure, procedure.start);
  while (step) {
    if (passed.includes(step)) return undefined;
    passed.push(step);
    const transition = step.on[kinds[step.kind]?.outcomes[0] ?? ''];
    if (!transition) return undefined;
    if (!('to' in transition)) return passed;
    step = find(procedure, transition.to);
  }
  return undefined;
};

/** The usual way as far as the step that meets the overall deadline, every step taking the whole of its term. */
export const expectedUntilPromise = (procedure: Procedure, kinds: KindRegistry): Span | undefined => {
  const way = usualWay(procedure, kinds) ?? [];
  const last = way.findIndex(({ key }) => key === procedure.overallDeadline?.until);
  if (last < 0) return undefined;
  return add(...way.slice(0, last + 1).map((step) => spanBesides(procedure, step).full));
};

/**
 * Only for a procedure that verifies without errors: an unbounded loop has no longest time.
 *
 * @returns undefined when the usual way doesn't lead to an end.
 */
export const durations = (procedure: Procedure, kinds: KindRegistry): Durations | undefined => {
  const way = usualWay(procedure, kinds);
  if (!way) return undefined;
  const spans = way.map((step) => spanBesides(procedure, step));
  const longest = longestSpan(procedure, (step) => spanBesides(procedure, step).full);
  return {
    shortest: add(...spans.map(({ compelled }) => compelled)),
    expected: add(...spans.map(({ full }) => full)),
    ...(longest && { longest }),
  };
};
