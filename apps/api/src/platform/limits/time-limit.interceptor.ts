import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, throwError, timeout } from 'rxjs';
import { Problem } from '../problems/index.js';

const LIMIT_MS = 30_000;

/** An answer that doesn't come is given up; whoever repeats with the same key finds out what became of it. */
@Injectable()
export class TimeLimitInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const slow = (): Problem =>
      new Problem(503, 'server.slow', {}, undefined, { headers: { 'retry-after': '5' } });
    return next.handle().pipe(timeout({ each: LIMIT_MS, with: () => throwError(slow) }));
  }
}
