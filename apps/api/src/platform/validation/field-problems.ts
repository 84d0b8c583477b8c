import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { FieldProblem, ProblemCode } from '../problems/index.js';
import { escapePointer } from './inspect.js';

type Reading = (args: unknown[]) => Omit<FieldProblem, 'path'>;

const plain =
  (code: ProblemCode): Reading =>
  () => ({ code });

/** Constraints of class-validator and of {@link ./fields.ts} to our stable codes. */
const READINGS: Record<string, Reading> = {
  whitelistValidation: plain('field.unknown'),
  isString: plain('field.text'),
  isBlank: plain('field.required'),
  isUuid: plain('field.uuid'),
  isIn: ([values]) => ({ code: 'field.oneOf', params: { values: (values as unknown[]).map(String) } }),
  isInt: plain('field.wholeNumber'),
  isNumber: plain('field.wholeNumber'),
  min: ([min]) => ({ code: 'field.tooSmall', params: { min: Number(min) } }),
  max: ([max]) => ({ code: 'field.tooBig', params: { max: Number(max) } }),
  isBoolean: plain('field.boolean'),
  isArray: plain('field.list'),
  arrayMaxSize: ([max]) => ({ code: 'field.tooMany', params: { max: Number(max) } }),
  arrayMinSize: ([min]) => ({ code: 'field.tooFew', params: { min: Number(min) } }),
  arrayUnique: plain('field.twice'),
  minLength: ([min]) => ({ code: 'field.tooShort', params: { min: Number(min) } }),
  maxLength: ([max]) => ({ code: 'field.tooLong', params: { max: Number(max) } }),
  isObject: plain('field.object'),
  nestedValidation: plain('field.object'),
  isInstant: plain('field.instant'),
  isLocalDate: plain('field.date'),
  isUsername: plain('field.username'),
  isPhone: plain('field.phone'),
  isEmailAddress: plain('field.email'),
};

/** What class-validator found, as JSON pointers with stable codes. */
export function fieldProblems(errors: ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = `${parent}/${escapePointer(error.property)}`;
    const own = Object.keys(error.constraints ?? {}).slice(0, 1);
    return [
      ...own.map((constraint) => ({ path, ...read(error, constraint) })),
      ...fieldProblems(error.children ?? [], path),
    ];
  });
}

function read(error: ValidationError, constraint: string): Omit<FieldProblem, 'path'> {
  if (error.value === undefined && constraint !== 'whitelistValidation') return { code: 'field.required' };
  return READINGS[constraint]?.(argumentsOf(error, constraint)) ?? { code: 'field.invalid' };
}

/** class-validator reports only its English sentence; the numbers in it stand in the metadata. */
function argumentsOf({ target, property }: ValidationError, constraint: string): unknown[] {
  if (!target) return [];
  const metadata = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  const found = metadata.find((one) => one.propertyName === property && one.name === constraint);
  return (found?.constraints as unknown[] | undefined) ?? [];
}
