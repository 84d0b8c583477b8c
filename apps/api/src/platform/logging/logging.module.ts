import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LogConfig } from '#config';
import { LoggerModule } from 'nestjs-pino';
import { describeError } from './describe-error.js';

/** A UUID, or a trace id after W3C Trace Context: whatever else a client sends might be a name or a number of somebody. */
const TRACE_ID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The pattern of the route, never the address itself: people type names into addresses. */
const routeOf = (request: IncomingMessage): string => {
  const { route, baseUrl = '' } = request as { route?: { path?: string }; baseUrl?: string };
  return route?.path ? `${baseUrl}${route.path}` : '(none)';
};

const line = (request: IncomingMessage, response: ServerResponse, value: object) => ({
  ...(value as { responseTime?: number; reqId?: unknown }),
  method: request.method,
  route: routeOf(request),
  status: response.statusCode,
  account: (request as { account?: { id: string } }).account?.id,
  req: undefined,
  res: undefined,
  err: undefined,
});

/** One line a request: method, route, status, milliseconds, and the account's id. No bodies, queries, headers or names. */
export const loggingModule = LoggerModule.forRootAsync({
  inject: [LogConfig],
  useFactory: ({ level }: LogConfig) => ({
    pinoHttp: {
      level,
      quietReqLogger: true,
      quietResLogger: true,
      genReqId: (request: IncomingMessage, response: ServerResponse) => {
        const given = request.headers['x-request-id'];
        const id = typeof given === 'string' && TRACE_ID.test(given) ? given : randomUUID();
        response.setHeader('x-request-id', id);
        return id;
      },
      serializers: { err: describeError, req: () => undefined, res: () => undefined },
      customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
        error || response.statusCode >= 500 ? 'error' : 'info',
      customSuccessObject: line,
      customErrorObject: (request, response, _error, value) => line(request, response, value as object),
    },
  }),
});
