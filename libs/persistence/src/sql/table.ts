import { getMetadataArgsStorage } from 'typeorm';
import type { Instant } from '#domain';
import { timestamp } from '../pool.js';

/** A column that is written: not marked `insert: false` in its entity, as generated ones are. */
export interface WrittenColumn {
  property: string;
  name: string;
  type: string;
  key: boolean;
  /** Written with the row and never again: marked `update: false`. */
  once: boolean;
}

/** Entity properties as they are written: instants are milliseconds, `Infinity` is 'infinity'. */
export type Written<E, Unwritten extends keyof E = never> = {
  [K in Exclude<keyof E, Unwritten>]: Date extends E[K] ? Exclude<E[K], Date> | Instant : E[K];
};

type Entity<E> = abstract new () => E;
type Doc = Record<string, unknown>;
type Declared = ReturnType<ReturnType<typeof getMetadataArgsStorage>['filterColumns']>[number];

/** A table as its entity describes it. Whatever SQL names columns of rows that are written takes them from here. */
// Tables of all sorts are told apart by what they hold only where that is known.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export class Table<Row extends object = any> {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];

  constructor(entity: Entity<unknown>) {
    const args = getMetadataArgsStorage();
    this.name = String(args.tables.find(({ target }) => target === entity)?.name);
    this.columns = args.filterColumns(ancestry(entity)).filter(isWritten).map(writtenColumn);
  }

  get key(): string[] {
    return this.columns.flatMap(({ name, key }) => (key ? [name] : []));
  }

  /** Names of the columns, each of `row` when one is given. */
  list(row?: string): string {
    return this.columns.map(({ name }) => (row ? `${row}.${name}` : name)).join(', ');
  }

  /** `column = row.column` of all that isn't key, nor written once. */
  assignments(row: string): string {
    return this.columns
      .flatMap(({ name, key, once }) => (key || once ? [] : [`${name} = ${row}.${name}`]))
      .join(', ');
  }

  /** The rows of a JSON parameter as `r`, for a FROM clause. */
  from(parameter: string): string {
    return `jsonb_populate_recordset(NULL::${this.name}, :${parameter}::jsonb) AS r`;
  }

  insert(parameter: string, source = ''): string {
    return `INSERT INTO ${this.name} AS t (${this.list()}) SELECT ${this.list('r')} FROM ${source}${this.from(parameter)}`;
  }

  upsert(parameter: string, source = ''): string {
    return `${this.insert(parameter, source)}
  ON CONFLICT (${this.key.join(', ')}) DO UPDATE SET ${this.assignments('excluded')}`;
  }

  /** A row by its columns. */
  doc(row: Row): Doc {
    const values = row as Doc;
    return Object.fromEntries(
      this.columns.map(({ property, name, type }) => [name, sqlValue(type, values[property])]),
    );
  }

  /** Each row as JSON by its columns: equal rows are equal texts. */
  docs(rows: readonly Row[]): string[] {
    return rows.map((row) => JSON.stringify(this.doc(row)));
  }

  /** The value of a JSON parameter. */
  json(rows: readonly Row[]): string {
    return parameterOf(this.docs(rows));
  }
}

/** Of what {@link Table.docs} made. */
export const parameterOf = (docs: readonly string[]): string => `[${docs.join(',')}]`;

/** A class and what it extends, as TypeORM gathers the columns. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
function ancestry(entity: Entity<unknown>): Function[] {
  const parent = Object.getPrototypeOf(entity) as Entity<unknown>;
  return parent === Function.prototype ? [entity] : [entity, ...ancestry(parent)];
}

const isWritten = ({ options }: Declared): boolean => options.insert !== false;

const writtenColumn = ({ propertyName: property, options }: Declared): WrittenColumn => ({
  property,
  name: options.name ?? property,
  type: String(options.type),
  key: options.primary === true,
  once: options.update === false,
});

function sqlValue(type: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (type === 'timestamptz') return timestamp(value as Instant);
  return type === 'bytea' ? `\\x${(value as Buffer).toString('hex')}` : value;
}
