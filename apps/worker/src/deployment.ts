import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { TemporalConfig } from '#config';
import { RULES_VERSION } from '#domain';
import { isGrpcServiceError } from '@temporalio/client';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { BUNDLE_FILE } from './workflow-bundle.js';

/** A version of the worker, as Temporal's worker deployments know it. */
export interface Deployment {
  name: string;
  /** `r1-3fa9c2d1`: the newest rules that it knows, and which code it is. */
  buildId: string;
}

type Connection = Pick<NativeConnection, 'workflowService'>;

const [NOT_FOUND, UNIMPLEMENTED] = [5, 12];
const SETTLED_WITHIN_MS = 30_000;

/** Workers of one task queue are one deployment, whose versions follow each other. */
export const deploymentOf = ({ taskQueue }: Pick<TemporalConfig, 'taskQueue'>): Deployment => ({
  // A dot would part the name from the version.
  name: taskQueue.replaceAll('.', '-'),
  buildId: `r${RULES_VERSION}-${codeHash()}`,
});

/** Run from sources there is no bundle; then one version is as good as another. */
const codeHash = (): string =>
  existsSync(BUNDLE_FILE)
    ? createHash('sha256').update(readFileSync(BUNDLE_FILE)).digest('hex').slice(0, 8)
    : 'source';

/** Runs go over to the newest version by themselves: old rules stay in the code as long as runs go by them. */
export const deploymentOptions = (
  deployment: Deployment,
): Pick<WorkerOptions, 'workerDeploymentOptions'> => ({
  workerDeploymentOptions: {
    version: { deploymentName: deployment.name, buildId: deployment.buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  },
});

/** Whether the server knows worker deployments: old ones don't, nor the one that skips time. */
export async function knowsDeployments(
  connection: Connection,
  namespace: string,
  { name }: Deployment,
): Promise<boolean> {
  try {
    await connection.workflowService.describeWorkerDeployment({ namespace, deploymentName: name });
    return true;
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    if (error.code === UNIMPLEMENTED) return false;
    if (error.code === NOT_FOUND) return true;
    throw error;
  }
}

/**
 * Makes this version the one that new tasks go to, unless the current one knows newer rules: a worker of before that is
 * started again must not take work back from its successor. Asked again it changes nothing.
 *
 * @returns the current version's build id
 */
export async function becomeCurrent(
  connection: Connection,
  namespace: string,
  { name, buildId }: Deployment,
): Promise<string> {
  const { workflowService } = connection;
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const current = await currentBuild(connection, namespace, name);
    if (current !== undefined && (current.buildId === buildId || rulesOf(current.buildId) > rulesOf(buildId)))
      return current.buildId;
    try {
      await workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: name,
        buildId,
        identity: `worker ${buildId}`,
        // Two that start at once must not both believe that they were last.
        ...(current && { conflictToken: current.conflictToken }),
        ignoreMissingTaskQueues: true,
        allowNoPollers: true,
      });
      return buildId;
    } catch (error) {
      // Another has changed it in between, or the server is still about to learn of the deployment.
      if (!isGrpcServiceError(error) || Date.now() > deadline) throw error;
      await new Promise((again) => setTimeout(again, 200));
    }
  }
}

async function currentBuild(
  { workflowService }: Connection,
  namespace: string,
  deploymentName: string,
): Promise<{ buildId: string; conflictToken: Uint8Array } | undefined> {
  try {
    const { workerDeploymentInfo, conflictToken } = await workflowService.describeWorkerDeployment({
      namespace,
      deploymentName,
    });
    const { buildId = '' } = workerDeploymentInfo?.routingConfig?.currentDeploymentVersion ?? {};
    return { buildId: buildId ?? '', conflictToken };
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return undefined;
    throw error;
  }
}

/** 0 where there is none, or it was named by somebody else. */
const rulesOf = (buildId: string): number => Number(/^r(\d+)-/.exec(buildId)?.[1] ?? 0);
