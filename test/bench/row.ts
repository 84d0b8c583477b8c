import type { Floor } from './floor/floor.js';
import type { Product } from './product.js';
import type { Servers } from './servers.js';

/** What a row is measured on, and how much of it. */
export interface Bench {
  servers: Servers;
  product: Product;
  floor: Floor;
  /** A B B A so many times. */
  rounds: number;
  /** Pieces of work of a block. */
  pieces: number;
  /** Pieces before anything is measured. */
  warmUp: number;
}

/** One line of the table. */
export interface Measured {
  name: string;
  unit: 'ms' | '1/s' | 'kB' | '×';
  /** Missing where it could not be measured; then the note says why. */
  product?: number;
  note?: string;
  /** Missing where there is nothing to compare with. */
  floor?: number;
  ratio?: number;
  /** The lowest and the highest of the rounds. */
  range?: [number, number];
  target?: string;
}

export interface Row {
  name: string;
  /** What it measures and what limits it. */
  about: string;
  measure(bench: Bench): Promise<Measured[]>;
}
