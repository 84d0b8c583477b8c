import { isRecord, type Json } from './json.js';

/**
 * The generator still writes some words of OpenAPI 3.0; 3.1 is plain JSON Schema 2020-12, which would silently ignore
 * them. Changes the value in place.
 */
export function toJsonSchema2020(value: Json): void {
  if (Array.isArray(value)) return value.forEach(toJsonSchema2020);
  if (!isRecord(value)) return;
  if (value['nullable'] === true) makeNullable(value);
  delete value['nullable'];
  Object.values(value).forEach(toJsonSchema2020);
}

function makeNullable(schema: Record<string, Json>): void {
  if (typeof schema['type'] === 'string') {
    schema['type'] = [schema['type'], 'null'];
    if (Array.isArray(schema['enum'])) schema['enum'] = [...schema['enum'], null];
    return;
  }
  // A reference, alone or within `allOf`.
  const { allOf, $ref, ...rest } = schema;
  const own = $ref === undefined ? { allOf: allOf ?? [] } : { $ref };
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, rest, { anyOf: [own, { type: 'null' }] });
}
