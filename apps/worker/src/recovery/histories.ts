import { decodePayloads } from '#temporal';
import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { type HeldBatch, type HeldCommand, type Subject, type SubjectType, TYPES } from './subject.js';

type History = temporal.api.history.v1.IHistory;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What one run of a workflow tells of its case or order. */
export interface HeldRun {
  runId: string;
  status: string;
  startedAt: number;
  /** The version that it began with; 0 for an opening. */
  snapshotSeq: number;
  /** In order; `completed` is what PostgreSQL had taken when the history was written. */
  batches: (HeldBatch & { completed: boolean })[];
  /** Commands that it accepted and did not fail, in order. */
  accepted: HeldCommand[];
}

/** All runs whose histories are kept, the oldest first. */
export async function readRuns(client: Client, subject: Subject): Promise<HeldRun[]> {
  const type = TYPES[subject.kind];
  const workflowId = type.workflowId(subject.id);
  const runs: HeldRun[] = [];
  const wanted = await runIds(client, workflowId);
  for (const runId of wanted) {
    const found = await readRun(client, workflowId, runId, type);
    if (!found) continue;
    runs.push(found.run);
    // Visibility lags behind and may have lost some: the chain of runs names them, too.
    if (found.continuedFrom) wanted.add(found.continuedFrom);
  }
  return runs.sort((a, b) => a.startedAt - b.startedAt);
}

async function runIds(client: Client, workflowId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
    ids.add(runId);
  const latest = await client.workflow
    .getHandle(workflowId)
    .describe()
    .catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    });
  if (latest) ids.add(latest.runId);
  return ids;
}

async function readRun(
  client: Client,
  workflowId: string,
  runId: string,
  type: SubjectType,
): Promise<{ run: HeldRun; continuedFrom?: string } | undefined> {
  const handle = client.workflow.getHandle(workflowId, runId);
  let history: History;
  let status: string;
  try {
    history = await handle.fetchHistory();
    status = (await handle.describe()).status.name;
  } catch (error) {
    // Its retention ended while we looked.
    if (error instanceof WorkflowNotFoundError || isGone(error)) return undefined;
    throw error;
  }
  const events = history.events ?? [];
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  const [input] = (await decodePayloads(client, started?.input, { workflowId })) as [StartInput];
  const continuedFrom = started?.continuedExecutionRunId;
  return {
    run: {
      runId,
      status,
      startedAt: millisOf(events[0]),
      snapshotSeq: input?.snapshot?.state.seq ?? 0,
      batches: await batchesOf(client, workflowId, events, type.activity),
      accepted: await acceptedIn(client, workflowId, events, type.update),
    },
    ...(continuedFrom && { continuedFrom }),
  };
}

interface StartInput {
  snapshot?: { state: { seq: number } };
}

async function batchesOf(
  client: Client,
  workflowId: string,
  events: readonly HistoryEvent[],
  activity: string,
): Promise<HeldRun['batches']> {
  const completed = new Set(
    events.map(({ activityTaskCompletedEventAttributes: done }) => String(done?.scheduledEventId)),
  );
  const batches: HeldRun['batches'] = [];
  for (const { eventId, activityTaskScheduledEventAttributes: scheduled } of events) {
    if (scheduled?.activityType?.name !== activity) continue;
    const owner = { workflowId, activityId: scheduled.activityId ?? '' };
    const [batch] = (await decodePayloads(client, scheduled.input, owner)) as [HeldBatch];
    batches.push({
      ...batch,
      completed: completed.has(String(eventId)),
    });
  }
  return batches;
}

async function acceptedIn(
  client: Client,
  workflowId: string,
  events: readonly HistoryEvent[],
  update: string,
): Promise<HeldCommand[]> {
  const failed = new Set(
    events.flatMap(({ workflowExecutionUpdateCompletedEventAttributes: done }) =>
      done?.outcome?.failure ? [done.meta?.updateId] : [],
    ),
  );
  const accepted: HeldCommand[] = [];
  for (const { workflowExecutionUpdateAcceptedEventAttributes: taken } of events) {
    const request = taken?.acceptedRequest;
    if (request?.input?.name !== update || failed.has(request.meta?.updateId)) continue;
    const [command] = (await decodePayloads(client, request.input.args, { workflowId })) as [HeldCommand];
    accepted.push(command);
  }
  return accepted;
}

const millisOf = (event: HistoryEvent | undefined): number =>
  Number(event?.eventTime?.seconds ?? 0) * 1_000 + Number(event?.eventTime?.nanos ?? 0) / 1e6;

const NOT_FOUND = 5;
const isGone = (error: unknown): boolean => isGrpcServiceError(error) && error.code === NOT_FOUND;
