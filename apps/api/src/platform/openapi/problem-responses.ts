import type { OpenAPIObject } from '@nestjs/swagger';
import { translate } from '#i18n';
import { problemDocument, Problem } from '../problems/index.js';
import type { Json } from './json.js';
import { STEP_ACTION } from './step-actions.js';

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  description: 'RFC 9457 问题说明 · A problem after RFC 9457',
  properties: {
    type: { type: 'string', format: 'uri', description: '问题类型 · URI of the kind of problem' },
    title: { type: 'string', description: '概要 · Summary of the status' },
    status: { type: 'integer', description: 'HTTP 状态码 · HTTP status' },
    detail: { type: 'string', description: '给人看的说明 · A sentence for people, by Accept-Language' },
    code: { type: 'string', description: '稳定的代码 · Stable code' },
    errors: {
      type: 'array',
      description: '有误的字段 · The fields that are wrong',
      items: {
        type: 'object',
        properties: {
          in: {
            type: 'string',
            enum: ['query', 'path', 'header'],
            description: '所在位置，缺省为正文 · Where the field stands; the body unless told',
          },
          path: { type: 'string', description: 'JSON 指针 · JSON pointer' },
          code: { type: 'string', description: '稳定的代码 · Stable code' },
          detail: { type: 'string', description: '说明 · A sentence for people' },
        },
        required: ['path', 'code', 'detail'],
      },
    },
    traceId: { type: 'string', description: '查日志用的编号 · Finds the request in the log' },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

/** One example a status; the code is one of those that the status may carry. */
const EXAMPLES = {
  400: new Problem('request.invalid', {}, undefined, {
    errors: [{ path: '/villageId', code: 'field.uuid' }],
  }),
  401: new Problem('auth.tokenExpired'),
  403: new Problem('auth.roleMissing'),
  404: new Problem('request.notFound'),
  409: new Problem('case.closed'),
  412: new Problem('request.stale'),
  413: new Problem('request.tooLarge', { limit: '256 kB' }),
  415: new Problem('request.mediaType'),
  422: new Problem('request.idempotencyKeyReused'),
  428: new Problem('request.ifMatchMissing'),
  429: new Problem('request.tooMany'),
  500: new Problem('server.failed'),
  503: new Problem('server.unavailable'),
} as const;
type Status = keyof typeof EXAMPLES;

interface Operation {
  parameters?: { in?: string; name?: string }[];
  requestBody?: unknown;
  responses: Record<string, Json>;
}

/** Tells of every operation which problems it may answer with. */
export function describeProblems(document: OpenAPIObject): void {
  const components = (document.components ??= {});
  (components.schemas ??= {})['Problem'] = PROBLEM_SCHEMA as object;
  const used = new Set<Status>();
  for (const [path, item] of Object.entries(document.paths))
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method] as Operation | undefined;
      for (const status of operation ? statuses(path, method, operation) : []) {
        operation!.responses[status] ??= { $ref: `#/components/responses/Problem${status}` };
        used.add(status);
      }
    }
  components.responses = Object.fromEntries(
    [...used].sort().map((status) => [`Problem${status}`, responseOf(EXAMPLES[status])]),
  ) as unknown as typeof components.responses;
}

function statuses(path: string, method: string, operation: Operation): Status[] {
  const { parameters = [], requestBody } = operation;
  const isOpen = 'security' in operation && (operation.security as unknown[]).length === 0;
  const changes = method !== 'get';
  // A place or village that the caller may not see is not found.
  const asksForOne = parameters.some((one) => one.in === 'query' && one.name?.endsWith('Id'));
  const takes = (name: string): boolean => parameters.some((one) => one.name?.toLowerCase() === name);
  return [
    ...(parameters.length > 0 || requestBody ? [400 as const] : []),
    // Whoever signs in is told by 401 as well that it failed.
    ...(isOpen && !changes ? [] : [401 as const]),
    ...(isOpen ? [] : [403 as const]),
    ...(!isOpen && (path.includes('{') || changes || asksForOne) ? [404 as const] : []),
    ...(changes && !isOpen ? ([409, 422] as const) : []),
    ...(takes('if-match') ? [412 as const] : []),
    ...(STEP_ACTION.test(path) ? [428 as const] : []),
    ...(requestBody ? ([413, 415] as const) : []),
    ...(path.startsWith('/api/health') ? [] : [429 as const]),
    500,
    503,
  ];
}

function responseOf(problem: Problem): Json {
  const { title } = problemDocument(problem, 'en');
  const titleZh = translate(`problem.${problem.status}`, 'zh-CN');
  return {
    description: `${titleZh} · ${title}`,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: problemDocument(problem, 'zh-CN') as unknown as Json,
      },
    },
  };
}
