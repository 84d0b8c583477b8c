import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordDutyInput, RecordInput } from '#contracts';
import { dataConverter } from '#temporal';
import {
  decodeArrayFromPayloads,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { WorkflowSerializationContext } from '@temporalio/common';
import proto, { type temporal } from '@temporalio/proto';
import { historiesRing } from './key-ring.js';

export type History = temporal.api.history.v1.IHistory;
/** With whose it is: payloads open only there. */
export interface Kept {
  workflowId: string;
  namespace: string;
  history: History;
}

type Payloads = temporal.api.common.v1.IPayloads | null | undefined;

const ProtoHistory = proto.temporal.api.history.v1.History;
const FOLDER = join(import.meta.dirname, 'histories');

export const historyNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

export const rawHistory = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

export function readHistory(name: string): Kept {
  const { workflowId, namespace, events } = JSON.parse(rawHistory(name)) as Omit<Kept, 'history'> & {
    events: object[];
  };
  return { workflowId, namespace, history: ProtoHistory.fromObject({ events }) };
}

/** Which process on which host recorded it is nobody's business; the sticky queue of a worker bears both. */
const anonymous = (key: string, value: unknown): unknown => {
  if (key === 'identity') return 'recorder';
  return key === 'name' && typeof value === 'string' ? value.replace(/^\d+@.*-/, 'recorder-') : value;
};

/** One event a line: small, and a change can still be looked at. */
export function writeHistory(name: string, { workflowId, namespace, history }: Kept): void {
  const asText = { bytes: String, enums: String, longs: String };
  const { events } = ProtoHistory.toObject(ProtoHistory.create(history), asText) as { events: unknown[] };
  const lines = events.map((event) => JSON.stringify(event, anonymous)).join(',\n');
  const head = JSON.stringify({ workflowId, namespace }).slice(0, -1);
  writeFileSync(join(FOLDER, `${name}.json`), `${head},"events":[\n${lines}\n]}\n`);
}

const converter = loadDataConverter(dataConverter(historiesRing()));
const decoded = (payloads: Payloads, of: Omit<Kept, 'history'>): Promise<unknown[]> =>
  decodeArrayFromPayloads(converter, payloads?.payloads, contextOf(of));

const contextOf = ({ workflowId, namespace }: Omit<Kept, 'history'>): WorkflowSerializationContext => ({
  type: 'workflow',
  namespace,
  workflowId,
});

/** The activities that record, and what they are given. */
export const RECORDING: readonly string[] = ['record', 'recordDuty'];
export type Recorded = RecordInput | RecordDutyInput;

/** What they were really given, in order. */
export async function recordedInputs({ history: { events }, ...of }: Kept): Promise<Recorded[]> {
  const scheduled = (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
  const records = scheduled.filter(({ activityType }) => RECORDING.includes(activityType?.name ?? ''));
  return Promise.all(records.map(async ({ input }) => (await decoded(input, of))[0] as Recorded));
}

/** The run that followed this one, if it continued as new. */
export const nextRunOf = ({ events }: History): string | undefined =>
  events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
