import type { StepKey } from '../model/basics.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import { add, longerOf, NO_TIME, type Span } from './span.js';

/** Places × counts that are looked at before giving up: some tenths of a second. */
const MOST_COMBINATIONS = 200_000;

class TooMany extends Error {}

interface Bounded {
  limit: number;
  /** The factor of its count in the number that stands for all counts. */
  factor: number;
  newRound: boolean;
}

const loopKey = (step: StepKey, outcome: string): string => `${step}.${outcome}`;

const boundedLoops = ({ steps }: Procedure): { loops: Map<string, Bounded>; combinations: number } => {
  const loops = new Map<string, Bounded>();
  let factor = 1;
  for (const { key, on } of steps)
    for (const [outcome, transition] of Object.entries(on)) {
      if (!('to' in transition) || transition.limit === undefined) continue;
      const { limit, newRound = false } = transition;
      loops.set(loopKey(key, outcome), { limit, factor, newRound });
      factor *= limit + 1;
    }
  return { loops, combinations: factor };
};

/** Longest remaining time by step and by how often each bounded loop was taken; the counts are one number. */
class Longest {
  private readonly known: ReadonlyMap<StepKey, Map<number, Span>>;
  private readonly steps: ReadonlyMap<StepKey, { step: ProcedureStep; span: Span }>;
  private size = 0;

  constructor(
    { steps }: Procedure,
    spanOfStep: (step: ProcedureStep) => Span,
    private readonly loops: ReadonlyMap<string, Bounded>,
  ) {
    this.known = new Map(steps.map(({ key }) => [key, new Map<number, Span>()]));
    this.steps = new Map(steps.map((step) => [step.key, { step, span: spanOfStep(step) }]));
  }

  from(key: StepKey, counts: number): Span {
    const place = this.steps.get(key);
    if (!place) return NO_TIME;
    const known = this.known.get(key)?.get(counts);
    if (known) return known;
    this.size += 1;
    if (this.size > MOST_COMBINATIONS) throw new TooMany();
    let rest = NO_TIME;
    for (const outcome of Object.keys(place.step.on))
      rest = longerOf(rest, this.after(place.step, outcome, counts));
    const span = add(place.span, rest);
    this.known.get(key)?.set(counts, span);
    return span;
  }

  private after({ key, on }: ProcedureStep, outcome: string, counts: number): Span {
    const transition = on[outcome];
    if (!transition || !('to' in transition)) return NO_TIME;
    const { to, afterLimit, newRound = false } = transition;
    const kept = newRound ? this.overRounds(counts) : counts;
    const loop = this.loops.get(loopKey(key, outcome));
    if (!loop) return this.from(to, kept);
    if (this.count(counts, loop) < loop.limit) return this.from(to, kept + loop.factor);
    return afterLimit && 'to' in afterLimit ? this.from(afterLimit.to, counts) : NO_TIME;
  }

  private count(counts: number, { factor, limit }: Bounded): number {
    return Math.floor(counts / factor) % (limit + 1);
  }

  /** A new round begins its own counts afresh; those of the loops that open rounds go on. */
  private overRounds(counts: number): number {
    let kept = 0;
    for (const loop of this.loops.values()) if (loop.newRound) kept += this.count(counts, loop) * loop.factor;
    return kept;
  }
}

/** The time of the longest loop to an end; undefined when there are too many combinations to look at. */
export const longestSpan = (
  procedure: Procedure,
  spanOfStep: (step: ProcedureStep) => Span,
): Span | undefined => {
  const { loops, combinations } = boundedLoops(procedure);
  if (combinations > Number.MAX_SAFE_INTEGER) return undefined;
  try {
    return new Longest(procedure, spanOfStep, loops).from(procedure.start, 0);
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
};
