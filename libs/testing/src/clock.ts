/**
 * The present of the specs, for what they expect and for the products that they start. It is the machine's, unless the
 * spec is run as of another day (`days.ts`); then it goes on from there at the same pace.
 */
let ahead = 0;

/** Milliseconds since 1970. */
export const now = (): number => Date.now() + ahead;

/** How far the present of the specs is ahead of the machine's, in milliseconds; negative when it lies in the past. */
export const aheadOfMachine = (): number => ahead;

/** Turns the clock to an instant, or back to the machine's. Only for what is started after it. */
export function turnTo(instant?: number): void {
  ahead = instant === undefined ? 0 : instant - Date.now();
}

/** Nobody else's; workflows on it live at the present of the specs (`workflow-clock.ts`). */
export const queueOfPresent = (name: string): string => (ahead === 0 ? name : `${name}.ahead_${ahead}`);
