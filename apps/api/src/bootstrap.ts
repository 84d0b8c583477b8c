import 'reflect-metadata';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type Config, loadConfig } from '#config';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { answerUnmatched, shapeHttp } from './http-app.js';
import { ChangesService } from './features/changes/index.js';
import { Readiness } from './platform/health/index.js';
import type { Clock } from './platform/settings/index.js';

export interface RunningApi {
  /** Where it answers. */
  url: string;
  /** Not ready any more, and no new connections; requests in flight go on. */
  stopAccepting(): void;
  /** Waits for the requests in flight, then closes clients and pools. */
  close(): Promise<void>;
}

/** A whole request with its body; a photograph over a weak network takes its time. */
const REQUEST_MS = 120_000;
const HEADERS_MS = 15_000;
const KEEP_ALIVE_MS = 65_000;
/** After that long, whoever is still connected is cut off. */
const DRAIN_MS = 30_000;
const IDLE_MS = 100;

/**
 * Starts the API. It owns no signals: who starts it also ends it.
 *
 * @param clock the machine's, unless the product is played in moved time
 * @throws SettingsError when a setting isn't allowed; the error of PostgreSQL when that can't be reached
 */
export async function startApi(config: Config = loadConfig(), clock?: Clock): Promise<RunningApi> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, clock), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  shapeHttp(app);
  await app.init();
  answerUnmatched(app);
  const server: Server = app.getHttpServer();
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = HEADERS_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await app.listen(config.http.port, config.http.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const readiness = app.get(Readiness);
  const changes = app.get(ChangesService, { strict: false });
  const closed = once(server, 'close');
  const stopAccepting = (): void => {
    readiness.stopAccepting();
    changes.end();
    if (server.listening) server.close();
  };
  return {
    url: config.http.url,
    stopAccepting,
    close: async () => {
      stopAccepting();
      await drained(server, closed);
      await app.close();
    },
  };
}

/** Connections that clients keep open for later are closed as soon as they are idle; who is too slow is cut off. */
async function drained(server: Server, closed: Promise<unknown>): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
  const cutOff = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cutOff);
}
