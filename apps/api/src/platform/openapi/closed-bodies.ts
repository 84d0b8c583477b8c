import type { OpenAPIObject } from '@nestjs/swagger';
import { isRecord, type Json } from './json.js';

const PREFIX = '#/components/schemas/';

/** Unknown fields of requests are refused, so the schemas of request bodies say so, with all they refer to. */
export function closeRequestBodies(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Json>;
  const bodies = Object.values(document.paths).map((item) => item.post?.requestBody as Json);
  const names = new Set<string>();
  for (const body of bodies) collect(body, schemas, names);
  for (const name of names) {
    const schema = schemas[name];
    if (isRecord(schema) && schema['type'] === 'object') schema['additionalProperties'] ??= false;
  }
}

function collect(value: Json, schemas: Record<string, Json>, names: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((one) => collect(one, schemas, names));
  if (!isRecord(value)) return;
  const { $ref } = value;
  if (typeof $ref === 'string' && $ref.startsWith(PREFIX) && !names.has($ref.slice(PREFIX.length))) {
    names.add($ref.slice(PREFIX.length));
    collect(schemas[$ref.slice(PREFIX.length)], schemas, names);
  }
  Object.values(value).forEach((one) => collect(one, schemas, names));
}
