import { eventually } from '#runtime';

/** Asks again until it holds. @throws Error naming what was waited for */
export function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 60_000,
): Promise<void> {
  return eventually(
    async () => {
      if (!(await holds())) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    },
    { withinMs, everyMs: 100 },
  );
}
