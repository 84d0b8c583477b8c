import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Queryable } from './pool.js';

const CHANNEL = 'qunying_changes';
/** What changed within so many milliseconds is told together. */
const TOGETHER_MS = 250;
/** A notification takes 8,000 bytes: so many ids fit with room to spare. */
const AT_MOST = 150;
const AGAIN_MS = 2_000;

/**
 * Tells which cases changed, after it was recorded: within the transaction a notification would make commits wait for
 * one another. Ids only. What isn't told is seen at the next look.
 */
export class ChangeAnnouncer {
  private readonly waiting = new Set<string>();

  constructor(private readonly db: Queryable) {}

  tell(caseId: string): void {
    if (this.waiting.size === 0) setTimeout(() => void this.send(), TOGETHER_MS).unref();
    this.waiting.add(caseId);
  }

  private async send(): Promise<void> {
    const ids = [...this.waiting];
    this.waiting.clear();
    for (let at = 0; at < ids.length; at += AT_MOST)
      await this.db
        .query('SELECT pg_notify($1, $2)', [CHANNEL, ids.slice(at, at + AT_MOST).join(' ')])
        .catch(() => undefined);
  }
}

/** Listens on a connection of its own, made again whenever it is lost. Returns how to end it. */
export function listenToChanges(
  databaseUrl: string,
  changed: (caseIds: string[]) => void,
): () => Promise<void> {
  let client: pg.Client | undefined;
  let ended = false;
  const listen = async (): Promise<void> => {
    while (!ended) {
      client = new pg.Client({ connectionString: databaseUrl, application_name: 'qunying-changes' });
      const lost = new Promise<void>((done) => {
        client!.once('error', () => done());
        client!.once('end', () => done());
      });
      client.on('notification', ({ payload = '' }) => changed(payload.split(' ').filter(Boolean)));
      await client
        .connect()
        .then(() => client!.query(`LISTEN ${CHANNEL}`))
        .then(() => lost)
        .catch(() => undefined);
      await client.end().catch(() => undefined);
      if (!ended) await sleep(AGAIN_MS, undefined, { ref: false });
    }
  };
  void listen();
  return async () => {
    ended = true;
    await client?.end().catch(() => undefined);
  };
}
