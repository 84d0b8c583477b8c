import type { Sequenced } from '#contracts';
import { timestamp } from '../pool.js';
import { contentRefs } from './content-refs.js';
import { chainStart, type LoggedEvent, toEventRow } from './event-row.js';

/** The parameters that the statements of cases and duties share, see `log-statements.ts`. */
export interface LogInput extends Record<string, unknown> {
  /** Of the case or the duty. */
  id: string;
  /** The last version before these events, and after them. */
  before: number;
  after: number;
  events: string;
  commands: string;
  contentIds: string[];
  chainStart: Buffer;
}

export const logInput = (
  id: string,
  events: readonly LoggedEvent[],
  commands: readonly Sequenced[],
): LogInput => ({
  id,
  before: (events[0]?.seq ?? 1) - 1,
  after: events.at(-1)?.seq ?? 0,
  events: JSON.stringify(events.map(toEventRow)),
  commands: commandRows(commands, events),
  contentIds: contentRefs(events).map((ref) => ref.content),
  chainStart: chainStart(id),
});

/** As the statements take them. `events` tell when; a command that made none counts as the last of them. */
export const commandRows = (commands: readonly Sequenced[], events: readonly LoggedEvent[]): string =>
  JSON.stringify(commands.map((command) => commandRow(command, events)));

const commandRow = (command: Sequenced, events: readonly LoggedEvent[]) => ({
  command_id: command.commandId,
  account_id: command.accountId,
  body_hash: command.bodyHash,
  first_seq: command.firstSeq,
  version: command.version,
  recorded_at: timestamp((events.find((e) => e.seq === command.version) ?? events.at(-1))?.recordedAt),
});

/** An instant that may be missing (undefined stays as it is) or empty (null). */
export const optional = (at: number | null | undefined): string | null | undefined =>
  at === null || at === undefined ? at : timestamp(at);
