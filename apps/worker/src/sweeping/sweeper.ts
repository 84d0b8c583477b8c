import {
  forgetTexts,
  forgetUploads,
  markAttached,
  type Pool,
  sweepIdempotency,
  sweepSessions,
  type SweepPage,
  unattachedUploads,
  type Unreferenced,
  unknownFiles,
  unreferencedTexts,
} from '#persistence';
import { Logger } from '@nestjs/common';
import type { FileFolder } from './file-folder.js';
import type { IsPending } from './pending-commands.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than anybody waits for a command to be accepted; what was accepted stays longer still. */
const KEPT_MS = 48 * HOUR_MS;
/** Nobody repeats a request with its key after a month. */
const KEYS_KEPT_MS = 30 * DAY_MS;
/** Rows a statement, so that none holds others up. */
const BATCH = 500;

type Swept = 'texts' | 'uploads' | 'files' | 'keys' | 'sessions';
type Page = (page: SweepPage) => Promise<Unreferenced[]>;

/** Removes what refused or given-up requests left behind: texts, uploads, files, and keys that nobody repeats. */
export class Sweeper {
  private readonly logger = new Logger('Sweeper');

  constructor(
    private readonly pool: Pool,
    private readonly files: FileFolder,
    private readonly now: () => number = Date.now,
    private readonly batch = BATCH,
  ) {}

  /**
   * What PostgreSQL knows of. Nothing goes whose command may still be recorded.
   *
   * @param signal ends it after the batch at hand
   */
  async sweep(isPending: IsPending, signal?: AbortSignal): Promise<void> {
    await this.each(
      'texts',
      isPending,
      (page) => unreferencedTexts(this.pool, page),
      signal,
      (ids) => forgetTexts(this.pool, ids),
    );
    const olderThan = this.now() - KEPT_MS;
    while ((await markAttached(this.pool, olderThan, this.batch)) === this.batch && !signal?.aborted);
    await this.each(
      'uploads',
      isPending,
      (page) => unattachedUploads(this.pool, page),
      signal,
      async (ids) => {
        const keys = await forgetUploads(this.pool, ids);
        for (const key of keys) await this.files.remove(key);
        return keys.length;
      },
    );
    await this.sweepKeys(signal);
  }

  /** Files of which PostgreSQL knows nothing: whoever wrote them died over it. */
  async sweepFolder(signal?: AbortSignal): Promise<void> {
    let swept = 0;
    for await (const old of this.files.olderThan(this.now() - KEPT_MS, this.batch)) {
      const keys = old.flatMap(({ key }) => key ?? []);
      const unknown = new Set(await unknownFiles(this.pool, keys));
      const left = old.filter(({ key }) => key === undefined || unknown.has(key));
      for (const { name } of left) await this.files.remove(name);
      swept += left.length;
      if (signal?.aborted) break;
    }
    this.tell('files', swept);
  }

  private async each(
    what: Swept,
    isPending: IsPending,
    pageOf: Page,
    signal: AbortSignal | undefined,
    forget: (ids: string[]) => Promise<number>,
  ): Promise<void> {
    const olderThan = this.now() - KEPT_MS;
    let swept = 0;
    for (let after: Unreferenced | undefined; ;) {
      const page = await pageOf({ olderThan, limit: this.batch, ...(after && { after }) });
      const left = await notPending(page, isPending);
      if (left.length > 0) swept += await forget(left);
      after = page.at(-1);
      if (page.length < this.batch || signal?.aborted) break;
    }
    this.tell(what, swept);
  }

  private async sweepKeys(signal: AbortSignal | undefined): Promise<void> {
    const olderThan = this.now() - KEYS_KEPT_MS;
    for (const [what, sweep] of [
      ['keys', sweepIdempotency],
      ['sessions', sweepSessions],
    ] as const) {
      let swept = 0;
      for (let last = this.batch; last === this.batch && !signal?.aborted; swept += last)
        last = await sweep(this.pool, olderThan, this.batch);
      this.tell(what, swept);
    }
  }

  private tell(what: Swept, swept: number): void {
    if (swept > 0) this.logger.log({ what, swept, msg: 'what nobody refers to is removed' });
  }
}

/** The texts of one command are asked for once. */
async function notPending(page: readonly Unreferenced[], isPending: IsPending): Promise<string[]> {
  const asked = new Map<string, Promise<boolean>>();
  const left: string[] = [];
  for (const { id, command } of page) {
    if (command) {
      const key = `${command.workflowId} ${command.commandId}`;
      if (!asked.has(key)) asked.set(key, isPending(command));
      if (await asked.get(key)) continue;
    }
    left.push(id);
  }
  return left;
}
