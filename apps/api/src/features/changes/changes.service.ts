import { DatabaseConfig } from '#config';
import { CaseReader, listenToChanges } from '#persistence';
import {
  Injectable,
  type MessageEvent,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  bufferTime,
  concatMap,
  filter,
  from,
  interval,
  map,
  merge,
  type Observable,
  of,
  Subject,
  takeUntil,
  takeWhile,
} from 'rxjs';
import { AccountLoaderService, Scope } from '../../platform/auth/index.js';

/** What changes within it is told together. */
const TOGETHER_MS = 1_000;
/** Proxies cut what is silent; whether the session still runs is asked again, too. */
const HEARTBEAT_MS = 15_000;

/** Which cases changed, told to those who may see them: ids alone, whatever they are worth is asked for. */
@Injectable()
export class ChangesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly changed = new Subject<string[]>();
  private readonly ended = new Subject<void>();
  private stop: (() => Promise<void>) | undefined;

  constructor(
    private readonly reader: CaseReader,
    private readonly accounts: AccountLoaderService,
    private readonly database: DatabaseConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = listenToChanges(this.database.url, (ids) => this.changed.next(ids));
  }

  /** Streams would else keep a shutdown waiting. */
  end(): void {
    this.ended.next();
  }

  async onApplicationShutdown(): Promise<void> {
    this.end();
    await this.stop?.();
  }

  /** Ends with the session. */
  of(sessionId: string): Observable<MessageEvent> {
    const ids = this.changed.pipe(
      bufferTime(TOGETHER_MS),
      map((batches) => [...new Set(batches.flat())]),
      filter((batch) => batch.length > 0),
    );
    const beats = interval(HEARTBEAT_MS).pipe(map((): string[] => []));
    return merge(of<string[]>([]), ids, beats).pipe(
      concatMap((batch) => from(this.seen(sessionId, batch))),
      takeWhile((seen) => seen !== undefined),
      map((cases): MessageEvent => ({ data: { cases } })),
      takeUntil(this.ended),
    );
  }

  /** Those of the cases that the account may see; undefined when the session has ended. */
  private async seen(sessionId: string, ids: string[]): Promise<string[] | undefined> {
    const account = await this.accounts.ofSession(sessionId);
    if (!account) return undefined;
    return ids.length === 0 ? [] : this.reader.seenOf(new Scope(account).cases(), ids);
  }
}
