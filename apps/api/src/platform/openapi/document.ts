import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('群英议事 · Qunying')
    .setVersion('1')
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** `/api/openapi.json`, and browsable at `/api/docs`. Made when it is first asked for. */
export function serveDocument(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
}
