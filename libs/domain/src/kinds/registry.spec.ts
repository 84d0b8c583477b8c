import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { isMessageKey } from '#i18n';
import { KIND_NAMES } from '../model/kind-names.js';
import { SCHEMA_KEYWORDS } from './schema.js';
import { KINDS } from './index.js';

const kinds = KIND_NAMES.map((name) => [name, KINDS[name]] as const);
const actions = kinds.flatMap(([name, kind]) =>
  Object.entries(kind.actions).map(([action, definition]) => [name, action, definition] as const),
);

const ajv = new Ajv({ allErrors: true, keywords: SCHEMA_KEYWORDS });
addFormats.default(ajv);
ajv.addFormat('content', true);

/** Every node of a schema that describes a value, with its name. */
function* described(schema: unknown, name: string): Generator<[string, Record<string, unknown>]> {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
  for (const [key, value] of Object.entries(properties ?? {})) {
    yield [`${name}.${key}`, value as Record<string, unknown>];
    yield* described(value, `${name}.${key}`);
  }
  yield* described(items, `${name}[]`);
}

const undescribed = (schema: unknown, name: string): string[] =>
  [...described(schema, name)]
    .filter(([, { description }]) => !/\p{Script=Han}.* · \S/u.test(String(description)))
    .map(([at]) => at);

const unbounded = (schema: unknown, name: string): string[] =>
  [...described(schema, name)]
    .filter(
      ([, { type, maxItems, maxLength, format, enum: values, pattern, maximum }]) =>
        (type === 'array' && maxItems === undefined) ||
        (type === 'integer' && maximum === undefined) ||
        (type === 'string' &&
          maxLength === undefined &&
          !values &&
          !pattern &&
          (!format || format === 'content')),
    )
    .map(([at]) => at);

describe.each(kinds)('the kind %s', (name, kind) => {
  it('is called what its folder is called, and has outcomes and actions', () => {
    expect(kind.kind).toBe(name);
    expect(kind.outcomes.length).toBeGreaterThan(0);
    expect(new Set(kind.outcomes).size).toBe(kind.outcomes.length);
  });

  it('has parameters whose schema says what they are', () => {
    expect(ajv.validateSchema(kind.params)).toBe(true);
    expect(undescribed(kind.params, name)).toEqual([]);
  });

  it('has a word for each outcome in both languages', () => {
    const keys = kind.outcomes.map((outcome) => `outcome.${name}.${outcome}`);
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
  });
});

describe.each(actions)('the action %s.%s', (name, action, { schema, example }) => {
  it('has an example that its own schema accepts, and refuses unknown fields', () => {
    const validate = ajv.compile(schema);
    expect(validate(example) || validate.errors).toBe(true);
    expect(validate({ ...example, surprise: true })).toBe(false);
  });

  it('describes every field in Chinese and English and bounds every text and list', () => {
    expect(undescribed(schema, `${name}.${action}`)).toEqual([]);
    expect(unbounded(schema, `${name}.${action}`)).toEqual([]);
  });

  it('has a name in both languages', () => {
    expect(isMessageKey(`action.${name}.${action}`)).toBe(true);
  });
});
