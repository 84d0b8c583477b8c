import type { ReferenceKind } from '#persistence';
import type { FieldReference } from '../../../platform/commands/index.js';
import { stringsOf, type PayloadSchema } from './schema-walk.js';

/** Payloads name departments `department…` and attachments `evidence`; every other id is a person's. */
function kindOf(property: string): ReferenceKind {
  if (property.startsWith('department')) return 'department';
  return property === 'evidence' ? 'attachment' : 'person';
}

/** Every id that a payload refers to. */
export const referencesIn = (schema: PayloadSchema, payload: unknown): FieldReference[] =>
  stringsOf(schema, payload, (leaf) => leaf.schema.format === 'uuid').map(({ value, property, pointer }) => ({
    kind: kindOf(property),
    id: value,
    path: pointer,
  }));
