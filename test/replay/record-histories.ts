/**
 * `npm run histories:record` plays cases on the real servers and keeps their histories for the replay spec, under the
 * rules version of today. Files of earlier versions stay; those of this one are written anew.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  caseStatusQuery,
  caseWorkflowId,
  DIVERGED,
  DUTY_WORKFLOW,
  dutyCommandUpdate,
  dutyWorkflowId,
  retryRecordSignal,
  type CaseSnapshot,
  type RecordActivities,
  type RecordDutyActivities,
} from '#contracts';
import {
  addDays,
  type CalendarBits,
  type CaseEvent,
  type Command,
  type CommandMeta,
  dateOf,
  type DutyCommand,
  encodeCalendar,
  RULES_VERSION,
} from '#domain';
import { now as present } from '#testing';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Cases } from '../support/cases.js';
import { until } from '#testing';
import {
  aCommand,
  comment,
  opening,
  OPENED_AT,
  reopening,
  reportedAtOnce,
  withdrawal,
} from '../support/commands.js';
import { recordCases, resume } from '../support/deadlines.js';
import { aText, Dice, sensibleTurn, type Turn, withRole } from '../support/play.js';
import { type Kept, nextRunOf, writeHistory } from './histories.js';
import { historiesRing } from './key-ring.js';

let cases: Cases;
/** Case whose next record is to diverge. */
let diverging: string | undefined;

const troubled = (
  real: RecordActivities & RecordDutyActivities,
): RecordActivities & RecordDutyActivities => ({
  isRecordedHead: (head) => real.isRecordedHead(head),
  recordDuty: (input) => real.recordDuty(input),
  parkDuty: (input) => real.parkDuty(input),
  async record(input) {
    if (input.caseId === diverging) throw ApplicationFailure.nonRetryable('made to diverge', DIVERGED);
    await real.record(input);
  },
  park: (input) => real.park(input),
});

beforeAll(async () => {
  cases = await Cases.prepare(historiesRing());
  await cases.startWorker({ activities: troubled });
});
afterAll(() => cases?.close());

const keep = (name: string, kept: Kept) => writeHistory(`v${RULES_VERSION}-${name}`, kept);

const kept = async (workflowId: string, runId?: string): Promise<Kept> => ({
  workflowId,
  namespace: cases.temporal.namespace,
  history: await cases.client.workflow.getHandle(workflowId, runId).fetchHistory(),
});

const fetchHistory = (caseId: string, runId?: string): Promise<Kept> => kept(caseWorkflowId(caseId), runId);

/** The people of the play, straight to the end, as it would have happened in spring. */
async function playDispute(change: (turn: Turn) => Command): Promise<string> {
  const caseId = await cases.open();
  const dice = new Dice(7);
  let state = await cases.recordedState(caseId);
  for (let now = state.openedAt; !state.closed; state = await cases.recordedState(caseId)) {
    const turn = sensibleTurn({ game: cases.game, state, now, dice }, 'straight');
    const { command } = turn;
    const triage = command.type === 'act' && command.step === 'triage';
    if (triage && command.payload.category !== 'dispute') continue;
    now = turn.now;
    await cases.send(caseId, { lateReason: aText(9), ...change(turn), id: randomUUID() });
  }
  return caseId;
}

it('an open case, with its reminder waiting', async () => {
  const caseId = randomUUID();
  const now = present() - 60_000;
  await cases.sendWithStart(caseId, opening(cases.game, caseId, {}, { occurredAt: now }));
  const actor = withRole('clerk');
  const claim = { type: 'assign' as const, step: 'triage', assignee: actor.accountId };
  await cases.send(caseId, aCommand(claim, { actor, occurredAt: now + 1_000 }));
  await expect(cases.send(caseId, aCommand(claim, { actor, occurredAt: now + 2_000 }))).rejects.toThrow();
  keep('open', await fetchHistory(caseId));
});

