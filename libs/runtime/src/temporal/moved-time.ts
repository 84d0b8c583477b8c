import { randomUUID } from 'node:crypto';
import {
  type Client,
  type WorkflowClientInterceptor,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowStartUpdateWithStartInput,
} from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';

/** Of the protocol's enumerations WorkflowExecutionStatus and FastForwardPollingResult. */
const RUNNING = 1;
const POLL_TIMEOUT = 1;
const COMPLETED = 2;
/** The server's own limit, a hundred timers, protects against what never ends. */
const MAX_TIMERS = 100_000;

/**
 * One time for many executions, on a dev server that was started with `timeSkipping`. The server moves executions one
 * by one: timers on the way fire at their instants, nothing is skipped while a task or an activity is under way, and from
 * the instant that was asked for time goes on as the machine's does.
 *
 * Of this time are the executions that a client with its {@link interceptor} starts by their first update; what is
 * started in other ways has the machine's.
 */
export class MovedTime {
  private ahead = 0;
  private readonly known = new Set<string>();

  private readonly client: Client;

  /** @param client without the interceptor, with the data converter of those that are intercepted */
  constructor(client: Client) {
    this.client = client;
  }

  /** Milliseconds since 1970; no execution is behind it. */
  now(): number {
    return Date.now() + this.ahead;
  }

  /** Moves on to an instant, never back: every execution that is under way, and what is started later. */
  async reach(instant: number): Promise<void> {
    if (instant <= this.now()) return;
    await Promise.all([...this.known].map((workflowId) => this.move(workflowId, instant)));
    this.ahead = Math.max(this.ahead, instant - Date.now());
  }

  readonly interceptor: WorkflowClientInterceptor = {
    startUpdateWithStart: async (input, next) => {
      await this.start(input);
      return next(input);
    },
  };

  /**
   * An execution begins at the machine's time, but its first task may wait, and that wait is skipped like any other. So
   * it is started here, brought to the present, and then gets its first update as one that is running already.
   */
  private async start({
    workflowType,
    workflowStartOptions,
  }: WorkflowStartUpdateWithStartInput): Promise<void> {
    const { workflowId, taskQueue, args } = workflowStartOptions;
    const { workflowIdReusePolicy, workflowIdConflictPolicy } = workflowStartOptions;
    const startDelay = this.ahead;
    try {
      await this.client.workflow.start(workflowType, {
        workflowId,
        taskQueue,
        args,
        startDelay,
        workflowIdReusePolicy,
        workflowIdConflictPolicy,
      });
    } catch (error) {
      // What that means is for the caller to learn from its own call.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    this.known.add(workflowId);
    await this.move(workflowId, this.now());
  }

  private async move(workflowId: string, instant: number): Promise<void> {
    const present = await this.presentOf(workflowId);
    if (present === undefined) this.known.delete(workflowId);
    if (present === undefined || present >= instant) return;
    const { workflowService, execution } = this.at(workflowId);
    const id = randomUUID();
    await workflowService.updateWorkflowExecutionOptions({
      ...execution,
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          fastForwardConfig: { id, duration: msToTs(instant - present) },
          maxSessionSkipCount: MAX_TIMERS,
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
    await this.arrival(workflowId, id);
  }

  /** Undefined when it has ended. */
  private async presentOf(workflowId: string): Promise<number | undefined> {
    const { workflowService, namespace } = this.at(workflowId);
    const { workflowExecutionInfo, workflowExtendedInfo } = await workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    if (workflowExecutionInfo?.status !== RUNNING) return undefined;
    const time = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    return time ? tsToMs(time) : Date.now();
  }

  private async arrival(workflowId: string, fastForwardId: string): Promise<void> {
    const { workflowService, execution } = this.at(workflowId);
    for (;;) {
      const { fastForwardPollingResult: result, failedReason } =
        await workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId });
      if (result === COMPLETED) return;
      if (result === POLL_TIMEOUT) continue;
      // On its way it may have come to its end.
      if ((await this.presentOf(workflowId)) === undefined) return;
      throw new Error(`${workflowId} could not be moved on: ${failedReason}`);
    }
  }

  private at(workflowId: string) {
    const { connection, options } = this.client;
    const { namespace } = options;
    const execution = { namespace, workflowExecution: { workflowId } };
    return { workflowService: connection.workflowService, namespace, execution };
  }
}
