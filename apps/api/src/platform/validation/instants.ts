import type { Instant, LocalDate } from '#domain';

const OFFSET_MS = 8 * 3_600_000;
const RFC3339 =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A real day of the calendar: `1990-02-30` is none. */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** An RFC 3339 instant with its offset (ASCII digits, real day) as milliseconds since 1970; else undefined. */
export function parseInstant(text: unknown): Instant | undefined {
  if (typeof text !== 'string') return undefined;
  const [, date] = RFC3339.exec(text) ?? [];
  return date !== undefined && isLocalDate(date) ? Date.parse(text) : undefined;
}

/** The years that RFC 3339 can write, in Chinese local time. */
const [EARLIEST, LATEST] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59Z')];

/**
 * RFC 3339 in Chinese local time: `2026-03-02T09:30:00+08:00`, milliseconds only when there are any. What lies beyond
 * the years of four digits is told as their end.
 */
export function formatInstant(instant: Instant): string {
  const local = Math.min(Math.max(instant + OFFSET_MS, EARLIEST), LATEST);
  const text = new Date(local).toISOString().replace('Z', '');
  return `${text.replace(/\.000$/, '')}+08:00`;
}

/** As {@link formatInstant}; what has no instant stays without. */
export const formatOptional = (instant: Instant | undefined): string | undefined =>
  instant === undefined ? undefined : formatInstant(instant);
