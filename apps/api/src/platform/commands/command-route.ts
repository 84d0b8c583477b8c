import { applyDecorators, HttpCode, type NestInterceptor, Post, UseInterceptors } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { map } from 'rxjs';
import { ApiIdempotencyKey } from '../idempotency/index.js';
import { ApiIfMatch } from '../versions/index.js';

export interface CommandDocs {
  operationId: string;
  summary: string;
  description: string;
}

/**
 * A POST that carries out a command: repeatable by its key, refused when the sender looked at an older version.
 *
 * @param answer tells what became of what the handler has sent
 */
export const CommandRoute = <Sent>(
  path: string,
  docs: CommandDocs,
  answer: (sent: Sent, response: Response) => unknown,
) =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    ApiOperation(docs),
    ApiIdempotencyKey(),
    ApiIfMatch(),
    UseInterceptors(answeredBy(answer)),
  );

const answeredBy = <Sent>(answer: (sent: Sent, response: Response) => unknown): NestInterceptor<Sent> => ({
  intercept: (context, next) =>
    next.handle().pipe(map((sent) => answer(sent, context.switchToHttp().getResponse<Response>()))),
});
