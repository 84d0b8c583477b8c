import { isGrpcServiceError, type Client } from '@temporalio/client';

const ACCEPTED = 2;
const PATIENCE_MS = 1_000;

/**
 * Whether the workflow has accepted an update: then it stands in the history and will be recorded. False when it has
 * not, and when the server can't say in time.
 */
export async function isAccepted(client: Client, workflowId: string, updateId: string): Promise<boolean> {
  const workflowExecution = { workflowId };
  try {
    const { stage } = await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      // Without a wait policy the server answers at once.
      client.workflowService.pollWorkflowExecutionUpdate({
        namespace: client.options.namespace,
        updateRef: { workflowExecution, updateId },
        identity: client.options.identity,
      }),
    );
    return stage >= ACCEPTED;
  } catch (error) {
    if (isGrpcServiceError(error)) return false;
    throw error;
  }
}
