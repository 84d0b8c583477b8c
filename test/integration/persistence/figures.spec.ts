import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { dateOf, evolve, adjustmentsOf, pauseEnd, type CaseEvent, type CaseState } from '#domain';
import { createPool, type Pool, Recorder, recountFigures } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { Dice, type Game, play } from '../../../libs/domain/src/testing/play/index.js';
import { shippedGame } from '../../../libs/domain/src/testing/play/shipped.js';
import { batches, commandsOf } from './batches.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
const CASES = 20;
const DAY = 86_400_000;

let database: TestDatabase;
let pool: Pool;
let game: Game;
let played: CaseEvent[][];

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  game = await shippedGame();
  played = Array.from({ length: CASES }, (_, n) => aPlayedCase(n + 1));
  // All at once: cases of one village count in the same rows.
  await Promise.all(played.map((events, n) => recordInBatches(events, new Dice(n))));
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

function aPlayedCase(seed: number): CaseEvent[] {
  const turns = Array.from({ length: 90 }, (_, index) => seed * 3_000 + index);
  const caseId = randomUUID();
  return play(game, turns).events.map((event): CaseEvent => {
    if (event.type === 'caseOpened') return { ...event, caseId };
    // The play enters facts soon; here and there one is entered late, sometimes when time had run already.
    if (event.type === 'stepCompleted' && event.seq % 3 === 0) return { ...event, late: true };
    if (event.type === 'stepOpened' && event.seq % 5 === 0)
      return { ...event, late: true, recordedAt: event.startedAt + (event.seq % 2) * DAY };
    return event;
  });
}

const opening = (events: readonly CaseEvent[]) => events[0] as Extract<CaseEvent, { type: 'caseOpened' }>;

async function recordInBatches(events: readonly CaseEvent[], dice: Dice): Promise<void> {
  const { caseId, place } = opening(events);
  const recorder = new Recorder(pool, ring);
  for (const batch of batches(events, dice))
    await recorder.record({ caseId, place, events: batch, commands: commandsOf(caseId, batch) });
}

type Figures = Record<string, number[]>;

const add = (figures: Figures, key: unknown[], ...numbers: number[]): void => {
  const name = key.join('|');
  figures[name] = numbers.map((number, i) => number + (figures[name]?.[i] ?? 0));
};
const withoutZeros = (figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).filter(([, numbers]) => numbers.some((number) => number !== 0)));

const cellOf = ({ category, procedure, intake }: CaseState) => [category ?? '', (procedure ?? intake).key];

/** How long the clocks stood meanwhile. */
const pausedBetween = (state: CaseState, from: number, to: number): number =>
  adjustmentsOf(state)
    .flatMap((entry) => (entry.type === 'pause' ? [entry] : []))
    .map((pause) => Math.max(0, Math.min(to, pauseEnd(pause)) - Math.max(from, pause.from)))
    .reduce((a, b) => a + b, 0);

/** From the states before and after each event, which know nothing of figures. */
function recounted(): { backlog: Figures; dwell: Figures } {
  const [backlog, dwell]: Figures[] = [{}, {}];
  for (const events of played) {
    let before: CaseState | undefined;
    /** Steps of which time had run before anybody could see them. */
    const unseen = new Map<string, boolean>();
    for (const event of events) {
      if (event.type === 'stepOpened')
        unseen.set(event.step, event.late === true && event.startedAt < event.recordedAt);
      const after: CaseState = evolve(before, event, game.kinds);
      const at = [after.place.villageId, dateOf(event.occurredAt)];
      const opened = !after.closed && (!before || before.closed) ? 1 : 0;
      const closed = after.closed && before && !before.closed ? 1 : 0;
      if (before && !before.closed) add(backlog!, [...at, ...cellOf(before)], 0, 0, -1);
      if (!after.closed) add(backlog!, [...at, ...cellOf(after)], 0, 0, 1);
      add(backlog!, [...at, ...cellOf(after)], opened, closed, 0);
      if (event.type === 'stepCompleted') {
        const { startedAt, dueAt = Infinity } = before!.steps[event.step]!;
        add(
          dwell!,
          [...at, ...cellOf(after), event.kind, event.late ?? unseen.get(event.step)],
          1,
          event.occurredAt - startedAt - pausedBetween(before!, startedAt, event.occurredAt),
          event.occurredAt >= dueAt ? 1 : 0,
        );
      }
      before = after;
    }
  }
  return { backlog: withoutZeros(backlog!), dwell: withoutZeros(dwell!) };
}

