/** Bundled with the workflows for a replay: tells what they have activities do. */
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';

export interface RecomputedSinks extends Sinks {
  recomputed: { scheduled(activity: string, input: string): void };
}

const { recomputed } = proxySinks<RecomputedSinks>();

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity(input, next) {
        recomputed.scheduled(input.activityType, JSON.stringify(input.args[0]));
        return next(input);
      },
    },
  ],
});
