/** The part of JSON Schema that payloads of step kinds are written in (libs/domain/src/kinds/schema.ts). */
export interface PayloadSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, PayloadSchema>>;
  readonly items?: PayloadSchema;
  readonly readOnly?: boolean;
  readonly [keyword: string]: unknown;
}

/** A string of the payload with its schema, the name of the property that holds it and its JSON pointer. */
export interface Leaf {
  value: string;
  schema: PayloadSchema;
  property: string;
  pointer: string;
}

export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Rebuilds a value by its schema, giving every string to `visit` and keeping what it returns. What the schema does
 * not describe is kept as it stands: validation, which comes first, has refused it already.
 */
export function mapStrings(
  schema: PayloadSchema,
  value: unknown,
  visit: (leaf: Leaf) => unknown,
  pointer = '',
  property = '',
): unknown {
  if (typeof value === 'string') return visit({ value, schema, property, pointer });
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!items) return value;
    return value.map((item, index) => mapStrings(items, item, visit, pointerTo(pointer, index), property));
  }
  if (!isObject(value) || !schema.properties) return value;
  const { properties } = schema;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const described = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, described ? mapStrings(described, member, visit, pointerTo(pointer, key), key) : member];
    }),
  );
}

/** Every string of the payload that the predicate picks, in the order of the payload. */
export function stringsOf(schema: PayloadSchema, value: unknown, wanted: (leaf: Leaf) => boolean): Leaf[] {
  const leaves: Leaf[] = [];
  mapStrings(schema, value, (leaf) => {
    if (wanted(leaf)) leaves.push(leaf);
    return leaf.value;
  });
  return leaves;
}

/** The schema as a client sees it: without the properties that only the API fills in. */
export function clientSchema(schema: PayloadSchema): PayloadSchema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items && { items: clientSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties)
          .filter(([, property]) => !property.readOnly)
          .map(([name, property]) => [name, clientSchema(property)]),
      ),
    }),
  };
}
