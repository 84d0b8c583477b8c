/** Cases: messages between the API and caseWorkflow, and what it has recorded. */
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { CaseEvent, CaseState, Command, Place } from '../../domain/src/index.js';
import type { Answered, HeadActivities, RunInput, RunStatus, SentCommand } from './run.js';
import type { ParkInput } from './parking.js';

export const CASE_WORKFLOW = 'caseWorkflow';

export const caseWorkflowId = (caseId: string): string => `case/${caseId}`;

export interface CaseIds {
  caseId: string;
}

export type CommandAnswer = CaseIds & Answered;

/** Every staff action is this one update; its update id is the command's id, see {@link updateIdOf}. */
export const commandUpdate = defineUpdate<CommandAnswer, [Command & CaseIds]>('commandUpdate');

/**
 * The server gives a closed run's answer to whoever repeats an update of it. What was refused because it was reopened
 * from an old snapshot must come as another update when it is tried again from a fresh one.
 */
export const updateIdOf = (commandId: string, snapshot?: { state: { seq: number } }): string =>
  snapshot ? `${commandId}@${snapshot.state.seq}` : commandId;

export type CaseStatus = CaseIds & RunStatus;
export const caseStatusQuery = defineQuery<CaseStatus>('caseStatusQuery');

export type CaseWorkflowInput = CaseIds & RunInput<CaseState, CommandAnswer>;
export type CaseSnapshot = NonNullable<CaseWorkflowInput['snapshot']>;

export type RecordedCommand = SentCommand<CaseIds>;

/** All events of a case since the last record, in order and without gaps, and the commands that made them. */
export interface RecordInput {
  caseId: string;
  place: Place;
  events: CaseEvent[];
  commands: RecordedCommand[];
  /** The run was parked before: once this is recorded, its mark is taken away. */
  parked?: boolean;
}

export interface RecordActivities extends HeadActivities {
  /**
   * Writes events, read model, commands, audit and outbox in one transaction. The same (case, seq) with the same
   * digest is success. What can't succeed is not tried again: the failure `DIVERGED` where PostgreSQL tells another
   * story, `UNRECORDABLE` where it will never take these events.
   */
  record(input: RecordInput): Promise<void>;
  /** Tells the operator that the case waits for them, also when PostgreSQL knows nothing of it yet. */
  park(input: ParkInput & { caseId: string }): Promise<void>;
}
