import 'reflect-metadata';
import { loadConfig } from '#config';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { shapeHttp } from './http-app.js';
import { openApiDocument } from './platform/openapi/index.js';

/** Nothing is started in a preview, so these are never used. */
const UNUSED = {
  DATABASE_URL: 'postgres://nobody@localhost/none',
  ENCRYPTION_KEYS: `none:${Buffer.alloc(32).toString('base64')}`,
  SESSION_SECRET: 'none'.repeat(8),
};

/** The OpenAPI document of the routes, without PostgreSQL, Temporal or settings. */
export async function offlineDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(loadConfig(UNUSED)), {
    preview: true,
    logger: false,
  });
  shapeHttp(app);
  return openApiDocument(app);
}
