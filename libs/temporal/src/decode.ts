import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { temporal } from '@temporalio/proto';

type Payloads = temporal.api.common.v1.IPayloads | null | undefined;

/** Whose payloads they are: ciphertext may be bound to it. */
export interface PayloadOwner {
  workflowId: string;
  /** Left out for what is the workflow's itself. */
  activityId?: string;
}

/** Reads payloads of a history, as the data converter of the client wrote them. */
export async function decodePayloads(
  client: Client,
  payloads: Payloads,
  { workflowId, activityId }: PayloadOwner,
): Promise<unknown[]> {
  const { loadedDataConverter, namespace } = client.options;
  const owner = { namespace, workflowId };
  return decodeArrayFromPayloads(
    loadedDataConverter,
    payloads?.payloads,
    activityId === undefined
      ? { type: 'workflow', ...owner }
      : { type: 'activity', ...owner, activityId, isLocal: false },
  );
}
