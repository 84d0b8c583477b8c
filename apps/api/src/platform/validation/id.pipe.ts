import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Problem } from '../problems/index.js';

/** `@Param('id', IdPipe) id`: refuses what can't be an id, and writes the id in lower case. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown, { data }: { data?: string } = {}): string {
    if (typeof value === 'string' && isUUID(value, 'all')) return value.toLowerCase();
    throw new Problem('request.invalid', {}, undefined, {
      errors: [{ in: 'path', path: `/${data ?? 'id'}`, code: 'field.uuid' }],
    });
  }
}
