import { type Answered, REMEMBERED } from '#contracts';
import { CaseReader, discardedCommands, type Pool } from '#persistence';
import type { AnyEvent } from './subject.js';

/** What PostgreSQL holds of a case or order. */
export interface RecordedRun {
  events: AnyEvent[];
  /** Ids of its commands: recorded, or given up by an operator. */
  settled: Set<string>;
  /** The last ones, for repeats. */
  handled: Answered[];
  /** The audit chain's hash at the last event, by which a new run proves that nothing was recorded after it. */
  head: string | undefined;
}

export async function readRecorded(pool: Pool, id: string): Promise<RecordedRun> {
  const reader = new CaseReader(pool);
  const events = (await reader.events(id)) as AnyEvent[];
  const head = await reader.auditHash(id, events.at(-1)?.seq ?? 0);
  const commands = await reader.commands(id);
  const discarded = await discardedCommands(pool, id);
  return {
    events,
    settled: new Set([...commands.map(({ commandId }) => commandId), ...discarded]),
    handled: commands.slice(-REMEMBERED),
    head,
  };
}
