/** The time of the product that a story is played on. Instants are milliseconds since 1970. */
export interface Time {
  now(): number;
  /** Whether it can be moved on: then nothing need be entered afterwards. */
  readonly movable: boolean;
  /** Moves it on to an instant, and does nothing where that is past already. */
  reach(instant: number): Promise<void>;
}

/** Not to be moved, the machine's own unless told otherwise: a story lies in the past, and what happened is entered afterwards. */
export const presentTime = (now = Date.now): Time => ({
  now,
  movable: false,
  reach: () => Promise.resolve(),
});
