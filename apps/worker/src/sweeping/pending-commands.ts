import type { Unreferenced } from '#persistence';
import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';

export type IsPending = (command: NonNullable<Unreferenced['command']>) => Promise<boolean>;

/** Stages of an update: on its way to the workflow, in its history, answered. */
const COMPLETED = 3;
const NOT_FOUND = 5;
/** Runs that go on, or have ended as the rules have it. */
const SOUND = new Set(['RUNNING', 'COMPLETED', 'CONTINUED_AS_NEW', 'PAUSED']);

/**
 * Whether a command may still be recorded, by what its workflow knows. Sound is a workflow that runs or has ended in
 * order: what it has not accepted it never will, for the sender has given up long ago. What another workflow had
 * accepted (terminated, failed, lost) comes back when an operator starts it again, so an open case or order keeps all.
 *
 * @throws when Temporal can't be asked: then nothing may be swept
 */
export const pendingBy =
  (client: Client): IsPending =>
  async ({ workflowId, commandId, isOpen }) => {
    const stage = await stageOf(client, workflowId, commandId);
    if (stage !== undefined && stage < COMPLETED) return true;
    const status = await statusOf(client, workflowId);
    if (status !== undefined && SOUND.has(status)) return false;
    // An opening that was refused leaves a failed run, one that never came none at all.
    return isOpen || (status !== undefined && status !== 'FAILED');
  };

async function stageOf(client: Client, workflowId: string, updateId: string): Promise<number | undefined> {
  try {
    const { stage } = await client.workflowService.pollWorkflowExecutionUpdate({
      namespace: client.options.namespace,
      updateRef: { workflowExecution: { workflowId }, updateId },
      identity: client.options.identity,
    });
    return stage;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return undefined;
    throw error;
  }
}

async function statusOf(client: Client, workflowId: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
