import { processorTime } from '../processor.js';
import { compare, type Comparison, measure, medians, quantile, rate } from '../rounds.js';
import type { Bench, Measured, Row } from '../row.js';
import { hearings } from './hearing.js';

export const action: Row = {
  name: 'action',
  about:
    'One staff action after another: HTTP, update, record, answer. Waits of Temporal’s queues (workflow task, activity, workflow task) take most of it, on both sides alike; the rest is the API’s statements and the recorder’s.',
  async measure(bench) {
    const hearing = await hearings(bench, 1);
    const product = () => hearing.product(0);
    const floor = () => hearing.floor(0);
    await measure(bench.warmUp, product);
    await measure(bench.warmUp, floor);
    const comparison = await compare(
      bench.rounds,
      () => measure(bench.pieces, product),
      () => measure(bench.pieces, floor),
    );
    return [
      figure('action p50', 'ms', comparison, (block) => quantile(block.each, 0.5), '≤ 1.2 ×'),
      figure('action p95', 'ms', comparison, (block) => quantile(block.each, 0.95), '≤ 1.2 ×'),
    ];
  },
};

const AT_ONCE = 20;

export const atOnce: Row = {
  name: 'at-once',
  about:
    'Staff actions in 20 cases side by side. Limited by the processor: Temporal’s own work comes first, then the process of API and worker.',
  async measure(bench) {
    const hearing = await hearings(bench, AT_ONCE);
    const pieces = bench.pieces * 4;
    const product = () => measure(pieces, hearing.product, AT_ONCE);
    const floor = () => measure(pieces, hearing.floor, AT_ONCE);
    await measure(bench.warmUp * 2, hearing.product, AT_ONCE);
    await measure(bench.warmUp * 2, hearing.floor, AT_ONCE);
    const spent = { product: spending(bench, 'product'), floor: spending(bench, 'floor') };
    const comparison = await compare(
      bench.rounds,
      () => spent.product.during(product),
      () => spent.floor.during(floor),
    );
    return [
      figure('actions over 20 cases', '1/s', comparison, rate, '≥ 0.85 ×'),
      ...processorRows(spent.product, spent.floor),
    ];
  },
};

export function figure(
  name: string,
  unit: Measured['unit'],
  comparison: Comparison,
  of: (block: { each: number[]; total: number }) => number,
  target?: string,
): Measured {
  const { product, floor, ratio, lowest, highest } = medians(comparison, of);
  return { name, unit, product, floor, ratio, range: [lowest, highest], ...(target && { target }) };
}

const PARTS = ['worker', 'temporal', 'postgres', 'driver'] as const;
type Part = (typeof PARTS)[number];

/** Counts who spends processor time while blocks run. */
export function spending({ product, floor, servers }: Bench, side: 'product' | 'floor') {
  const pids: Record<Part, number[]> = {
    worker: side === 'product' ? product.pids : [floor.program.pid],
    temporal: [servers.pids.temporal],
    postgres: [servers.pids.postgres],
    driver: [process.pid],
  };
  const sums: Record<Part, number> = { worker: 0, temporal: 0, postgres: 0, driver: 0 };
  let pieces = 0;
  const now = () =>
    PARTS.map((part) =>
      pids[part].reduce((sum, pid) => sum + (processorTime(pid, part === 'postgres') ?? NaN), 0),
    );
  return {
    async during<B extends { each: number[] }>(work: () => Promise<B>): Promise<B> {
      const before = now();
      const block = await work();
      now().forEach((after, index) => (sums[PARTS[index]!] += after - before[index]!));
      pieces += block.each.length;
      return block;
    },
    per: (part: Part): number => sums[part] / pieces,
  };
}
type Spending = ReturnType<typeof spending>;

export const processorRows = (product: Spending, floor: Spending): Measured[] =>
  PARTS.map((part) => ({
    name: `processor, ${part === 'worker' ? 'product (floor: worker)' : part}`,
    unit: 'ms',
    product: product.per(part),
    floor: floor.per(part),
    ratio: product.per(part) / floor.per(part),
  }));
