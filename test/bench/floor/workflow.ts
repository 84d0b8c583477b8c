/** What Temporal itself costs: the moves of a case with nothing in them. */
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { FloorActivities } from './activities.js';

const { write } = proxyActivities<FloorActivities>({ startToCloseTimeout: '30 seconds' });

export const actUpdate = defineUpdate<number, [unknown]>('act');

/** Lives until it is told to end, or its timer fires; every update has one row written. */
export async function floorWorkflow({ id, wakeAfterMs }: { id: string; wakeAfterMs: number }): Promise<void> {
  let version = 0;
  let ended = false;
  setHandler(actUpdate, async (argument) => {
    const seq = (version += 1);
    await write({ id, seq, argument });
    if (argument === 'end') ended = true;
    return seq;
  });
  void sleep(wakeAfterMs).then(async () => {
    await write({ id, seq: (version += 1) });
    ended = true;
  });
  await condition(() => ended);
  await condition(allHandlersFinished);
}
