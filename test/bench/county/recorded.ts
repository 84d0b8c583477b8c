import { canonicalJson } from '#crypto';
import type { CaseEvent } from '#domain';
import { type Pool, Recorder } from '#persistence';
import type { History } from './histories.js';
import { copyText } from './copy-in.js';
import { type Template, templateOf } from './text-template.js';
import { aKeyRing } from '../../support/key-ring.js';

/** Tables that hold what is known of a case, by the column of its id; the recorder alone decides what stands in them. */
const TABLES: Record<string, string> = {
  case_row: 'id',
  step_row: 'case_id',
  case_department: 'case_id',
  case_person: 'case_id',
  case_actor: 'case_id',
  mailbox: 'case_id',
  command: 'case_id',
};
/** Sums by day, by the column of the village. */
const FIGURES: Record<string, { key: string[]; counted: string[] }> = {
  backlog_day: {
    key: ['village_id', 'day', 'category', 'procedure_key', 'restricted', 'county_id', 'township_id'],
    counted: ['opened', 'closed', 'delta'],
  },
  step_dwell_day: {
    key: [
      'village_id',
      'day',
      'category',
      'procedure_key',
      'kind',
      'late',
      'restricted',
      'county_id',
      'township_id',
    ],
    counted: ['count', 'milliseconds', 'overdue'],
  },
};
export const FIGURE_TABLES = FIGURES;

/** A case that was recorded once, ready to be written a thousand times under other ids and dates. */
export interface RecordedCase {
  /** When it was opened, and its last and its next event, milliseconds since 1970; no next one when it is closed. */
  openedAt: number;
  lastAt: number;
  nextAt?: number;
  /** Lines of COPY by table. */
  rows: Record<string, Template[]>;
  figures: { table: string; key: Template; counts: number[] }[];
  events: RecordedEvent[];
}

interface RecordedEvent {
  seq: number;
  /** All columns but the digest. */
  line: Template;
  /** What the digest is of. */
  canonical: Template;
}

export const EVENT_LINE = [
  'case_id',
  'seq',
  'type',
  'command_id',
  'actor',
  'occurred_at',
  'recorded_at',
  'data',
];

/**
 * Has the product's own recorder write a history into an empty database, and takes what it wrote for a template. So
 * rows and events agree whatever the recorder does.
 */
export async function recordOnce(
  pool: Pool,
  columns: Columns,
  { events, commands }: Omit<History, 'cuts'>,
  nextAt: number | undefined,
): Promise<RecordedCase> {
  const [opened] = events;
  if (opened?.type !== 'caseOpened') throw new Error('a case begins with its opening');
  const { caseId, place, number } = opened;
  await pool.query(
    `TRUNCATE ${[...Object.keys(TABLES), ...Object.keys(FIGURES), 'event', 'audit'].join(', ')} CASCADE`,
  );
  await new Recorder(pool, aKeyRing()).record({ caseId, place, events, commands });
  const rows: RecordedCase['rows'] = {};
  for (const [table, key] of Object.entries(TABLES)) {
    const list = columns[table]!;
    const { rows: found } = await pool.query<Record<string, string | null>>(
      `SELECT ${list.map((column) => `${column}::text AS ${column}`).join(', ')} FROM ${table} WHERE ${key} = $1`,
      [caseId],
    );
    rows[table] = found.map((row) =>
      templateOf(`${list.map((column) => copyText(row[column]!)).join('\t')}\n`, number),
    );
  }
  return {
    openedAt: opened.recordedAt,
    lastAt: events.at(-1)!.recordedAt,
    ...(nextAt !== undefined && { nextAt }),
    rows,
    figures: await figuresOf(pool, number),
    events: await eventsOf(pool, caseId, number, events),
  };
}

async function figuresOf(pool: Pool, number: string): Promise<RecordedCase['figures']> {
  const all = await Promise.all(
    Object.entries(FIGURES).map(async ([table, { key, counted }]) => {
      const { rows } = await pool.query<Record<string, string>>(
        `SELECT ${[...key, ...counted].map((column) => `${column}::text AS ${column}`).join(', ')} FROM ${table}`,
      );
      return rows.map((row) => ({
        table,
        key: templateOf(key.map((column) => copyText(row[column]!)).join('\t'), number),
        counts: counted.map((column) => Number(row[column])),
      }));
    }),
  );
  return all.flat();
}

async function eventsOf(
  pool: Pool,
  caseId: string,
  number: string,
  events: readonly CaseEvent[],
): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<Record<string, string | null>>(
    `SELECT ${EVENT_LINE.map((column) => `${column}::text AS ${column}`).join(', ')}
     FROM event WHERE case_id = $1 ORDER BY event.seq`,
    [caseId],
  );
  return rows.map((row, index) => ({
    seq: index + 1,
    line: templateOf(EVENT_LINE.map((column) => copyText(row[column]!)).join('\t'), number),
    canonical: templateOf(canonicalJson(events[index]), number),
  }));
}

export type Columns = Record<string, string[]>;

/** The columns that are written; those that PostgreSQL computes are left out. */
export async function columnsOf(pool: Pool): Promise<Columns> {
  const { rows } = await pool.query<{ table_name: string; columns: string[] }>(
    `SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY ($1) AND is_generated = 'NEVER' GROUP BY table_name`,
    [Object.keys(TABLES)],
  );
  return Object.fromEntries(rows.map(({ table_name, columns }) => [table_name, columns]));
}
