import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { closeRequestBodies } from './closed-bodies.js';
import type { Json } from './json.js';
import { openRoutes } from './open-routes.js';
import { describePaths } from './path-parameters.js';
import { describeProblems } from './problem-responses.js';
import { toJsonSchema2020 } from './schema-31.js';
import { describeStepActions } from './step-actions.js';
import { TAGS } from './tags.js';

const DESCRIPTION = `基层议事办件系统的接口。时间为 RFC 3339，应答用 +08:00；编号为 UUID；错误为 RFC 9457 \`application/problem+json\`，中文为主，可用 \`Accept-Language: en\` 取英文。凡是改变数据的 POST 都要带 \`Idempotency-Key\`：同一键重发得到同一结果，换了内容则拒绝（422）。列表用游标翻页。

The API of the case management service for grass-roots deliberation. Instants are RFC 3339, answers use +08:00; ids are UUIDs; errors are RFC 9457 problems, in Chinese unless \`Accept-Language\` prefers English. Every POST that changes something takes an \`Idempotency-Key\`: a repeat gets the same answer, another body is refused (422). Lists page by cursor.`;

const SECURITY = 'accessToken';

/** The OpenAPI 3.1 document of the running routes. Needs neither database nor Temporal. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('群英议事 · Qunying')
    .setDescription(DESCRIPTION)
    .setVersion('1.0.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', '本机 · This server')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'POST /api/v1/sessions 所得的 accessToken · The accessToken of POST /api/v1/sessions',
      },
      SECURITY,
    )
    .addSecurityRequirements(SECURITY);
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build());
  document.info.contact = { name: '群英议事 · Qunying' };
  openRoutes(document);
  describePaths(document);
  describeStepActions(document);
  closeRequestBodies(document);
  describeProblems(document);
  toJsonSchema2020(document as unknown as Json);
  return document;
}

/** `/api/openapi.json`, and browsable at `/api/docs`. Made when it is first asked for. */
export function serveDocument(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= openApiDocument(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: '群英议事 · Qunying API',
    swaggerOptions: { docExpansion: 'none' },
  });
}
