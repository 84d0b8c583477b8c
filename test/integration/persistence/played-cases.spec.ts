import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  CaseReader,
  ContentStore,
  createPool,
  type Pool,
  Recorder,
  type StepSummary,
  verifyAudit,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import {
  evolve,
  explainDeadlines,
  isRestricted,
  openPause,
  pendingExtension,
  pauseEnd,
  type CaseEvent,
  type CaseState,
  type StepState,
} from '#domain';
import { Dice, type Game, play } from '../../../libs/domain/src/testing/play/index.js';
import { shippedGame } from '../../../libs/domain/src/testing/play/shipped.js';
import { batches, commandsOf } from './batches.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
let database: TestDatabase;
let pool: Pool;
let game: Game;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  game = await shippedGame();
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

/** The promise, while it is to be kept, and the dates of outside numbers. */
const datesOfCase = (state: CaseState): number[] =>
  explainDeadlines(state).flatMap(({ clock, dueAt }) => (clock === 'step' ? [] : [dueAt]));
const earliest = (dates: readonly number[]) => dates.length > 0 && { effectiveDueAt: Math.min(...dates) };

/** What lists show of a step; what the timer keeps for itself stands in no row. */
const SHOWN =
  'kind round visit status outcome owner assignee assignedDepartments nudgedAt startedAt dueAt notBefore doneAt'.split(
    ' ',
  );
const stepOf = (state: CaseState) => (step: StepState) => ({
  step: step.key,
  ...Object.fromEntries(Object.entries(step).filter(([field]) => SHOWN.includes(field))),
  ...(step.status === 'open' && earliest([...datesOfCase(state), ...(step.dueAt ? [step.dueAt] : [])])),
  asks: [
    ...(pendingExtension(state, step) ? ['extension'] : []),
    ...(step.assignmentEscalatedTo ? ['assignment'] : []),
  ],
});
/** Department by department, as the read model should hold it. */
const departmentsOf = ({ facts: { departments, opinions } }: CaseState) =>
  [...departments].sort().map((id) => ({
    department_id: id,
    position: opinions[id]?.overruled ? 'overruled' : (opinions[id]?.position ?? null),
  }));
const byStep = (a: { step: string }, b: { step: string }) => (a.step < b.step ? -1 : 1);

async function compare(reader: CaseReader, caseId: string, state: CaseState, title?: string): Promise<void> {
  const open = Object.values(state.steps).filter(({ status }) => status === 'open');
  const dueTimes = open.flatMap(({ dueAt }) => dueAt ?? []);
  const { overallDueAt, closed, procedure = state.intake } = state;
  const pause = openPause(state);
  expect(await reader.findCase(caseId)).toEqual({
    id: caseId,
    number: state.number,
    calendarVersion: state.calendar.version,
    confidential: state.confidential ?? false,
    restricted: isRestricted(state),
    ...(title !== undefined && { title }),
    place: state.place,
    ...(state.category && { category: state.category }),
    procedureKey: procedure.key,
    procedureVersion: procedure.version,
    urgent: state.urgent,
    status: closed ? 'closed' : 'open',
    version: state.seq,
    round: state.round,
    escalated: state.escalated,
    openedAt: state.openedAt,
    updatedAt: expect.any(Number),
    ...(state.reporterId && { reporterId: state.reporterId }),
    ...(dueTimes.length > 0 && { dueAt: Math.min(...dueTimes) }),
    ...earliest(explainDeadlines(state).map(({ dueAt }) => dueAt)),
    ...(pause && { pausedSince: pause.from, pausedUntil: pauseEnd(pause) }),
    ...(overallDueAt && { overallDueAt }),
    ...(closed && { outcome: closed.outcome, closedAt: closed.at }),
  });
  const steps = (await reader.steps(caseId)).map(({ caseId: _, ...step }: StepSummary) => step);
  const { rows } = await pool.query(
    'SELECT department_id, position FROM case_department WHERE case_id = $1 ORDER BY department_id',
    [caseId],
  );
  expect(rows).toEqual(departmentsOf(state));
  expect(steps.sort(byStep)).toEqual(Object.values(state.steps).map(stepOf(state)).sort(byStep));
}

/** What stands there otherwise than it follows from the events. But for the title the play has references only. */
const differences = async (caseId: string) =>
  (await verifyAudit(pool, ring, caseId)).differences.filter(({ where }) => where !== 'content');

describe('the read model of cases played by chance', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'is the state, batch by batch (%i)',
    async (seed) => {
      const turns = Array.from({ length: 90 }, (_, index) => seed * 1_000 + index);
      const caseId = randomUUID();
      // A third of them has no title, a third keeps it, of a third it is erased on the way.
      const texts = new ContentStore(pool, ring);
      let known = seed % 3 === 0 ? undefined : '屋檐滴水';
      const [title] = await texts.put(`case/${caseId}`, known === undefined ? [] : [known]);
      const events = play(game, turns).events.map((event): CaseEvent =>
        event.type === 'caseOpened' ? { ...event, caseId, ...(title && { title }) } : event,
      );
      const [reader, dice] = [new CaseReader(pool), new Dice(seed)];
      // One goes on with what it remembers, the other mostly with what the first has written.
      const recorders = [new Recorder(pool, ring), new Recorder(pool, ring)];
      let state: CaseState | undefined;
      for (const batch of batches(events, dice)) {
        const place = (events[0] as Extract<CaseEvent, { type: 'caseOpened' }>).place;
        const recorder = recorders[dice.between(0, 3) === 0 ? 1 : 0]!;
        await recorder.record({ caseId, place, events: batch, commands: commandsOf(caseId, batch) });
        state = batch.reduce<CaseState | undefined>(
          (before, event) => evolve(before, event, game.kinds),
          state,
        );
        await compare(reader, caseId, state!, known);
        if (seed % 3 === 1 && dice.between(0, 9) === 0) {
          await texts.erase(`case/${caseId}`);
          known = undefined;
          await compare(reader, caseId, state!);
        }
        expect(await differences(caseId)).toEqual([]);
      }
      expect(await reader.events(caseId)).toEqual(events);
    },
  );
});
