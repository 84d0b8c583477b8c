import type { StepKey } from '../model/basics.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import { stepPath, edgesOf, type Edge } from './graph.js';
import { problem, type Problem } from './problem.js';

/**
 * A case in the abstract: what is open, and of the steps that others wait for or that stand beside others, the
 * step to which their last outcome in this round led (`''` for none). Counters are left out: a way with a limit
 * may be taken or be used up.
 */
interface Situation {
  open: readonly StepKey[];
  done: Readonly<Record<StepKey, StepKey>>;
}
type Next = Situation | 'over';

/** The shipped procedures have some dozens; more than this is refused as too tangled to be checked. */
const MOST_SITUATIONS = 5_000;

const idOf = ({ open, done }: Situation): string =>
  `${[...open].sort().join()}|${Object.entries(done)
    .map(([key, to]) => `${key}>${to}`)
    .sort()
    .join()}`;

class Explorer {
  private readonly byKey: ReadonlyMap<StepKey, ProcedureStep>;
  private readonly remembered: ReadonlySet<StepKey>;
  private readonly edges: ReadonlyMap<StepKey, Edge[]>;

  constructor(private readonly procedure: Procedure) {
    const { steps } = procedure;
    this.byKey = new Map(steps.map((step) => [step.key, step]));
    this.edges = new Map(steps.map((step, i) => [step.key, edgesOf(step, i)]));
    this.remembered = new Set([
      ...steps.flatMap(({ needs = [] }) => needs),
      ...steps.flatMap(({ key, beside }) => (beside === undefined ? [] : [key])),
    ]);
  }

  /** As the engine opens steps: not before all needs are met, and with those beside that weren't opened yet. */
  private opened(situation: Situation, key: StepKey): Situation {
    const step = this.byKey.get(key);
    if (!step || situation.open.includes(key)) return situation;
    if (!(step.needs ?? []).every((need) => situation.done[need] === key)) return situation;
    const beside = this.procedure.steps.filter(
      (other) =>
        other.beside === key &&
        !situation.open.includes(other.key) &&
        !Object.hasOwn(situation.done, other.key),
    );
    const { [key]: _reopened, ...done } = situation.done;
    return { open: [...situation.open, key, ...beside.map((other) => other.key)], done };
  }

  first(): Situation {
    return this.opened({ open: [], done: {} }, this.procedure.start);
  }

  after(situation: Situation, edge: Edge): Next {
    if (edge.to === undefined) return 'over';
    if (edge.newRound) return this.opened({ open: [], done: {} }, edge.to);
    const open = situation.open.filter((key) => key !== edge.from);
    // Beyond a limit the engine doesn't count the step as having led here, whatever is waiting there.
    const ledTo = edge.isAfterLimit ? '' : edge.to;
    const done = this.remembered.has(edge.from) ? { ...situation.done, [edge.from]: ledTo } : situation.done;
    return this.opened({ open, done }, edge.to);
  }

  edgesFrom({ open }: Situation): Edge[] {
    return open.flatMap((key) => this.edges.get(key) ?? []);
  }
}

interface Explored {
  situations: Map<string, Situation>;
  /** Situation → those from which it is entered. */
  before: Map<string, Set<string>>;
  stuckAfter: Edge[];
  endings: Set<string>;
}

const explore = (procedure: Procedure): Explored | undefined => {
  const explorer = new Explorer(procedure);
  const first = explorer.first();
  const situations = new Map([[idOf(first), first]]);
  const before = new Map<string, Set<string>>();
  const stuckAfter = new Map<string, Edge>();
  const endings = new Set<string>();
  for (const [id, situation] of situations) {
    if (situations.size > MOST_SITUATIONS) return undefined;
    for (const edge of explorer.edgesFrom(situation)) {
      const next = explorer.after(situation, edge);
      if (next === 'over') {
        endings.add(id);
        continue;
      }
      if (next.open.length === 0) stuckAfter.set(edge.path, edge);
      const nextId = idOf(next);
      if (!situations.has(nextId)) situations.set(nextId, next);
      before.set(nextId, (before.get(nextId) ?? new Set()).add(id));
    }
  }
  return { situations, before, stuckAfter: [...stuckAfter.values()], endings };
};

/** Situations from which some end can be reached. */
const hopeful = ({ before, endings }: Explored): Set<string> => {
  const found = new Set(endings);
  for (const id of found) for (const earlier of before.get(id) ?? []) found.add(earlier);
  return found;
};

/**
 * Plays the procedure through every outcome and names where a case would stand still: edges after which nothing is
 * open although the case isn't over, and steps from which no end can be reached any more.
 */
export const checkFlow = (procedure: Procedure): Problem[] => {
  const explored = explore(procedure);
  if (!explored) return [problem('flow.tangled', '/steps')];
  const good = hopeful(explored);
  const lost = new Set<StepKey>();
  for (const [id, { open }] of explored.situations) if (!good.has(id)) open.forEach((key) => lost.add(key));
  return [
    ...explored.stuckAfter.map(({ path, from, outcome }) =>
      problem('flow.stuck', path, { key: from, outcome }),
    ),
    ...procedure.steps.flatMap(({ key }, i) =>
      lost.has(key) ? [problem('flow.noEnd', stepPath(i), { key })] : [],
    ),
  ];
};
