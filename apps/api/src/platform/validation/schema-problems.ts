import type { ErrorObject } from 'ajv';
import { type FieldProblem, Problem, type ProblemCode } from '../problems/index.js';
import { escapePointer } from './inspect.js';

type Params = Record<string, unknown>;
const FORMATS: Record<string, ProblemCode> = {
  uuid: 'field.uuid',
  date: 'field.date',
  'date-time': 'field.instant',
};
const TYPES: Record<string, ProblemCode> = {
  string: 'field.text',
  integer: 'field.wholeNumber',
  number: 'field.wholeNumber',
  boolean: 'field.boolean',
  array: 'field.list',
  object: 'field.object',
};

const READINGS: Record<string, (params: Params) => Omit<FieldProblem, 'path'>> = {
  required: () => ({ code: 'field.required' }),
  additionalProperties: () => ({ code: 'field.unknown' }),
  type: ({ type }) => ({ code: TYPES[String(type)] ?? 'field.invalid' }),
  format: ({ format }) => ({ code: FORMATS[String(format)] ?? 'field.invalid' }),
  enum: ({ allowedValues }) => ({
    code: 'field.oneOf',
    params: { values: (allowedValues as unknown[]).map(String) },
  }),
  const: ({ allowedValue }) => ({ code: 'field.oneOf', params: { values: [String(allowedValue)] } }),
  minLength: () => ({ code: 'field.required' }),
  maxLength: ({ limit }) => ({ code: 'field.tooLong', params: { max: Number(limit) } }),
  minItems: ({ limit }) => ({ code: 'field.tooFew', params: { min: Number(limit) } }),
  maxItems: ({ limit }) => ({ code: 'field.tooMany', params: { max: Number(limit) } }),
  uniqueItems: () => ({ code: 'field.twice' }),
  minimum: ({ limit }) => ({ code: 'field.tooSmall', params: { min: Number(limit) } }),
  maximum: ({ limit }) => ({ code: 'field.tooBig', params: { max: Number(limit) } }),
};

/** What Ajv found in the part of the body at `prefix` (such as `/payload`), in the words of other bad input. */
export const schemaProblem = (errors: readonly ErrorObject[], prefix = ''): Problem =>
  new Problem('request.invalid', {}, undefined, {
    errors: errors.map((error) => fieldProblem(error, prefix)),
  });

function fieldProblem({ keyword, instancePath, params }: ErrorObject, prefix: string): FieldProblem {
  const { missingProperty, additionalProperty } = params as { [name in string]?: string };
  const member = missingProperty ?? additionalProperty;
  const path = `${prefix}${instancePath}${member === undefined ? '' : `/${escapePointer(member)}`}`;
  return { path, ...(READINGS[keyword]?.(params as Params) ?? { code: 'field.invalid' }) };
}
