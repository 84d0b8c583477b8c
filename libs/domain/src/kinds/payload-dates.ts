import type { Instant } from '../model/basics.js';
import type { Refusal } from '../model/refusal.js';
import { type DateRange, unfitDate } from '../time/index.js';
import { type ActionSchema, RANGE_KEYWORD } from './schema.js';

interface Described {
  readonly [RANGE_KEYWORD]?: DateRange;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

/** The first date or instant of a payload that can't be meant, by the ranges that its schema names. */
export function unfitDatesIn(
  schema: ActionSchema,
  payload: unknown,
  now: Instant,
): { refusal: Refusal } | undefined {
  return unfitIn(schema as Described, payload, now, '');
}

function unfitIn(
  schema: Described,
  value: unknown,
  now: Instant,
  path: string,
): { refusal: Refusal } | undefined {
  const range = schema[RANGE_KEYWORD];
  if (range !== undefined) {
    if (typeof value !== 'string') return undefined;
    // Dates are written without a time.
    return unfitDate(range, value.includes('T') ? Date.parse(value) : value, { now, path });
  }
  if (Array.isArray(value)) return firstOf(value.entries(), () => schema.items, now, path);
  if (typeof value !== 'object' || value === null) return undefined;
  return firstOf(Object.entries(value), (key) => schema.properties?.[key], now, path);
}

function firstOf<K extends string | number>(
  members: Iterable<[K, unknown]>,
  schemaOf: (key: K) => Described | undefined,
  now: Instant,
  path: string,
): { refusal: Refusal } | undefined {
  for (const [key, member] of members) {
    const schema = schemaOf(key);
    const unfit = schema && unfitIn(schema, member, now, `${path}/${key}`);
    if (unfit) return unfit;
  }
  return undefined;
}
