import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  isEmail,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  MinLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { DateRange } from '#domain';
import { Ranged } from './date-ranges.js';
import { isLocalDate, parseInstant } from './instants.js';
import { hasVisibleCharacter } from './visible.js';

/** Any UUID by its shape; ids of cases are version 8, all others version 7. */
const ANY_UUID = 'all';

export interface FieldOptions {
  /** `中文 · English`. */
  description: string;
  example?: unknown;
  /** May be left out; null is still refused unless `nullable`. */
  optional?: boolean;
  nullable?: boolean;
}

/** One field of a DTO: its documentation and its checks said together. */
function field(
  { optional = false, nullable = false, ...documented }: FieldOptions,
  schema: ApiPropertyOptions,
  checks: PropertyDecorator[],
): PropertyDecorator {
  const skip = ValidateIf(
    (_object, value: unknown) => !((optional && value === undefined) || (nullable && value === null)),
  );
  const options = { ...schema, ...documented, required: !optional, ...(nullable && { nullable }) };
  return applyDecorators(ApiProperty(options as ApiPropertyOptions), skip, ...checks);
}

const check = (name: string, validate: (value: unknown) => boolean, each = false): PropertyDecorator =>
  ValidateBy({ name, validator: { validate } }, { each });

const isNotBlank = (value: unknown): boolean => typeof value !== 'string' || hasVisibleCharacter(value);

/** Text of `min` to `max` characters, one of them visible. The first check that fails is told: types come first. */
export const TextField = ({
  min = 1,
  max = 200,
  ...options
}: FieldOptions & { min?: number; max?: number }): PropertyDecorator =>
  field(options, { type: String, minLength: min, maxLength: max }, [
    IsString(),
    check('isBlank', isNotBlank),
    MinLength(min),
    MaxLength(max),
  ]);

/** A list of texts, each of 1 to `maxLength` characters. */
export const TextsField = ({
  max,
  maxLength,
  ...options
}: FieldOptions & { max: number; maxLength: number }): PropertyDecorator =>
  field(options, { type: 'array', items: { type: 'string', minLength: 1, maxLength }, maxItems: max }, [
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    check('isBlank', isNotBlank, true),
    MaxLength(maxLength, { each: true }),
  ]);

/** By which somebody signs in: in any case typed, kept in lower case. */
export const UsernameField = (options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    LowerCase(),
    field(options, { type: String, minLength: 3, maxLength: 40, pattern: USERNAME.source }, [
      IsString(),
      check('isUsername', (value) => typeof value === 'string' && USERNAME.test(value)),
    ]),
  );
const USERNAME = /^[a-z][a-z0-9.-]{2,39}$/;

/** Ids are compared as text, so there is one way to write them. */
const LowerCase = (): PropertyDecorator =>
  Transform(({ value }: TransformFnParams): unknown =>
    Array.isArray(value) ? value.map(lowerCase) : lowerCase(value),
  );
const lowerCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

const SOME_ID = '019a0000-0000-7000-8000-000000000001';

export const IdField = (options: FieldOptions): PropertyDecorator =>
  field({ example: SOME_ID, ...options }, { type: String, format: 'uuid' }, [IsUUID(ANY_UUID), LowerCase()]);

export interface ListOptions extends FieldOptions {
  max?: number;
  min?: number;
}

export const IdsField = ({ max = 200, min = 0, ...options }: ListOptions): PropertyDecorator =>
  field(
    { example: [SOME_ID], ...options },
    {
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      uniqueItems: true,
      minItems: min,
      maxItems: max,
    },
    [
      LowerCase(),
      IsArray(),
      ArrayMaxSize(max),
      ArrayMinSize(min),
      IsUUID(ANY_UUID, { each: true }),
      ArrayUnique(),
    ],
  );

/** One of some codes. */
export const CodeField = ({ values, ...options }: FieldOptions & { values: readonly string[] }) =>
  field(options, { type: String, enum: [...values] }, [IsIn([...values])]);

