import { VersioningType } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { NextFunction, Request, Response } from 'express';
import { serveDocument } from './platform/openapi/index.js';
import { notFound, sendProblem } from './platform/problems/index.js';
import { Clock } from './platform/settings/index.js';
import { serveWeb } from './platform/web/index.js';

/**
 * What the web app and the page of API documents need: their own scripts and pictures, what was recorded or photographed
 * a moment ago (blob:), and styles that they write into themselves.
 */
const CONTENT_POLICY = {
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    mediaSrc: ["'self'", 'blob:'],
    manifestSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: null,
  },
};

/** Paths, headers and versions: what the server and the OpenAPI document have in common. */
export function shapeHttp(app: NestExpressApplication): void {
  app.setGlobalPrefix('api');
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  // An ETag is a case's version here, never a digest of the answer.
  app.set('etag', false);
  app.set('trust proxy', 'loopback');
  app.use(helmet({ contentSecurityPolicy: CONTENT_POLICY }));
  // Names and matters of people are nothing for the store of a browser or a proxy.
  // What is due is told by the product's time; the clocks of desks are wrong, and it may be played in moved time.
  const clock = app.get(Clock);
  app.use('/api/v1', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-now', String(clock.now()));
    next();
  });
  serveDocument(app);
}

/** After all routes: the framework answers below its prefix only, the web app elsewhere. */
export function answerUnmatched(app: NestExpressApplication): void {
  serveWeb(app);
  app.use((request: Request, response: Response) => sendProblem(request, response, notFound()));
}
