import { REFUSED } from '#contracts';
import type { Refusal } from '#domain';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** The code with which a command was refused, `ended` when its workflow ran no more; anything else is thrown on. */
export async function refusalOf(command: Promise<unknown>): Promise<string | undefined> {
  try {
    await command;
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'ended';
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    const { cause } = error;
    if (cause instanceof ApplicationFailure && cause.type === REFUSED)
      return (cause.details?.[0] as Refusal).code;
    throw error;
  }
}