it('a dispute from intake to archive', async () => {
  const caseId = await playDispute(({ command }) => command);
  expect((await cases.recordedState(caseId)).closed?.outcome).toBe('agreed');
  keep('dispute', await fetchHistory(caseId));
});

it('a refused signature, which leads to a second meeting', async () => {
  let refused = false;
  const caseId = await playDispute(({ command }) => {
    if (refused || command.type !== 'act' || command.action !== 'sign') return command;
    refused = true;
    const { signerId } = command.payload;
    return {
      ...command,
      action: 'refuse',
      payload: { signerId, reason: { content: randomUUID(), digest: 'd' } },
    };
  });
  const events = await cases.reader.events(caseId);
  expect(events.filter((event) => event.type === 'stepOpened' && event.kind === 'sign')).toHaveLength(2);
  keep('refused-signature', await fetchHistory(caseId));
});

it('a case that continued as new, with commands in flight', async () => {
  const caseId = randomUUID();
  const handle = await startedRun(caseId);
  for (let round = 0; round < 3; round += 1)
    await Promise.all(Array.from({ length: 4 }, () => cases.send(caseId, comment())));
  await cases.send(caseId, withdrawal());
  let runId: string | undefined = handle;
  for (let run = 1; runId; run += 1) {
    const history = await fetchHistory(caseId, runId);
    keep(`continued-run${run}`, history);
    runId = nextRunOf(history.history);
    expect(run < 20).toBe(true);
  }
});

async function startedRun(caseId: string): Promise<string> {
  await cases.sendWithStart(caseId, opening(cases.game, caseId), { continueAfter: 5 });
  return (await cases.handle(caseId).describe()).runId;
}

it('a closed case that was reopened', async () => {
  const caseId = await cases.open();
  await cases.send(caseId, withdrawal());
  await cases.handle(caseId).result();
  await cases.sendWithStart(caseId, reopening(), { snapshot: await cases.snapshotOf(caseId) });
  await cases.send(caseId, comment());
  keep('reopened', await fetchHistory(caseId));
});

it('a case that was parked, and went on after the repair', async () => {
  const caseId = await cases.open();
  diverging = caseId;
  const waiting = cases.send(caseId, comment());
  const blocked = async () => (await cases.handle(caseId).query(caseStatusQuery)).blocked;
  while (!(await blocked())) await new Promise((again) => setTimeout(again, 50));
  diverging = undefined;
  await cases.handle(caseId).signal(retryRecordSignal);
  await waiting;
  await cases.send(caseId, withdrawal());
  await cases.handle(caseId).result();
  keep('parked', await fetchHistory(caseId));
});

type DutyBody<C = DutyCommand> = C extends DutyCommand ? Omit<C, keyof CommandMeta> : never;