export const FlagField = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: Boolean }, [IsBoolean()]);

/** `true` or `false` in a query. */
export const QueryFlagField = (options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: TransformFnParams): unknown =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    FlagField(options),
  );

export const IntegerField = ({ min, max, ...options }: FieldOptions & { min: number; max: number }) =>
  field(options, { type: 'integer', minimum: min, maximum: max }, [IsInt(), Min(min), Max(max)]);

/** A list of whole numbers, each once. */
export const IntegersField = ({
  min,
  max,
  most,
  ...options
}: FieldOptions & { min: number; max: number; most: number }): PropertyDecorator =>
  field(
    options,
    {
      type: 'array',
      items: { type: 'integer', minimum: min, maximum: max },
      uniqueItems: true,
      maxItems: most,
    },
    [
      IsArray(),
      ArrayMaxSize(most),
      IsInt({ each: true }),
      Min(min, { each: true }),
      Max(max, { each: true }),
      ArrayUnique(),
    ],
  );

/** A whole number in a query: ASCII digits only. */
export const QueryIntegerField = (options: FieldOptions & { min: number; max: number }): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: TransformFnParams): unknown =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    IntegerField(options),
  );

/** Which days are allowed: a range, or `byRules` where the domain's rules judge what the command says. */
type RangeOptions = { range: DateRange | 'byRules' };
const ranged = (range: RangeOptions['range']): PropertyDecorator[] =>
  range === 'byRules' ? [] : [Ranged(range)];

/** RFC 3339 with offset; the DTO keeps the text, {@link parseInstant} reads it. */
export const InstantField = ({ range, ...options }: FieldOptions & RangeOptions): PropertyDecorator =>
  field({ example: '2026-03-02T09:30:00+08:00', ...options }, { type: String, format: 'date-time' }, [
    check('isInstant', (value) => parseInstant(value) !== undefined),
    ...ranged(range),
  ]);

/** A calendar date, `YYYY-MM-DD`. */
export const DateField = ({ range, ...options }: FieldOptions & RangeOptions): PropertyDecorator =>
  field({ example: '2026-03-02', ...options }, { type: String, format: 'date' }, [
    check('isLocalDate', isLocalDate),
    ...ranged(range),
  ]);

/** A year of the calendar. */
export const YearField = ({ range, ...options }: FieldOptions & { range: DateRange }): PropertyDecorator =>
  field(options, { type: 'integer', minimum: 1900, maximum: 2100 }, [
    IsInt(),
    Min(1900),
    Max(2100),
    Ranged(range),
  ]);

/** Chinese mobile or landline, digits with an optional +86, spaces and hyphens. */
const PHONE = /^\+?[0-9][0-9 -]{4,18}[0-9]$/;
export const PhoneField = (options: FieldOptions): PropertyDecorator =>
  field({ example: '13800000001', ...options }, { type: String, maxLength: 20, pattern: PHONE.source }, [
    check('isPhone', (value) => typeof value === 'string' && PHONE.test(value)),
  ]);

/** One e-mail address in ASCII. */
export const EmailField = (options: FieldOptions): PropertyDecorator =>
  field({ example: 'someone@example.org', ...options }, { type: String, format: 'email', maxLength: 254 }, [
    check('isEmailAddress', (value) => isEmail(value, { allow_utf8_local_part: false })),
  ]);

/** The generator tells a lazy type from a class by the function's name, which must be `type`. */
const lazily = (dto: () => new () => object) => ({ type: () => dto() });

/** A list of other DTOs. */
export const NestedListField = (
  type: () => new () => object,
  { max = 200, min = 0, ...options }: ListOptions,
): PropertyDecorator =>
  field(options, { ...lazily(type), isArray: true, minItems: min, maxItems: max }, [
    IsArray(),
    ArrayMaxSize(max),
    ArrayMinSize(min),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
  ]);

/** An object whose fields are checked elsewhere (by the JSON Schema of a step's action). */
export const ObjectField = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: 'object', additionalProperties: true }, [IsObject()]);
