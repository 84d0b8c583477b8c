/** Chance that can be repeated: the same seed rolls the same numbers (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** 0 ≤ x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T;
  pick<T>(list: readonly T[]): T | undefined;
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.between(0, list.length - 1)];
  }

  /** So many of the list, in its order; all of it when there are fewer. */
  some<T>(list: readonly T[], count: number): T[] {
    const chosen = list
      .map((item, index) => ({ item, index, lot: this.next() }))
      .sort((a, b) => a.lot - b.lot)
      .slice(0, Math.max(count, 0));
    return chosen.sort((a, b) => a.index - b.index).map(({ item }) => item);
  }
}
