import type { ContentRef, EventEnvelope } from '#domain';
import type { NamedStatement } from '../sql/named-statement.js';
import type { Figures } from './figures.js';
import type { ActorRow, MailRow } from '../read/read-model.entities.js';
import type { Table } from '../sql/table.js';

/** An event of a case or a supervision order; the rest of it is its body. */
export type LoggedEvent = EventEnvelope & { type: string };

/** Rows that follow from a state, by their tables: one in the first, which holds the version. */
export type RowsByTable = ReadonlyMap<Table, readonly object[]>;

/** What an event adds besides the rows that follow from the state. */
export interface Effects {
  mails: MailRow[];
  figures?: Figures;
}

/**
 * How something that lives by events is written: a case, a supervision order. Both stand in the same tables of events,
 * commands and audit links, under their ids; each has a read model of its own. All of it is pure but the statements.
 */
export interface Log<E extends LoggedEvent, S extends object> {
  name: 'case' | 'duty';
  /** The newest rules that this program knows. */
  rules: number;
  /** Its row, with `id` and `version`. */
  table: Table;
  /** The tables of its other rows, and the column that holds its id there. */
  parts: readonly { table: Table; id: string }[];
  /** Tables of what it has besides, likewise. */
  besides: readonly { table: Table; id: string }[];
  evolve(state: S | undefined, event: E): S;
  /** What its row shows in clear, by the event that it begins with; all other texts are in no row. */
  titleOf(opening: E): ContentRef | undefined;
  rows(state: S, title?: string): RowsByTable;
  /** `counted` is what the events before have added to the figures. */
  effects(before: S | undefined, event: E, after: S, counted: Figures): Effects;
  /** Rows of who did something in it, where they are kept. */
  actors(state: S, accounts: readonly string[]): ActorRow[];
  /** Parameters of its own statements. */
  parameters(before: S | undefined, after: S, figures: Figures): object;
  statements: Statements;
}

/** Each is one round trip and one transaction; each says by a row that it did. */
export interface Statements {
  open: NamedStatement;
  append: NamedStatement;
  /** The read model alone, from all events, once the rows were taken away. */
  rebuild: NamedStatement;
}
