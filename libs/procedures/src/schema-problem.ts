import type { ErrorObject } from 'ajv';
import type { ParamsProblem } from '#domain';

type Given = Record<string, unknown>;

const list = (values: unknown): string =>
  Array.isArray(values) ? values.map(String).join(', ') : String(values);

/** Sentences for what people get wrong in practice; the rest is told in Ajv's words. */
const READINGS: Record<string, (given: Given) => Pick<ParamsProblem, 'code' | 'params'>> = {
  required: ({ missingProperty }) => ({ code: 'field.missing', params: { field: String(missingProperty) } }),
  additionalProperties: ({ additionalProperty }) => ({
    code: 'field.unknown',
    params: { field: String(additionalProperty) },
  }),
  type: ({ type }) => ({ code: 'field.type', params: { type: list(type) } }),
  enum: ({ allowedValues }) => ({ code: 'field.oneOf', params: { values: list(allowedValues) } }),
  const: ({ allowedValue }) => ({ code: 'field.oneOf', params: { values: String(allowedValue) } }),
  pattern: ({ pattern }) => ({ code: 'field.pattern', params: { pattern: String(pattern) } }),
  minimum: ({ limit }) => ({ code: 'field.tooSmall', params: { limit: Number(limit) } }),
  maximum: ({ limit }) => ({ code: 'field.tooBig', params: { limit: Number(limit) } }),
};

const escaped = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1');

/** An unknown field is pointed at itself, a missing one at the object that lacks it. */
const pointer = ({ instancePath, params }: ErrorObject): string => {
  const { additionalProperty } = params as { additionalProperty?: string };
  return additionalProperty === undefined ? instancePath : `${instancePath}/${escaped(additionalProperty)}`;
};

/** What Ajv found, without the branches (`if`, `$ref`) that only repeat it. */
export const schemaProblems = (errors: readonly ErrorObject[]): ParamsProblem[] =>
  errors
    .filter(({ keyword }) => keyword !== 'if')
    .map((error) => ({
      path: pointer(error),
      ...(READINGS[error.keyword]?.(error.params as Given) ?? {
        code: 'field.invalid',
        params: { reason: error.message ?? error.keyword },
      }),
    }));
