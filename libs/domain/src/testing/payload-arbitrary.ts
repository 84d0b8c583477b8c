import fc from 'fast-check';
import type { ActionSchema } from '../kinds/schema.js';
import { aText, anId } from './values.js';

interface Node {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: Node;
  properties?: Record<string, Node>;
  required?: readonly string[];
}

/** Few ids, so that payloads and facts often mean the same person, department or attachment. */
export const anyId = (): fc.Arbitrary<string> => fc.integer({ min: 1, max: 4 }).map(anId);

export const anyDate = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .integer({ min: 0, max: 120 })
      .map((n) => new Date(Date.UTC(2026, 1, 1 + n)).toISOString().slice(0, 10)),
    fc.constantFrom('0001-01-01', '1990-02-28', '9999-12-31'),
  );

const anyString = ({ format, pattern }: Node): fc.Arbitrary<unknown> => {
  if (format === 'uuid') return anyId();
  if (format === 'date') return anyDate();
  if (format === 'content') return fc.integer({ min: 1, max: 3 }).map(aText);
  if (format === 'date-time') return anyDate().map((date) => `${date}T14:30:00+08:00`);
  if (pattern) {
    const known = ['m1', 'm2'].filter((id) => new RegExp(pattern).test(id));
    const any = fc.stringMatching(new RegExp(pattern));
    return known.length > 0 ? fc.oneof(fc.constantFrom(...known), any) : any;
  }
  return fc.string({ minLength: 1, maxLength: 20 });
};

const anyNode = (schema: Node): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return anyString(schema);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 4, 4) });
    case 'array':
      return anyArray(schema);
    case 'object':
      return anyObject(schema);
    default:
      throw new Error(`no arbitrary for ${JSON.stringify(schema)}`);
  }
};

const anyArray = ({ items = {}, minItems = 0, maxItems = 4, uniqueItems }: Node): fc.Arbitrary<unknown[]> => {
  const bounds = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) };
  return uniqueItems ? fc.uniqueArray(anyNode(items), bounds) : fc.array(anyNode(items), bounds);
};

const anyObject = ({ properties = {}, required = [] }: Node): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, anyNode(schema)])), {
    requiredKeys: [...required],
  });

/** Payloads that the schema accepts, as commands carry them: texts as references. */
export const anyPayload = (schema: ActionSchema): fc.Arbitrary<Record<string, unknown>> =>
  anyObject(schema as Node);
