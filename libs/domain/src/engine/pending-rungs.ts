import type { PendingRung, RungChange } from '../model/state.js';

type Key = Pick<PendingRung, 'rung' | 'for'>;
const isSame = (one: Key, other: Key): boolean => one.rung === other.rung && one.for === other.for;

export const inOrder = (rungs: readonly PendingRung[]): PendingRung[] =>
  rungs.toSorted((a, b) => a.at - b.at || a.rung - b.rung || a.for - b.for);

/** Undefined when nothing changes. */
export function rungChange(
  before: readonly PendingRung[] = [],
  after: readonly PendingRung[] = [],
): RungChange | undefined {
  const rungs = after.filter((one) => !before.some((was) => isSame(was, one) && was.at === one.at));
  const gone = before.filter((was) => !after.some((one) => isSame(one, was)));
  if (rungs.length === 0 && gone.length === 0) return undefined;
  return {
    ...(rungs.length > 0 && { rungs }),
    ...(gone.length > 0 && { rungsGone: gone.map(({ rung, for: from }) => ({ rung, for: from })) }),
  };
}

/** The rungs after a change; undefined when none is left. */
export function withChange(
  before: readonly PendingRung[] = [],
  { rungs = [], rungsGone = [] }: RungChange,
): PendingRung[] | undefined {
  const kept = before.filter((one) => ![...rungs, ...rungsGone].some((other) => isSame(one, other)));
  const after = inOrder([...kept, ...rungs]);
  return after.length > 0 ? after : undefined;
}
