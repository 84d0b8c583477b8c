import { stringsOf, type PayloadSchema } from './schema-walk.js';

export type ReferenceKind = 'person' | 'department' | 'attachment';

/** An id in a payload and what it must be the id of. */
export interface Reference {
  kind: ReferenceKind;
  id: string;
  path: string;
}

/** Payloads name departments `department…` and attachments `evidence`; every other id is a person's. */
function kindOf(property: string): ReferenceKind {
  if (property.startsWith('department')) return 'department';
  return property === 'evidence' ? 'attachment' : 'person';
}

/** Every id that a payload refers to. */
export const referencesIn = (schema: PayloadSchema, payload: unknown): Reference[] =>
  stringsOf(schema, payload, (leaf) => leaf.schema.format === 'uuid').map(({ value, property, pointer }) => ({
    kind: kindOf(property),
    id: value,
    path: pointer,
  }));
