import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, RequestHandler } from 'express';
import sirv from 'sirv';

/** Where the build puts the web app, beside the compiled code. */
const FOLDER = fileURLToPath(new URL('../../../../../web', import.meta.url));

/** Names of these files carry a hash of what is in them. */
const HASHED = '/assets/';

/**
 * The web app at `/`: its files compressed at build, and its page for every address that is a page of it. Without a
 * build of it (specs of the API) nothing is served.
 */
export function serveWeb(app: NestExpressApplication, folder = FOLDER): void {
  if (!existsSync(folder)) return;
  const files: RequestHandler = sirv(folder, {
    brotli: true,
    gzip: true,
    single: true,
    setHeaders: (response, path) =>
      response.setHeader(
        'cache-control',
        path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  app.use(((request, response, next) =>
    isPage(request) ? files(request, response, next) : next()) as RequestHandler);
}

const isPage = ({ method, path }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') && path !== '/api' && !path.startsWith('/api/');
