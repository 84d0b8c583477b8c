/** The launcher behind `npm start`: brings PostgreSQL, Temporal and the product up, keeps them up, ends them in order. */
import { listenTrouble } from '#runtime';
import { complain } from '../lib/progress.mjs';
import { bringUp } from './bring-up.js';
import { DataFolder } from './data-folder.js';
import { LauncherLock, orphanProduct } from './lock.js';
import { notes, troubles } from './messages.js';
import { stopOrphans } from './orphans.js';
import { readSettings } from './settings.js';
import { Supervisor } from './supervisor.js';

/** `npm run dev`. */
const WATCH = process.argv.includes('--watch');
/** The terminal and npm both pass one Ctrl-C on: what comes that soon after is the same one. */
const SAME_SIGNAL_MS = 1_000;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const { port, host, url } = settings.config.http;
  const folder = new DataFolder(settings.dataDir);
  folder.open();
  const lock = new LauncherLock(folder.lockFile);
  const orphan = orphanProduct(folder.lockFile);
  const other = lock.acquire(url);
  if (other) throw troubles.alreadyRunning(other.url, other.pid);
  try {
    await stopOrphans(folder, orphan);
    await checkPort(port, host);
    const supervisor = new Supervisor({
      started: (service, child) => lock.note(service.name, child.pid),
      ended: (service, how) => console.log(notes.ended(service.title, how)),
      failed: (service, error, delayMs) =>
        console.log(notes.notBack(service.title, firstLine(error), delayMs / 1000)),
      back: (service) => console.log(notes.back(service.title)),
    });
    const given = new AbortController();
    const end = endOnSignals(supervisor, given);
    try {
      await bringUp({ settings, folder, supervisor, signal: given.signal, watch: WATCH });
      // Whoever started us with a channel (the tests do) needn't read the banner.
      process.send?.({ url });
    } catch (error) {
      if (!given.signal.aborted) {
        await supervisor.stop();
        throw error;
      }
    }
    await end;
  } finally {
    lock.release();
  }
}

async function checkPort(port: number, host: string): Promise<void> {
  const trouble = await listenTrouble(port, host);
  if (trouble === 'EADDRINUSE') throw troubles.portInUse(port, host);
  if (trouble === 'EACCES') throw troubles.portNotAllowed(port);
  if (trouble === 'EADDRNOTAVAIL') throw troubles.notOurAddress(host);
  if (trouble) throw new Error(trouble);
}

/** Resolves once a signal has come and everything is stopped. The one owner of signals. */
function endOnSignals(supervisor: Supervisor, given: AbortController): Promise<void> {
  return new Promise((done) => {
    let first = 0;
    const onSignal = (): void => {
      if (first === 0) {
        first = Date.now();
        given.abort();
        console.log(notes.stopping);
        void supervisor.stop().then(() => {
          console.log(notes.stopped);
          done();
        });
      } else if (Date.now() - first > SAME_SIGNAL_MS) {
        console.log(notes.hurrying);
        void supervisor.hurry().then(done);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    // The script that started us was killed.
    process.once('disconnect', onSignal);
  });
}

/** The sentence, without the log that may follow it: a service that doesn't come back says it again and again. */
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

try {
  await main();
  process.exit(0);
} catch (error) {
  complain(error);
  process.exit(1);
}