it('a supervision order, returned once and closed', async () => {
  const caseId = await cases.open();
  const dutyId = randomUUID();
  const [office, clerk] = [withRole('townshipOffice'), withRole('clerk')];
  const text = { content: randomUUID(), digest: 'd' };
  const command = (actor: CommandMeta['actor'], body: DutyBody): DutyCommand => ({
    id: randomUUID(),
    bodyHash: randomUUID(),
    actor,
    occurredAt: present(),
    ...body,
  });
  const { place } = await cases.recordedState(caseId);
  const { calendar } = cases.game;
  const issued = command(office, {
    type: 'issue',
    dutyId,
    kind: 'supervisionOrder',
    caseId,
    place,
    step: 'triage',
    to: { role: 'clerk' },
    instruction: text,
    term: '2wd',
    calendar,
  });
  await cases.client.workflow.executeUpdateWithStart(dutyCommandUpdate, {
    args: [{ ...issued, dutyId }],
    updateId: issued.id,
    startWorkflowOperation: new WithStartWorkflowOperation(DUTY_WORKFLOW, {
      workflowId: dutyWorkflowId(dutyId),
      taskQueue: cases.temporal.taskQueue,
      args: [{ dutyId, rules: RULES_VERSION }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  const handle = cases.client.workflow.getHandle(dutyWorkflowId(dutyId));
  const send = (actor: CommandMeta['actor'], body: DutyBody) => {
    const sent = command(actor, body);
    return handle.executeUpdate(dutyCommandUpdate, { args: [{ ...sent, dutyId }], updateId: sent.id });
  };
  await send(clerk, { type: 'answer', text });
  await send(office, { type: 'return', reason: text });
  await send(clerk, { type: 'answer', text });
  await send(office, { type: 'close' });
  await handle.result();
  keep('supervision-order', await kept(dutyWorkflowId(dutyId)));
});

/** The rules speak in office hours only, and no recording can wait for them: the first reminder is due in a moment. */
const dueSoon = (seconds: number) => async (): Promise<CaseSnapshot> => {
  const [snapshot] = await recordCases(cases, [present() + seconds * 1_000], present());
  return snapshot!;
};

/** Runs that go on from a state whose clock is about to ring. */
async function resumedRun(make: () => Promise<CaseSnapshot>): Promise<string> {
  const snapshot = await make();
  await resume(cases, [snapshot]);
  return snapshot.state.caseId;
}

const hasEvent = (caseId: string, type: CaseEvent['type']) =>
  until(async () => (await cases.reader.events(caseId)).some((event) => event.type === type), type);

it('a reminder that was sent', async () => {
  const caseId = await resumedRun(dueSoon(3));
  await hasEvent(caseId, 'reminded');
  await cases.send(caseId, comment());
  keep('reminded', await fetchHistory(caseId));
});

it('a pause, its end, and an extension that was asked for and granted', async () => {
  const caseId = await cases.open();
  const today = dateOf(present());
  const [clerk, office] = [withRole('clerk'), withRole('townshipOffice')];
  const send = (body: Parameters<typeof aCommand>[0], actor: CommandMeta['actor']) =>
    cases.send(caseId, aCommand(body, { actor, occurredAt: present() }));
  await send({ type: 'pause', reason: 'awayForWork', until: addDays(today, 3) }, clerk);
  await send({ type: 'resume' }, clerk);
  await send({ type: 'requestExtension', step: 'triage', term: '1wd', reason: aText(21) }, clerk);
  await send({ type: 'decideExtension', step: 'triage', approve: true }, office);
  const types = (await cases.reader.events(caseId)).map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['paused', 'resumed', 'extensionDecided']));
  keep('paused-extended', await fetchHistory(caseId));
});

it('a published calendar, and the township taking over', async () => {
  const caseId = await cases.open();
  const { calendar } = cases.game;
  const first = dayAfter(calendar);
  const off = encodeCalendar({
    version: calendar.version + 1,
    from: first,
    days: 60,
    off: new Set(Array.from({ length: 10 }, (_, n) => addDays(first, n))),
  });
  await cases.send(caseId, aCommand({ type: 'applyCalendar', calendar: off }, { actor: withRole('county') }));
  await cases.send(caseId, aCommand({ type: 'escalate', reason: aText(22) }, { actor: withRole('clerk') }));
  const types = (await cases.reader.events(caseId)).map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['calendarApplied', 'escalated']));
  keep('calendar-escalated', await fetchHistory(caseId));
});

/** The day on which the case was opened: days off after it move what is due. */
const dayAfter = ({ from }: CalendarBits): string => (from > dateOf(OPENED_AT) ? from : dateOf(OPENED_AT));

it('a case that was entered when it was over', async () => {
  const caseId = randomUUID();
  await cases.sendWithStart(caseId, reportedAtOnce(cases.game, caseId));
  await cases.handle(caseId).result();
  expect((await cases.recordedState(caseId)).closed).toBeDefined();
  keep('record-done', await fetchHistory(caseId));
});
