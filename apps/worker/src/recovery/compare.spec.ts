import { describe, expect, it } from '@jest/globals';
import { compare } from './compare.js';
import type { HeldRun } from './histories.js';
import { splitByCommand } from './split.js';
import type { AnyEvent, HeldBatch } from './subject.js';

const event = (seq: number, told = 'x'): AnyEvent =>
  ({
    seq,
    type: 'commented',
    commandId: `c${seq}`,
    occurredAt: 0,
    recordedAt: 0,
    told,
  }) as unknown as AnyEvent;
const command = (n: number, version = n) => ({
  commandId: `c${n}`,
  bodyHash: 'b',
  accountId: 'a',
  firstSeq: n,
  version,
});
const batch = (from: number, to: number, completed = true, told?: string) => {
  const seqs = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  return {
    events: seqs.map((seq) => event(seq, told)),
    commands: seqs.map((seq) => command(seq)),
    completed,
  };
};
const run = (over: Partial<HeldRun> = {}): HeldRun => ({
  runId: 'r',
  status: 'RUNNING',
  startedAt: 1,
  snapshotSeq: 0,
  batches: [],
  accepted: [],
  ...over,
});
const recorded = (to: number, settled: string[] = []) => ({
  events: to === 0 ? [] : batch(1, to).events,
  settled: new Set([...Array.from({ length: to }, (_, n) => `c${n + 1}`), ...settled]),
  handled: [],
  head: undefined,
});
const seqsOf = (batches: readonly HeldBatch[]): number[] =>
  batches.flatMap(({ events }) => events.map(({ seq }) => seq));

describe('compare', () => {
  it('finds nothing where both hold the same', () => {
    const runs = [run({ batches: [batch(1, 2), batch(3, 3)] })];
    expect(compare(runs, recorded(3))).toMatchObject({
      standing: 'inStep',
      head: 3,
      missing: [],
      differing: [],
      unrecorded: [],
    });
  });

  it('finds what a restored PostgreSQL lacks, each event once, across runs', () => {
    const first = run({ status: 'CONTINUED_AS_NEW', batches: [batch(1, 2), batch(3, 4)] });
    const second = run({ startedAt: 2, snapshotSeq: 4, batches: [batch(5, 5, false), batch(5, 6)] });
    const { standing, missing, gap } = compare([first, second], recorded(2));
    expect(standing).toBe('inStep');
    expect(gap).toBeUndefined();
    expect(seqsOf(missing)).toEqual([3, 4, 5, 6]);
    expect(missing.map(({ completed }) => completed)).toEqual([true, true, true]);
  });

  it('names what neither side holds', () => {
    const runs = [run({ snapshotSeq: 4, batches: [batch(5, 6)] })];
    expect(compare(runs, recorded(2))).toMatchObject({ missing: [], gap: { from: 3, to: 4 } });
    const twice = [
      run({ batches: [batch(1, 3)] }),
      run({ startedAt: 2, snapshotSeq: 5, batches: [batch(6, 6)] }),
    ];
    const { missing, gap, beyondGap } = compare(twice, recorded(2));
    expect({ missing: seqsOf(missing), gap, beyond: seqsOf(beyondGap) }).toEqual({
      missing: [3],
      gap: { from: 4, to: 5 },
      beyond: [6],
    });
  });

  it('tells a workflow that was restored older from one that is only a moment behind', () => {
    const runs = [run({ batches: [batch(1, 2)] })];
    expect(compare(runs, recorded(4)).standing).toBe('older');
    expect(compare(runs, recorded(4), 2).standing).toBe('inStep');
  });

  it('names events that differ, and records nothing behind them', () => {
    const runs = [run({ batches: [batch(1, 2), batch(3, 4, false, 'y')], accepted: [] })];
    const { differing, missing } = compare(runs, recorded(3));
    expect(differing).toEqual([{ seq: 3, recorded: 'commented', held: 'commented' }]);
    expect(missing).toEqual([]);
  });

  it('leaves out what a later run has left behind', () => {
    const parked = run({ status: 'TERMINATED', batches: [batch(1, 2), batch(3, 4, false, 'y')] });
    const anew = run({ startedAt: 2, snapshotSeq: 2, batches: [batch(3, 3)] });
    expect(compare([parked, anew], recorded(3))).toMatchObject({ differing: [], missing: [] });
  });

  it('leaves out what a workflow that was restored older had decided beside what is recorded', () => {
    const older = run({ status: 'TERMINATED', batches: [batch(1, 2), batch(3, 3, false, 'y')] });
    const anew = run({ startedAt: 2, snapshotSeq: 4 });
    expect(compare([older, anew], recorded(4))).toMatchObject({ differing: [], missing: [] });
    // What PostgreSQL had taken once and holds otherwise is told, whoever wrote it.
    const taken = run({ status: 'CONTINUED_AS_NEW', batches: [batch(1, 4, true, 'y')] });
    expect(compare([taken, anew], recorded(4)).differing).toHaveLength(4);
  });

  it('finds accepted commands that are neither recorded, nor coming, nor given up', () => {
    const accepted = [1, 2, 3, 4].map((n) => ({
      id: `c${n}`,
      type: 't',
      bodyHash: 'b',
      actor: { accountId: 'a' },
    }));
    const runs = [run({ status: 'TERMINATED', batches: [batch(1, 1), batch(2, 2, false)], accepted })];
    const { standing, status, unrecorded } = compare(runs, recorded(1, ['c4']));
    expect({ standing, status }).toEqual({ standing: 'notRunning', status: 'TERMINATED' });
    expect(unrecorded.map(({ id }) => id)).toEqual(['c3']);
  });
});

describe('splitByCommand', () => {
  it('makes a part of each command, and of what none made', () => {
    const whole = { events: batch(3, 7).events, commands: [command(3, 4), command(6, 6), command(99, 2)] };
    expect(
      splitByCommand(whole).map(({ events, commands }) => [
        events.map(({ seq }) => seq),
        commands.map(({ commandId }) => commandId),
      ]),
    ).toEqual([
      [[3, 4], ['c3']],
      [[5], []],
      [[6], ['c6']],
      [[7], ['c99']],
    ]);
  });
});
