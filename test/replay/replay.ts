import { fileURLToPath } from 'node:url';
import { dataConverter } from '#temporal';
import { type InjectedSinks, Worker } from '@temporalio/worker';
import { shippedWorkflows } from '../../apps/worker/src/workflow-bundle.js';
import { type History, readHistory, type Recorded, RECORDING } from './histories.js';
import { historiesRing } from './key-ring.js';
import type { RecomputedSinks } from './recomputed.js';

export interface Replayed {
  name: string;
  history: History;
  /** Set when the workflow's commands were others than the history's. */
  error: Error | undefined;
  /** What today's code would have recorded. */
  inputs: Recorded[];
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Replays histories with today's workflow code, or with the code at `workflowsPath`. */
export async function replay(names: readonly string[], workflowsPath?: string): Promise<Replayed[]> {
  const inputs = new Map<string, Recorded[]>();
  const sinks: InjectedSinks<RecomputedSinks> = {
    recomputed: {
      scheduled: {
        callDuringReplay: true,
        fn({ runId }, activity, input) {
          if (!RECORDING.includes(activity)) return;
          inputs.set(runId, [...(inputs.get(runId) ?? []), JSON.parse(input) as Recorded]);
        },
      },
    },
  };
  const code = workflowsPath ? { workflowsPath: here(workflowsPath) } : shippedWorkflows();
  const histories = names.map((name) => ({ workflowId: name, history: readHistory(name) }));
  const options = {
    ...code,
    dataConverter: dataConverter(historiesRing()),
    interceptors: { workflowModules: [here('./recomputed.ts')] },
    sinks,
  };
  const replayed: Replayed[] = [];
  for await (const { workflowId, runId, error } of Worker.runReplayHistories(options, histories)) {
    const history = histories.find((one) => one.workflowId === workflowId)!.history;
    replayed.push({ name: workflowId, history, error, inputs: inputs.get(runId) ?? [] });
  }
  return replayed;
}
