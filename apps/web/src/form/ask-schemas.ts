import type { FieldSchema } from './schema';

/** Small schemas for what isn't a step: written here, for the API has a plain body for each. */
export const words = (title: string, maxLength = 4_000): FieldSchema => ({
  type: 'string',
  format: 'content',
  maxLength,
  title,
});
export const line = (title: string): FieldSchema => ({ type: 'string', maxLength: 100, title });
export const oneOf = (title: string, labels: Record<string, string>): FieldSchema => ({
  enum: Object.keys(labels),
  title,
  'x-labels': labels,
});
export const object = (
  properties: Record<string, FieldSchema>,
  required = Object.keys(properties),
): FieldSchema => ({ type: 'object', properties, required });
