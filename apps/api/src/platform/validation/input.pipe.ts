import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldProblem, Problem } from '../problems/index.js';
import { Clock } from '../settings/index.js';
import { implausibleDates } from './date-ranges.js';
import { fieldProblems } from './field-problems.js';
import { inspectInput } from './inspect.js';

class ValidationFailure extends Error {
  constructor(readonly errors: ValidationError[]) {
    super('invalid');
  }
}

const PARTS: Record<'body' | 'query' | 'param', FieldProblem['in']> = {
  body: undefined,
  query: 'query',
  param: 'path',
};

/**
 * The one gate of everything that comes in: texts are inspected, unknown fields refused, DTOs checked. What is wrong
 * is told as a problem with JSON pointers.
 */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor(private readonly clock: Clock) {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      stopAtFirstError: true,
      // The numbers in a sentence stand in the metadata of the target's class.
      validationError: { target: true, value: true },
      exceptionFactory: (errors) => new ValidationFailure(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const place = PARTS[metadata.type];
    inspectInput(value, place);
    const given = metadata.type === 'body' && value === undefined ? {} : value;
    if (metadata.type === 'body' && !isObject(given)) throw notAnObject();
    try {
      const dto: unknown = await super.transform(given, metadata);
      const unfit = implausibleDates(dto, this.clock.now());
      if (unfit.length > 0) throw invalid(unfit, place);
      return dto;
    } catch (error) {
      throw error instanceof ValidationFailure ? invalid(fieldProblems(error.errors), place) : error;
    }
  }
}

const invalid = (problems: FieldProblem[], place: FieldProblem['in']): Problem =>
  new Problem('request.invalid', {}, undefined, {
    errors: problems.map((one) => ({ ...(place && { in: place }), ...one })),
  });

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject = (): Problem =>
  new Problem('request.invalid', {}, undefined, { errors: [{ path: '', code: 'field.object' }] });
