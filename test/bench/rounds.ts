/** One measured block: how long each piece of work took, and all of them together, in milliseconds. */
export interface Block {
  each: number[];
  total: number;
}

export interface Comparison {
  /** Of a round: the blocks of the product, and those of the floor. */
  rounds: { product: Block; floor: Block }[];
}

/**
 * Product and floor in turns, A B B A, so that what drifts (caches, a busy neighbour) falls on both alike.
 *
 * @param rounds how many times
 */
export async function compare(
  rounds: number,
  product: () => Promise<Block>,
  floor: () => Promise<Block>,
): Promise<Comparison> {
  const done: Comparison['rounds'] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = await product();
    const second = await floor();
    const third = await floor();
    const fourth = await product();
    done.push({ product: joined(first, fourth), floor: joined(second, third) });
  }
  return { rounds: done };
}

const joined = (one: Block, other: Block): Block => ({
  each: [...one.each, ...other.each],
  total: one.total + other.total,
});

/** Runs `work` so many times, `atOnce` of them side by side; lane and number say which it is. */
export async function measure(
  times: number,
  work: (lane: number, index: number) => Promise<unknown>,
  atOnce = 1,
): Promise<Block> {
  const each: number[] = [];
  let next = 0;
  const lane = async (number: number): Promise<void> => {
    for (let index = next++; index < times; index = next++) {
      const began = performance.now();
      await work(number, index);
      each.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, (_, number) => lane(number)));
  return { each, total: performance.now() - began };
}

/** @param share 0.5 for the median, 0.95 for the slowest of twenty */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Pieces of work a second. */
export const rate = ({ each, total }: Block): number => (1_000 * each.length) / total;

/** The median over the rounds of a figure, of the floor's, and of what the one is to the other. */
export function medians({ rounds }: Comparison, figure: (block: Block) => number) {
  const product = rounds.map((round) => figure(round.product));
  const floor = rounds.map((round) => figure(round.floor));
  const ratios = product.map((value, index) => value / floor[index]!);
  return {
    product: median(product),
    floor: median(floor),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}
