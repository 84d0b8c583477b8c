import {
  type CaseEvent,
  type CaseState,
  dateOf,
  type Instant,
  isRestricted,
  adjustmentsOf,
  pauseEnd,
} from '#domain';
import { BACKLOG_DAY, type BacklogRow, type DwellRow, STEP_DWELL_DAY } from '../read/read-model.entities.js';
import type { Table } from '../sql/table.js';

/** What events add to the daily figures. */
export interface Figures {
  backlog: BacklogRow[];
  dwell: DwellRow[];
}

/** What a case adds to them; nothing before it is opened. */
export const NO_FIGURES: Figures = { backlog: [], dwell: [] };

/**
 * What an event adds, by the day on which a thing happened, not on which it was entered. Pure.
 *
 * @param before undefined before the case was opened
 * @param counted what the events before have added
 */
export function figuresOf(
  before: CaseState | undefined,
  event: CaseEvent,
  after: CaseState,
  counted: Figures,
): Figures {
  const moved = before && isRestricted(before) !== isRestricted(after) ? moves(counted) : NO_FIGURES;
  return {
    backlog: [...moved.backlog, ...backlog(before, event, after)],
    dwell: [...moved.dwell, ...dwell(before, event, after)],
  };
}

/**
 * A case that has become restricted is taken out of the figures for all, whatever was counted before, and one that is so
 * no longer comes back: else what is missing would tell of it.
 */
const moves = ({ backlog: cases, dwell: steps }: Figures): Figures => ({
  backlog: cases.flatMap((row) => [
    { ...row, opened: -row.opened, closed: -row.closed, delta: -row.delta },
    { ...row, restricted: !row.restricted },
  ]),
  dwell: steps.flatMap((row) => [
    { ...row, count: -row.count, milliseconds: -row.milliseconds, overdue: -row.overdue },
    { ...row, restricted: !row.restricted },
  ]),
});

function backlog(before: CaseState | undefined, { occurredAt }: CaseEvent, after: CaseState): BacklogRow[] {
  const [was, is] = [before !== undefined && !before.closed, !after.closed];
  const moved =
    before !== undefined &&
    (before.category !== after.category || procedureKey(before) !== procedureKey(after));
  if (was === is && !(is && moved)) return [];
  const day = dateOf(occurredAt);
  const change = { opened: 0, closed: 0, delta: 0 };
  const left = was ? [{ ...cell(day, before!, after), ...change, closed: is ? 0 : 1, delta: -1 }] : [];
  const came = is ? [{ ...cell(day, after), ...change, opened: was ? 0 : 1, delta: 1 }] : [];
  return [...left, ...came];
}

function dwell(before: CaseState | undefined, event: CaseEvent, after: CaseState): DwellRow[] {
  const step = event.type === 'stepCompleted' ? before?.steps[event.step] : undefined;
  if (!before || !step) return [];
  const { kind, startedAt, enteredAt = startedAt, dueAt = Infinity } = step;
  const { occurredAt: doneAt } = event;
  return [
    {
      ...cell(dateOf(doneAt), after),
      kind,
      count: 1,
      // Part of its time had run before anybody could see it: it is not judged either.
      late: event.late === true || enteredAt > startedAt,
      milliseconds: doneAt - startedAt - pausedBetween(before, startedAt, doneAt),
      overdue: doneAt >= dueAt ? 1 : 0,
    },
  ];
}

/** How long the clocks stood meanwhile. */
const pausedBetween = (state: CaseState, from: Instant, to: Instant): number =>
  adjustmentsOf(state)
    .flatMap((entry) => (entry.type === 'pause' ? [entry] : []))
    .reduce((sum, pause) => sum + Math.max(0, Math.min(to, pauseEnd(pause)) - Math.max(from, pause.from)), 0);

const procedureKey = ({ procedure, intake }: CaseState): string => (procedure ?? intake).key;

/** Where a case counts; '' until there is a category. */
const cell = (day: string, state: CaseState, after = state) => {
  const { countyId, townshipId, villageId } = state.place;
  const { category = '' as const } = state;
  const restricted = isRestricted(after);
  return { villageId, countyId, townshipId, day, category, procedureKey: procedureKey(state), restricted };
};

/** What makes a row of figures, and what it counts. */
export const FIGURES = {
  backlog_day: {
    key: ['village_id', 'day', 'category', 'procedure_key', 'restricted'],
    counted: ['opened', 'closed', 'delta'],
  },
  step_dwell_day: {
    key: ['village_id', 'day', 'category', 'procedure_key', 'kind', 'late', 'restricted'],
    counted: ['count', 'milliseconds', 'overdue'],
  },
} as const;

/** In one order always: two cases of a village that are recorded at once must not wait for each other crosswise. */
const addUp = (table: Table, { key, counted }: (typeof FIGURES)[keyof typeof FIGURES]): string => `
  INSERT INTO ${table.name} AS t (${table.list()})
  SELECT ${table.list('r')} FROM head, ${table.from(table.name)} ORDER BY ${key.map((column) => `r.${column}`).join(', ')}
  ON CONFLICT (${key.join(', ')}) DO UPDATE SET
    ${counted.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ')}`;

/** Parts of a statement that add to the daily figures what `figureRows` gives. */
export const FIGURES_IN: readonly string[] = [
  addUp(BACKLOG_DAY, FIGURES.backlog_day),
  addUp(STEP_DWELL_DAY, FIGURES.step_dwell_day),
];

/** As parameters. */
export function figureRows(figures: Figures = NO_FIGURES) {
  const { backlog: opened, dwell: done } = summedUp(figures);
  return { [BACKLOG_DAY.name]: BACKLOG_DAY.json(opened), [STEP_DWELL_DAY.name]: STEP_DWELL_DAY.json(done) };
}

/** What falls into one row is one row, and what cancels out is none. */
export const summedUp = ({ backlog: opened, dwell: done }: Figures): Figures => ({
  backlog: summed(opened, ['opened', 'closed', 'delta']),
  dwell: summed(done, ['count', 'milliseconds', 'overdue']),
});

function summed<Row extends BacklogRow | DwellRow>(
  rows: readonly Row[],
  counted: readonly (keyof Row)[],
): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const name = JSON.stringify(
      row,
      Object.keys(row).filter((column) => !counted.includes(column as keyof Row)),
    );
    const sum = sums.get(name);
    const added = counted.map((column) => [column, Number(sum?.[column] ?? 0) + Number(row[column])]);
    sums.set(name, { ...row, ...(Object.fromEntries(added) as Partial<Row>) });
  }
  return [...sums.values()].filter((row) => counted.some((column) => row[column] !== 0));
}
