import { randomUUID } from 'node:crypto';
import { CASE_WORKFLOW, caseWorkflowId, type CaseSnapshot } from '#contracts';
import {
  decide,
  evolve,
  RULES_VERSION,
  type CaseEvent,
  type CaseState,
  type Command,
  type Instant,
  type Procedure,
} from '#domain';
import { ContentStore, Recorder } from '#persistence';
import type { Cases } from './cases.js';
import { opening } from './commands.js';

/** One step with a reminder; all that these tests need of a procedure. */
const PROCEDURE: Procedure = {
  key: 'intake',
  version: 1,
  name: { zh: '受理', en: 'Intake' },
  categories: [],
  start: 'triage',
  steps: [
    {
      key: 'triage',
      kind: 'triage',
      name: { zh: '受理分流', en: 'Triage' },
      owner: 'clerk',
      term: '2wd',
      reminderRules: [{ before: '1wd', recipient: 'assignee' }],
      params: {},
      on: { admitted: { end: 'answered' }, notAdmitted: { end: 'answered' }, redLine: { end: 'reported' } },
    },
  ],
};

/**
 * The rules speak in office hours only, and no test can wait for them: here the reminder of a step that was opened is
 * reached at the instant wanted. All else is as the rules decide.
 */
const remindedAt = (event: CaseEvent, instant: Instant): CaseEvent =>
  event.type === 'stepOpened'
    ? { ...event, reminders: [{ rule: 0, at: instant, for: event.dueAt ?? instant }] }
    : event;

/** Open cases in PostgreSQL, entered now, each with its first reminder at the instant given. */
export async function recordCases(
  cases: Pick<Cases, 'pool' | 'ring' | 'reader' | 'game'>,
  instants: readonly Instant[],
  now: Instant,
): Promise<CaseSnapshot[]> {
  const recorder = new Recorder(cases.pool, cases.ring);
  const texts = new ContentStore(cases.pool, cases.ring);
  const [matter, lateReason] = await texts.put(`case/${randomUUID()}`, ['屋檐滴水。', '路远，补录。']);
  return eachOf(instants, 8, async (instant) => {
    const caseId = randomUUID();
    const command = opening(
      { ...cases.game, intake: PROCEDURE },
      caseId,
      { matter: matter! },
      { lateReason: lateReason! },
    );
    const events = opened(command, now).map((event) => remindedAt(event, instant));
    const version = events.length;
    const { id: commandId, bodyHash, actor } = command;
    const answer = { caseId, commandId, bodyHash, version };
    const state = events.reduce<CaseState | undefined>((before, event) => evolve(before, event), undefined)!;
    await recorder.record({
      caseId,
      place: state.place,
      events,
      commands: [{ ...answer, accountId: actor.accountId, firstSeq: 1 }],
    });
    const head = await cases.reader.auditHash(caseId, state.seq);
    return { state, handled: [answer], head: head! };
  });
}

function opened(command: Command, now: Instant): CaseEvent[] {
  const decision = decide(RULES_VERSION, undefined, command, now);
  if ('refusal' in decision) throw new Error(`not opened: ${decision.refusal.code}`);
  return decision.events;
}

/** Their workflows, as they go on in another cluster or after continue-as-new. */
export async function resume(
  { client, temporal }: Pick<Cases, 'client'> & { temporal: { taskQueue: string } },
  snapshots: readonly CaseSnapshot[],
): Promise<void> {
  await eachOf(snapshots, 16, async (snapshot) => {
    const { caseId } = snapshot.state;
    await client.workflow.start(CASE_WORKFLOW, {
      workflowId: caseWorkflowId(caseId),
      taskQueue: temporal.taskQueue,
      args: [{ caseId, rules: RULES_VERSION, snapshot }],
    });
  });
}

/** With so many at once. */
export async function eachOf<In, Out>(
  items: readonly In[],
  atOnce: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
