import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import express, { type Request, type Response } from 'express';
import { Problem } from '../problems/index.js';
import { inspectInput } from './inspect.js';

/** Bytes of a JSON body at most. Files have a limit of their own. */
const MAX_BYTES = 256 * 1024;

const parse = express.json({ limit: MAX_BYTES, strict: true, type: 'application/json' });

/**
 * Reads JSON bodies after the guards, so that nobody's body is parsed before it is known who sends it, and looks
 * through them once before anything else touches them. Uploads (multipart) are read by their routes.
 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler) {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (hasBody(request) && !request.is('multipart/form-data')) {
      if (!request.is('application/json')) throw new Problem('request.mediaType');
      await readJson(request, http.getResponse<Response>());
      inspectInput(request.body);
    }
    return next.handle();
  }
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const readJson = (request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    parse(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(problemOfParser(error as { type?: string; status?: number }));
    });
  });

function problemOfParser(error: { type?: string; status?: number }): Problem {
  if (error.status === 413) return new Problem('request.tooLarge', { limit: `${MAX_BYTES / 1024} kB` });
  if (error.status === 415) return new Problem('request.mediaType');
  return new Problem('request.notJson');
}
