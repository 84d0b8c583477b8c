import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import type { ContentRef } from '../model/basics.js';
import type { DateRange } from '../time/index.js';

export type ActionSchema = Exclude<JSONSchema, boolean>;
export type ParamsSchema = Exclude<JSONSchema, boolean>;

/** The payload as commands and events carry it: every text is a reference into the content store. */
export type PayloadOf<S extends ActionSchema> = FromSchema<
  S,
  { deserialize: [{ pattern: { type: 'string'; format: 'content' }; output: ContentRef }] }
>;

/** An action's payload object: unknown fields are refused. */
export const payload = <
  const P extends Record<string, ActionSchema>,
  const R extends readonly (keyof P & string)[],
>(
  properties: P,
  required: R,
) => ({ type: 'object', properties, required, additionalProperties: false }) as const;

/** Text that is kept encrypted. Descriptions are `中文 · English`. */
export const text = <const D extends string>(description: D, maxLength = 4_000) =>
  ({ type: 'string', format: 'content', minLength: 1, maxLength, description }) as const;

/**
 * What a value names. A party, a member, a mediator and a proxy are persons; which of them may stand in a field of this
 * case is told by the action's `form`.
 */
export type Refers =
  'person' | 'party' | 'member' | 'mediator' | 'department' | 'attachment' | 'milestone' | 'procedure';

/** The keyword of a schema that says what its value names. */
export const REFERS_KEYWORD = 'x-refers';

export const id = <const D extends string>(refers: Refers, description: D) =>
  ({ type: 'string', format: 'uuid', description, 'x-refers': refers }) as const;

export const ids = <const D extends string>(refers: Refers, description: D, maxItems = 200) =>
  ({
    type: 'array',
    items: { type: 'string', format: 'uuid', 'x-refers': refers },
    uniqueItems: true,
    maxItems,
    description,
  }) as const;

/** Values of another field of the same object, or that it has one at all. */
export type Condition = Readonly<Record<string, readonly (string | boolean)[] | 'any'>>;

/** The keywords of a field that is asked for under a condition only, and of one that may stay empty even then. */
export const WHEN_KEYWORD = 'x-when';
export const OPTIONAL_KEYWORD = 'x-optional';

/** A field that is asked for, and required, under this condition only. The rules judge; forms show. */
export const when = <const S extends ActionSchema>(condition: Condition, schema: S) =>
  ({ ...schema, 'x-when': condition }) as const;

/** A field that is asked for under this condition only, and may stay empty then. */
export const optionalWhen = <const S extends ActionSchema>(condition: Condition, schema: S) =>
  ({ ...schema, 'x-when': condition, 'x-optional': true }) as const;

export const oneOf = <const V extends readonly string[], const D extends string>(values: V, description: D) =>
  ({ type: 'string', enum: values, description }) as const;

export const flag = <const D extends string>(description: D) => ({ type: 'boolean', description }) as const;

/** The keyword of a date's schema that says which days may stand there. */
export const RANGE_KEYWORD = 'x-range';

export const date = <const D extends string>(range: DateRange, description: D) =>
  ({ type: 'string', format: 'date', description, 'x-range': range }) as const;

/** An instant with offset, RFC 3339; rules read it with `Date.parse`. */
export const instant = <const D extends string>(range: DateRange, description: D) =>
  ({ type: 'string', format: 'date-time', description, 'x-range': range }) as const;

/** The keywords of ours, for validators that refuse what they don't know. */
export const SCHEMA_KEYWORDS = [RANGE_KEYWORD, REFERS_KEYWORD, WHEN_KEYWORD, OPTIONAL_KEYWORD];
