import type { ReferenceKind } from '#persistence';
import type { FieldReference } from '../../../platform/commands/index.js';
import { stringsOf, type PayloadSchema } from './schema-walk.js';

/** Of the schemas' `x-refers` whatever is neither a department nor an attachment is a person. */
function kindOf({ 'x-refers': refers }: PayloadSchema): ReferenceKind {
  return refers === 'department' || refers === 'attachment' ? refers : 'person';
}

/** Every id that a payload refers to. */
export const referencesIn = (schema: PayloadSchema, payload: unknown): FieldReference[] =>
  stringsOf(schema, payload, (leaf) => leaf.schema.format === 'uuid').map(
    ({ value, schema: described, pointer }) => ({
      kind: kindOf(described),
      id: value,
      path: pointer,
    }),
  );
