import { useReducer, useRef } from 'react';

interface Fetched<T> {
  data?: { pages: { items: T[] }[] };
  isFetching: boolean;
  hasNextPage: boolean;
  refetch(): unknown;
}

export interface Row<T> {
  item: T;
  /** It is in the list no more. */
  gone: boolean;
}

export interface Steady<T> {
  rows: Row<T>[];
  /** How many wait to be shown. */
  fresh: number;
  /** How many are gone or were acted upon. */
  changed: number;
  /** Fetches the list as it is now. */
  refresh(): void;
}

/**
 * A list under somebody's pointer, fetched again and again: what is gone from it stays where it was, and what is new
 * waits until somebody asks for it. What was acted upon (`isKept`) stays as it was.
 */
export function useSteady<T>(
  { data, isFetching, hasNextPage, refetch }: Fetched<T>,
  { keyOf, isKept }: { keyOf(item: T): string; isKept?(key: string): boolean },
): Steady<T> {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const seen = useRef<{ pages: number; items: T[]; settled: boolean }>(undefined);
  if (data === undefined) return { rows: [], fresh: 0, changed: 0, refresh: redraw };

  const items = data.pages.flatMap((page) => page.items);
  const now = new Map(items.map((item) => [keyOf(item), item]));
  // What was shown at once may be of another day: the first answer counts.
  const steady = seen.current?.settled ? seen.current : undefined;
  const shown = steady?.items ?? items;
  const known = new Set(shown.map(keyOf));
  const more =
    steady && data.pages.length > steady.pages ? items.filter((item) => !known.has(keyOf(item))) : [];
  const rows = [...shown, ...more].map((old) => {
    const key = keyOf(old);
    return { item: isKept?.(key) ? old : (now.get(key) ?? old), gone: !now.has(key) };
  });
  // Behind the last that was fetched they may stand on the next page.
  for (let at = rows.length - 1; hasNextPage && rows[at]?.gone; at--) rows[at]!.gone = false;

  const drawn = new Set(rows.map(({ item }) => keyOf(item)));
  seen.current = {
    pages: data.pages.length,
    items: rows.map(({ item }) => item),
    settled: steady !== undefined || !isFetching,
  };
  return {
    rows,
    fresh: items.filter((item) => !drawn.has(keyOf(item))).length,
    changed: rows.filter(({ item, gone }) => gone || isKept?.(keyOf(item))).length,
    refresh: () => {
      // As it is now, not as it was when it was fetched the last time.
      seen.current = undefined;
      void refetch();
      redraw();
    },
  };
}
