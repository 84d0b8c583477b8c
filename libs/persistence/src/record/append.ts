import type { Sequenced } from '#contracts';
import type { KeyRing } from '#crypto';
import { readTitle } from '../content/titles.js';
import type { Queryable } from '../pool.js';
import { contentRefs } from './content-refs.js';
import { toEventRow } from './event-row.js';
import { digested, type Digested, follow, type Followed, type Head } from './follow.js';
import { parameterOf } from '../sql/table.js';
import type { Log, LoggedEvent } from './log.js';
import { AUDIT, COMMAND, EVENT } from './log.entities.js';
import { CASE_ACTOR, MAILBOX } from '../read/read-model.entities.js';

/**
 * Writes events with all that follows from them.
 *
 * @param from what they follow; PostgreSQL takes them only when it has come to exactly that
 * @returns how far the log has come; undefined when PostgreSQL has not come to `from`, and nothing was written
 */
export async function append<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  { db, ring }: Writing,
  id: string,
  from: Head<S>,
  { events, commands }: { events: readonly E[]; commands: readonly Sequenced[] },
): Promise<Head<S> | undefined> {
  const recorded = events.map(digested);
  const title = from.seq === 0 ? await titleOf(log, { db, ring }, events[0]) : undefined;
  const followed = follow(log, id, from, recorded, title);
  const { open, append: next } = log.statements;
  const { rowCount } = await db.query(
    (from.seq === 0 ? open : next)({
      ...readModelOf(log, from, recorded, followed),
      id,
      before: from.seq,
      link: from.link,
      [EVENT.name]: EVENT.json(recorded.map(({ event, digest }) => toEventRow(id, event, digest))),
      [AUDIT.name]: AUDIT.json(followed.links),
      [COMMAND.name]: commandRows(id, commands, events),
    }),
  );
  return rowCount === 1 ? followed.head : undefined;
}

/** Where it is written, and what reads the texts that rows show in clear. */
export interface Writing {
  db: Queryable;
  ring: KeyRing;
}

/** Only an event that brings a title costs a look. */
export const titleOf = <E extends LoggedEvent>(
  { titleOf: refOf }: Pick<Log<E, never>, 'titleOf'>,
  { db, ring }: Writing,
  opening: E | undefined,
): Promise<string | undefined> => readTitle(db, ring, opening && refOf(opening));

/** Parameters of what can be made anew from the events; of rows only those that changed. */
export function readModelOf<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  from: Head<S>,
  events: readonly Digested<E>[],
  { head, mails, figures, actors }: Followed<S>,
): Record<string, unknown> {
  const rows = [...head.rows].map(([table, after]): [string, string] => {
    const before = new Set(from.rows.get(table));
    return [table.name, parameterOf(after.filter((doc) => !before.has(doc)))];
  });
  const acting = head.state ? log.actors(head.state, actors) : [];
  return {
    ...Object.fromEntries(rows),
    ...(head.state && log.parameters(from.state, head.state, figures)),
    actors,
    [CASE_ACTOR.name]: CASE_ACTOR.json(acting),
    [MAILBOX.name]: MAILBOX.json(mails),
    contentIds: contentRefs(events.map(({ event }) => event)).map(({ content }) => content),
  };
}

/** As the statements take them. `events` tell when; a command that made none counts as the last of them. */
export const commandRows = (
  caseId: string,
  commands: readonly Sequenced[],
  events: readonly LoggedEvent[],
): string =>
  COMMAND.json(
    commands.map(({ commandId, accountId, bodyHash, firstSeq, version }) => {
      const { recordedAt = Infinity } = events.find(({ seq }) => seq === version) ?? events.at(-1) ?? {};
      return { caseId, commandId, accountId, bodyHash, firstSeq, version, recordedAt };
    }),
  );
