import type { Payload } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

export type History = temporal.api.history.v1.IHistory;

export const historyOf = (handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<History> =>
  handle.fetchHistory();

/** Every payload of a history, wherever it stands: inputs, results, messages, details of failures. */
export function payloadsOf(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (isPayload(value)) return [value];
  return Object.values(value).flatMap(payloadsOf);
}

const isPayload = (value: object): value is Payload =>
  'metadata' in value && 'data' in value && (value as Payload).data instanceof Uint8Array;
