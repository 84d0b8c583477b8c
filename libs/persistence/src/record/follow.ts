import type { Queryable } from '../pool.js';
import { DivergedError, NewerRulesError } from './diverged.js';
import {
  chainLink,
  chainStart,
  eventDigest,
  EVENT_COLUMNS,
  fromEventRow,
  type EventRow,
} from './event-row.js';
import { type Figures, NO_FIGURES, summedUp } from './figures.js';
import type { Table } from '../sql/table.js';
import type { Log, LoggedEvent, RowsByTable } from './log.js';
import type { AuditRow } from './log.entities.js';
import type { MailRow } from '../read/read-model.entities.js';

/** How far a log was followed. */
export interface Head<S> {
  /** The last event's number; 0 before the first. */
  seq: number;
  /** The audit link of that event: it fixes all that went before. */
  link: Buffer;
  state?: S;
  /** The rows that follow from the state, as JSON by their columns. */
  rows: ReadonlyMap<Table, readonly string[]>;
  /** All that its events have added to the daily figures. */
  counted: Figures;
}

/** What is known of an id without looking. */
export const origin = <S>(id: string): Head<S> => ({
  seq: 0,
  link: chainStart(id),
  rows: new Map(),
  counted: NO_FIGURES,
});

/** An event with the digest that it is recorded under. */
export interface Digested<E> {
  event: E;
  digest: Buffer;
}

export const digested = <E extends LoggedEvent>(event: E): Digested<E> => ({
  event,
  digest: eventDigest(event),
});

export interface Followed<S> {
  head: Head<S>;
  links: AuditRow[];
  mails: MailRow[];
  figures: Figures;
  /** Accounts that did something. */
  actors: string[];
}

/**
 * Folds events onto what is known, and gathers what each adds. Pure.
 *
 * @param title of the row, where the events begin it or it is compared; what goes on from there leaves it as it is
 * @throws DivergedError when the rules can make nothing of an event
 * @throws NewerRulesError when an event was made by rules that this program doesn't know
 */
export function follow<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  id: string,
  from: Head<S>,
  events: readonly Digested<E>[],
  title?: string,
): Followed<S> {
  let { state, link, counted } = from;
  const links: AuditRow[] = [];
  const mails: MailRow[] = [];
  const figures: Figures = { backlog: [], dwell: [] };
  for (const { event, digest } of events) {
    const [before, previous] = [state, link];
    state = evolved(log, id, before, event);
    link = chainLink(previous, digest);
    links.push({ caseId: id, seq: event.seq, previous, hash: link });
    const effects = log.effects(before, event, state, counted);
    mails.push(...effects.mails);
    if (!effects.figures) continue;
    const { backlog, dwell } = effects.figures;
    figures.backlog.push(...backlog);
    figures.dwell.push(...dwell);
    counted = summedUp({ backlog: [...counted.backlog, ...backlog], dwell: [...counted.dwell, ...dwell] });
  }
  const seq = events.at(-1)?.event.seq ?? from.seq;
  const rows = state ? docsOf(log.rows(state, title)) : from.rows;
  const actors = [...new Set(events.flatMap(({ event }) => event.actor ?? []))].sort();
  return { head: { seq, link, rows, counted, ...(state && { state }) }, links, mails, figures, actors };
}

const docsOf = (rows: RowsByTable) => new Map([...rows].map(([table, of]) => [table, table.docs(of)]));

function evolved<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  id: string,
  before: S | undefined,
  event: E,
): S {
  if (event.rules > log.rules) throw new NewerRulesError(log.name, id, event.rules);
  try {
    return log.evolve(before, event);
  } catch {
    // What threw may repeat values; which event it is, the audit tells.
    throw new DivergedError(id, { reason: 'unreadable' }, log.name);
  }
}

/** The recorded events after one number and before another, in order. */
export async function readEvents<E extends LoggedEvent>(
  db: Queryable,
  id: string,
  after = 0,
  before = 2 ** 31 - 1,
): Promise<Digested<E>[]> {
  const { rows } = await db.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1 AND seq > $2 AND seq < $3 ORDER BY seq`,
    [id, after, before],
  );
  return rows.map((row) => ({ event: fromEventRow<E>(row), digest: row.digest }));
}