async function kept(): Promise<{ backlog: Figures; dwell: Figures }> {
  const [backlog, dwell]: Figures[] = [{}, {}];
  const days = await pool.query(`SELECT *, day::text AS day FROM backlog_day`);
  for (const row of days.rows)
    add(
      backlog!,
      [row.village_id, row.day, row.category, row.procedure_key],
      row.opened,
      row.closed,
      row.delta,
    );
  const steps = await pool.query(`SELECT *, day::text AS day FROM step_dwell_day`);
  for (const row of steps.rows)
    add(
      dwell!,
      [row.village_id, row.day, row.category, row.procedure_key, row.kind, row.late],
      row.count,
      Number(row.milliseconds),
      row.overdue,
    );
  return { backlog: withoutZeros(backlog!), dwell: withoutZeros(dwell!) };
}

describe('the daily figures of cases played by chance', () => {
  it('are those that a recount from the events gives, however the events were grouped', async () => {
    const expected = recounted();
    expect(Object.keys(expected.dwell).length).toBeGreaterThan(20);
    expect(Object.keys(expected.dwell).some((key) => key.endsWith('true'))).toBe(true);
    expect(await kept()).toEqual(expected);
  });

  it('count nothing twice: not when a record is repeated, not when a read model is made anew', async () => {
    const before = await kept();
    const recorder = new Recorder(pool, ring);
    for (const events of played.slice(0, 5)) {
      const { caseId, place } = opening(events);
      await recorder.record({ caseId, place, events: [...events], commands: [] });
      await recorder.rebuildReadModel(caseId);
    }
    await pool.query('UPDATE case_row SET version = 1 WHERE id = $1', [opening(played[5]!).caseId]);
    const { caseId, place } = opening(played[5]!);
    await recorder.record({ caseId, place, events: [...played[5]!], commands: [] });
    expect(await kept()).toEqual(before);
  });

  it('come back from the events when they were lost', async () => {
    const before = await kept();
    await pool.query('DELETE FROM backlog_day');
    await pool.query('UPDATE step_dwell_day SET count = count + 7');
    const differences = await recountFigures(pool);
    expect(await kept()).toEqual(before);
    const wrong = (table: string) => differences.filter((one) => one.table === table);
    expect(wrong('backlog_day').length).toBeGreaterThan(0);
    for (const { found, counted } of wrong('step_dwell_day'))
      expect(found['count']).toBe(counted['count']! + 7);
    expect(wrong('step_dwell_day').length).toBeGreaterThan(20);
    expect(await recountFigures(pool)).toEqual([]);
  });

  it('are recorded while they are counted anew, and nothing is lost nor counted twice', async () => {
    await pool.query('UPDATE step_dwell_day SET count = count + 7');
    const more = aPlayedCase(CASES + 1);
    played.push(more);
    let recorded: Promise<void> | undefined;
    const watched = {
      connect: async () => {
        const client = await pool.connect();
        const query = async (...args: unknown[]) => {
          // Counting has begun: the snapshot is taken, and somebody records.
          if (JSON.stringify(args).includes('FROM event'))
            await (recorded ??= recordInBatches(more, new Dice(7)));
          return (client.query as (...given: unknown[]) => Promise<unknown>).apply(client, args);
        };
        return { query, release: (error?: boolean) => client.release(error) };
      },
    } as unknown as Pool;
    expect((await recountFigures(watched)).length).toBeGreaterThan(20);
    expect(recorded).toBeDefined();
    expect(await kept()).toEqual(recounted());
    expect(await recountFigures(pool)).toEqual([]);
  });

  it('know who had to do with a case, as long as it is open', async () => {
    for (const events of played) {
      const { caseId } = opening(events);
      const state = events.reduce<CaseState | undefined>(
        (s, event) => evolve(s, event, game.kinds),
        undefined,
      );
      const { rows } = await pool.query('SELECT account_id, open FROM case_actor WHERE case_id = $1', [
        caseId,
      ]);
      const actors = new Set(events.flatMap(({ actor }) => actor ?? []));
      expect(new Set(rows.map((row) => row.account_id))).toEqual(actors);
      for (const row of rows) expect(row.open).toBe(!state!.closed);
    }
  });
});
