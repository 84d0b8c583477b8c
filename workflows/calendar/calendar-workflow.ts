import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type {
  CalendarActivities,
  CalendarProgress,
  CalendarWorkflowInput,
} from '../../libs/contracts/src/index.js';

/** A batch a second is 20 cases a second at most: residents' staff come first. */
const BATCH = 20;
const PAUSE_MS = 1_000;
/** Cases that could not be reached are tried again; a blocked one waits for its operator, and takes it up later. */
const PASSES = 10;
const PAUSE_BETWEEN_PASSES_MS = 60_000;

/** A batch is tried for ever, for PostgreSQL comes back; heartbeats tell soon when a worker died in the middle. */
const { applyCalendars } = proxyActivities<CalendarActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/**
 * Brings a published calendar to every open case of which it moves a date: in small batches in the order of ids, so
 * that it goes on where it was when a worker died, and changes nothing when begun twice.
 */
export async function calendarWorkflow({
  version,
  progress,
}: CalendarWorkflowInput): Promise<CalendarProgress> {
  const done: CalendarProgress = progress ?? { passes: 0, applied: 0, left: 0 };
  for (;;) {
    const { next, applied, left } = await applyCalendars({
      ...(done.after && { after: done.after }),
      limit: BATCH,
    });
    done.applied += applied;
    done.left += left;
    if (next === undefined) {
      done.passes += 1;
      delete done.after;
      if (done.left === 0 || done.passes >= PASSES) return done;
      done.left = 0;
      await sleep(PAUSE_BETWEEN_PASSES_MS);
    } else {
      done.after = next;
      await sleep(PAUSE_MS);
    }
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof calendarWorkflow>({ version, progress: done });
  }
}
