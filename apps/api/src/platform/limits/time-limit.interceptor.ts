import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Observable, throwError, timeout } from 'rxjs';
import { Problem } from '../problems/index.js';

const LIMIT_MS = 30_000;
const TIME_LIMIT = 'qunying:timeLimit';

/** The route may take so many milliseconds: it reads an upload itself, say. */
export const TimeLimit = (ms: number) => SetMetadata(TIME_LIMIT, ms);

/** An answer that doesn't come is given up; whoever repeats with the same key finds out what became of it. */
@Injectable()
export class TimeLimitInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const slow = (): Problem =>
      new Problem('server.slow', {}, undefined, { headers: { 'retry-after': '5' } });
    const each = this.reflector.get<number | undefined>(TIME_LIMIT, context.getHandler()) ?? LIMIT_MS;
    return next.handle().pipe(timeout({ each, with: () => throwError(slow) }));
  }
}
