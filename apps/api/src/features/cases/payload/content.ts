import type { ContentRef } from '#domain';
import { mapStrings, stringsOf, type PayloadSchema } from './schema-walk.js';

const isContent = ({ schema }: { schema: PayloadSchema }): boolean => schema.format === 'content';

/** The texts of a payload that go into the content store, in the order in which {@link withRefs} takes them back. */
export const textsOf = (schema: PayloadSchema, payload: unknown): string[] =>
  stringsOf(schema, payload, isContent).map(({ value }) => value);

/** The payload with each text replaced by its reference. */
export function withRefs(
  schema: PayloadSchema,
  payload: unknown,
  refs: readonly ContentRef[],
): Record<string, unknown> {
  const waiting = [...refs];
  const replaced = mapStrings(schema, payload, (leaf) => {
    if (!isContent(leaf)) return leaf.value;
    const ref = waiting.shift();
    if (!ref) throw new Error(`no content reference for ${leaf.pointer}`);
    return ref;
  });
  if (waiting.length > 0) throw new Error(`${waiting.length} content references too many`);
  return replaced as Record<string, unknown>;
}

/** References are recognised by their shape: nothing else in events has exactly these two members. */
export function isContentRef(value: unknown): value is ContentRef {
  if (typeof value !== 'object' || value === null) return false;
  const { content, digest, ...more } = value as Record<string, unknown>;
  return typeof content === 'string' && typeof digest === 'string' && Object.keys(more).length === 0;
}

/** Every reference in a value, at any depth. */
export function refsIn(value: unknown): ContentRef[] {
  if (isContentRef(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(refsIn);
}

/** The value with each reference replaced by its text, or by null where the text has been erased. */
export function hydrate(value: unknown, texts: ReadonlyMap<string, string | null>): unknown {
  if (isContentRef(value)) return texts.get(value.content) ?? null;
  if (Array.isArray(value)) return value.map((item) => hydrate(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hydrate(member, texts)]));
}
