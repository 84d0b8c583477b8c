import { Floor } from '../floor/floor.js';
import { residentMemory } from '../processor.js';
import { Product, villageOf } from '../product.js';
import { measure } from '../rounds.js';
import type { Row } from '../row.js';

const AT_ONCE = 10;

/**
 * Growth of a worker's memory between a few and many open workflows, by each. Memory comes in large steps, so it takes
 * hundreds of them.
 */
async function growth(pid: number, open: () => Promise<unknown>, few: number, many: number): Promise<number> {
  await measure(few, open, AT_ONCE);
  const before = residentMemory(pid) ?? NaN;
  await measure(many - few, open, AT_ONCE);
  return ((residentMemory(pid) ?? NaN) - before) / (many - few) / 1024;
}

export const memory: Row = {
  name: 'memory',
  about:
    'Memory of one open cached case in the worker, beside an empty workflow. The SDK’s own bookkeeping takes most of it; procedures and working days stand in the state of each.',
  async measure({ servers, pieces }) {
    const [few, many] = [pieces * 4, pieces * 16];
    let count = 0;
    const product = await Product.start(servers, { apart: true });
    const floor = await Floor.start(servers);
    try {
      const ours = await growth(
        product.programs[1]!.pid,
        () => product.open(villageOf((count += 1))),
        few,
        many,
      );
      const theirs = await growth(floor.program.pid, () => floor.open(), few, many);
      return [
        {
          name: 'memory of an open case',
          unit: 'kB' as const,
          product: ours,
          floor: theirs,
          ratio: ours / theirs,
          target: '≤ 1.3 ×',
        },
      ];
    } finally {
      await Promise.all([product.stop(), floor.stop()]);
    }
  },
};
