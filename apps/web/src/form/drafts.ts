import { useEffect, useRef, useState } from 'react';
import { forget, keep, kept } from '../lib/sealed-store';
import { useMe } from '../session/me';

/** What is older was given up. */
const KEPT_MS = 7 * 86_400_000;
/** Sealed when somebody pauses, not at every key. */
const PAUSE_MS = 400;

interface Draft<V> {
  at: number;
  values: V;
}

export const draftsOf = (accountId: string): string => `draft/${accountId}/`;

/**
 * What was filled in and not sent yet: sealed on the device for its account, until it is sent, a week has passed or the
 * account signs out. `ready` is false until it was looked for.
 *
 * @param name of the form: case, step and action
 */
export function useDraft<V>(name: string) {
  const key = draftsOf(useMe().id) + name;
  const [found, setFound] = useState<{ draft?: Draft<V> }>();
  const [savedAt, setSavedAt] = useState<number>();
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; write(): void }>(undefined);
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const draft = await kept<Draft<V>>(key).catch(() => undefined);
      const fresh = draft && Date.now() - draft.at < KEPT_MS ? draft : undefined;
      if (draft && !fresh) void forget(key).catch(() => undefined);
      if (!wanted) return;
      setFound(fresh ? { draft: fresh } : {});
      setSavedAt(fresh?.at);
    };
    void look();
    return () => {
      wanted = false;
      // Who leaves in the midst of a word finds that, too.
      if (!pending.current) return;
      clearTimeout(pending.current.timer);
      pending.current.write();
    };
  }, [key]);
  return {
    ready: found !== undefined,
    draft: found?.draft?.values,
    savedAt,
    keepDraft(values: V): void {
      if (pending.current) clearTimeout(pending.current.timer);
      const write = () => {
        pending.current = undefined;
        const at = Date.now();
        void keep(key, { at, values }).then(
          () => setSavedAt(at),
          () => undefined,
        );
      };
      pending.current = { write, timer: setTimeout(write, PAUSE_MS) };
    },
    dropDraft(): void {
      if (pending.current) clearTimeout(pending.current.timer);
      pending.current = undefined;
      setSavedAt(undefined);
      void forget(key).catch(() => undefined);
    },
  };
}
