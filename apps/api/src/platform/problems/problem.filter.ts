import { languageOf } from '#i18n';
import { InvalidCursorError } from '#persistence';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isOutage } from '../database/outage.js';
import { describeError } from '../logging/describe-error.js';
import { invalidCursor, Problem, type ProblemCode } from './problem.js';
import { problemDocument } from './sentence.js';

/** Every error leaves as a problem; what isn't foreseen leaves without details and is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = problemOf(error);
    if (problem.code === 'server.failed')
      this.logger.error({ traceId: request.id, error: describeError(error) });
    // An answer that has begun (a download) can only be broken off.
    if (response.headersSent) return void response.destroy();
    sendProblem(request, response, problem);
  }
}

export function sendProblem({ headers, id }: Request, response: Response, problem: Problem): void {
  const traceId = typeof id === 'string' ? id : undefined;
  const document = problemDocument(problem, languageOf(headers['accept-language']), traceId);
  response
    .status(problem.status)
    .set({ ...problem.headers, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(document));
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidCursorError) return invalidCursor();
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error);
  if (isOutage(error)) return unavailable(error);
  return new Problem('server.failed', {}, undefined, { cause: error });
}

const unavailable = (cause: unknown): Problem =>
  new Problem('server.unavailable', {}, undefined, { headers: { 'retry-after': '5' }, cause });

const CODES: Record<number, ProblemCode> = {
  400: 'request.malformed',
  401: 'auth.tokenMissing',
  403: 'auth.roleMissing',
  404: 'request.notFound',
  405: 'request.notFound',
  413: 'request.tooLarge',
  415: 'request.mediaType',
  429: 'request.tooMany',
  503: 'server.unavailable',
};

/** What the framework and its middleware throw. Their own sentences are in English only and not for people. */
function ofStatus(status: number, cause: unknown): Problem {
  const code = CODES[status] ?? (status < 500 ? 'request.malformed' : 'server.failed');
  return new Problem(code, {}, undefined, { cause });
}
