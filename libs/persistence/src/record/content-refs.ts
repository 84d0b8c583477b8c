import type { ContentRef } from '#domain';

/** Every reference into the content store within a value, however deep. */
export function contentRefs(value: unknown): ContentRef[] {
  const found: ContentRef[] = [];
  collect(value, found);
  return found;
}

function collect(value: unknown, found: ContentRef[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (isContentRef(value)) found.push(value);
  else for (const part of Object.values(value)) collect(part, found);
}

const isContentRef = (value: object): value is ContentRef =>
  'content' in value &&
  typeof value.content === 'string' &&
  'digest' in value &&
  typeof value.digest === 'string';
