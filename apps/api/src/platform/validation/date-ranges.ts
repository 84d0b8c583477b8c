import { allowedDays, type DateRange, type Instant, unfitDate } from '#domain';
import type { FieldProblem } from '../problems/index.js';
import { escapePointer } from './inspect.js';
import { parseInstant } from './instants.js';

const ranges = new WeakMap<object, Map<string, DateRange>>();

/** Says which days may stand in a field that no rule of the domain looks at: a date, an instant or a year. */
export const Ranged =
  (range: DateRange): PropertyDecorator =>
  (prototype, property) => {
    const fields = ranges.get(prototype) ?? new Map<string, DateRange>();
    ranges.set(prototype, fields.set(String(property), range));
  };

/** Which dates of a checked DTO lie outside what is allowed on this day. */
export function implausibleDates(dto: unknown, now: Instant, parent = ''): FieldProblem[] {
  if (typeof dto !== 'object' || dto === null) return [];
  return Object.entries(dto).flatMap(([property, value]) => {
    const path = `${parent}/${escapePointer(property)}`;
    const range = rangeOf(dto, property);
    return range === undefined ? implausibleDates(value, now, path) : outside(range, value, now, path);
  });
}

function outside(range: DateRange, value: unknown, now: Instant, path: string): FieldProblem[] {
  if (typeof value === 'number') {
    const [min, max] = Object.values(allowedDays(range, now)).map((day) => Number(day.slice(0, 4)));
    if (value < min!) return [{ path, code: 'field.tooSmall', params: { min: min! } }];
    return value > max! ? [{ path, code: 'field.tooBig', params: { max: max! } }] : [];
  }
  if (typeof value !== 'string') return [];
  const unfit = unfitDate(range, parseInstant(value) ?? value, { now, path });
  return unfit ? [{ path, code: unfit.refusal.code, params: unfit.refusal.params ?? {} }] : [];
}

function rangeOf(dto: object, property: string): DateRange | undefined {
  for (let at: unknown = Object.getPrototypeOf(dto); at !== null; at = Object.getPrototypeOf(at)) {
    const range = ranges.get(at as object)?.get(property);
    if (range !== undefined) return range;
  }
  return undefined;
}
