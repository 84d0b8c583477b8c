import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Ids are compared as text by the rules, so there is one way to write them. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

export const isUuid = (text: string): boolean => UUID.test(text);

const calendarDate = fullFormats.date as { validate(text: string): boolean };
export const isDate = (text: string): boolean => calendarDate.validate(text);

/** RFC 3339 with offset and seconds, as `Date.parse` reads it: no leap second, no 30 February. */
export function isInstant(text: string): boolean {
  const [, date] = INSTANT.exec(text) ?? [];
  return date !== undefined && isDate(date) && !Number.isNaN(Date.parse(text));
}
