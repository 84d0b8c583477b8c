/** One page of a list; `next` is given back to get the page after it. */
export interface Page<T> {
  items: T[];
  next?: string;
}

/** The cursor was made for another list or order, or by somebody else. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

type Key = (string | number)[];

/** Opaque to clients. `list` keeps cursors of different lists and orders apart. */
export const encodeCursor = (list: string, key: Key): string =>
  Buffer.from(JSON.stringify([list, ...key])).toString('base64url');

/**
 * The key that a page goes on after, each part checked by `shape`.
 *
 * @throws InvalidCursorError
 */
export function decodeCursor(list: string, cursor: string, shape: readonly RegExp[]): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError('not a cursor');
  }
  if (!Array.isArray(parts) || parts[0] !== list || parts.length !== shape.length + 1)
    throw new InvalidCursorError('a cursor of another list');
  return shape.map((pattern, index) => {
    const part: unknown = parts[index + 1];
    if (typeof part !== 'string' || !pattern.test(part)) throw new InvalidCursorError('not a cursor');
    return part;
  });
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const TIME = /^(infinity|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
export const WORD = /^[\w.-]{1,100}$/;
export const NUMBER = /^\d{1,9}$/;

/**
 * Several places are one keyset query each: their pages, merged in order, without doubles where places lie within
 * each other, cut to `limit`. Each must have been asked for `limit + 1`.
 */
export function mergePages<T>(
  pages: readonly T[][],
  limit: number,
  keyOf: (item: T) => string,
  compare: (a: T, b: T) => number,
): { items: T[]; more: boolean } {
  const unique = new Map(pages.flat().map((item) => [keyOf(item), item]));
  const items = [...unique.values()].sort(compare);
  return { items: items.slice(0, limit), more: items.length > limit };
}

/** Compares as PostgreSQL does, part by part; uuids and times in their text form. */
export const compareKeys = (a: Key, b: Key): number => {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
};
