import { Transform, type TransformFnParams } from 'class-transformer';

/** Digits only: `Number('')`, `0x10` and `1e3` are no numbers a person means in a setting. */
export function WholeNumber(): PropertyDecorator {
  return Transform(({ value }: TransformFnParams) => {
    if (typeof value !== 'string') return value as unknown;
    return /^\d+$/.test(value) ? Number(value) : Number.NaN;
  });
}

/** `true` or `false`; anything else stays a string and is refused by `@IsBoolean()`. */
export function Flag(): PropertyDecorator {
  return Transform(({ value }: TransformFnParams) => {
    if (value === 'true') return true;
    return value === 'false' ? false : (value as unknown);
  });
}
