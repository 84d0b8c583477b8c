import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds in all. */
  withinMs: number;
  /** Milliseconds between tries. */
  everyMs?: number;
  /** Ends the waiting early with another error, for instance when the process waited for has ended. */
  unless?: (error: unknown) => Error | undefined;
}

/** Tries again until `attempt` doesn't throw. Throws its last error when patience ends. */
export async function eventually<T>(
  attempt: () => Promise<T>,
  { withinMs, everyMs = 50, unless }: Patience,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const hopeless = unless?.(error);
      if (hopeless) throw hopeless;
      if (Date.now() + everyMs >= end) throw error;
      await sleep(everyMs);
    }
  }
}
