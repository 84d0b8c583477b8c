import { fileURLToPath } from 'node:url';
import { dataConverter } from '#temporal';
import { type InjectedSinks, Worker } from '@temporalio/worker';
import type { DataConverter, SerializationContext } from '@temporalio/common';
import { shippedWorkflows } from '../../apps/worker/src/workflow-bundle.js';
import { type Kept, readHistory, type Recorded, RECORDING } from './histories.js';
import { historiesRing } from './key-ring.js';
import type { RecomputedSinks } from './recomputed.js';

export interface Replayed {
  name: string;
  kept: Kept;
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
  const kept = new Map(names.map((name) => [name, readHistory(name)] as const));
  // Runs of one case have the same workflow id; here each has its file's name for one.
  const histories = [...kept].map(([workflowId, { history }]) => ({ workflowId, history }));
  const options = {
    ...code,
    dataConverter: asRecorded(kept),
    interceptors: { workflowModules: [here('./recomputed.ts')] },
    sinks,
  };
  const replayed: Replayed[] = [];
  for await (const { workflowId: name, runId, error } of Worker.runReplayHistories(options, histories))
    replayed.push({ name, kept: kept.get(name)!, error, inputs: inputs.get(runId) ?? [] });
  return replayed;
}

/** Payloads are opened, and sealed, as where they were recorded. */
function asRecorded(kept: ReadonlyMap<string, Kept>): DataConverter {
  const { payloadCodecs = [], ...converter } = dataConverter(historiesRing());
  const there = (context?: SerializationContext): SerializationContext | undefined => {
    const { namespace, workflowId } = kept.get(context?.workflowId ?? '') ?? {};
    return context && namespace && workflowId ? { ...context, namespace, workflowId } : context;
  };
  return {
    ...converter,
    payloadCodecs: payloadCodecs.map((codec) => ({
      encode: (payloads, context) => codec.encode(payloads, there(context)),
      decode: (payloads, context) => codec.decode(payloads, there(context)),
    })),
  };
}
