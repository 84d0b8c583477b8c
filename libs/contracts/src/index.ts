/** What the API, the workflows and the worker say to each other. Imports only the domain. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseEvent, CaseState, Command, Instant, Place } from '../../domain/src/index.js';

export * from './calendar.js';

export const CASE_WORKFLOW = 'caseWorkflow';

export const caseWorkflowId = (caseId: string): string => `case/${caseId}`;

/** The answer of an accepted command: its last event has been recorded in PostgreSQL as `version`. */
export interface CommandAnswer {
  caseId: string;
  commandId: string;
  /** The hash of the request that was carried out; a repeat with another one must be refused. */
  bodyHash: string;
  version: number;
}

/** Every staff action is this one update; its update id is the command's id. */
export const commandUpdate = defineUpdate<CommandAnswer, [Command]>('commandUpdate');

/** What an operator may ask of a running case. */
export interface CaseStatus {
  caseId: string;
  rules: number;
  version: number;
  recordedVersion: number;
  blocked: boolean;
}
export const caseStatusQuery = defineQuery<CaseStatus>('caseStatusQuery');

/** The operator has repaired PostgreSQL: a parked case tries again to record. */
export const retryRecordSignal = defineSignal('retryRecordSignal');

/** Serves opening (no snapshot), continue-as-new, reopening and resuming on another cluster. */
export interface CaseWorkflowInput {
  caseId: string;
  /** The rules version of this run. */
  rules: number;
  snapshot?: CaseSnapshot;
  /** After so many updates the run continues as new; the default keeps below the server's limit. */
  continueAfter?: number;
}

export interface CaseSnapshot {
  state: CaseState;
  /** The last 200 handled commands, for repeats after continue-as-new. */
  handled: CommandAnswer[];
}

/** A command's place among the events it made. */
export interface RecordedCommand extends CommandAnswer {
  accountId: string;
  firstSeq: number;
}

/** All events of a case since the last record, in order and without gaps, and the commands that made them. */
export interface RecordInput {
  caseId: string;
  place: Place;
  events: CaseEvent[];
  commands: RecordedCommand[];
}

export interface RecordActivities {
  /**
   * Writes events, read model, commands, audit and outbox in one transaction. The same (case, seq) with the same
   * digest is success; with another one it throws the non-retryable failure {@link DIVERGED}.
   */
  record(input: RecordInput): Promise<void>;
  /** Marks the case as technically blocked, for the operator. Recording the case again takes the mark away. */
  park(caseId: string, at: Instant): Promise<void>;
}

/** Failure type: PostgreSQL holds another event under the same number. */
export const DIVERGED = 'DIVERGED';
/** Failure type of a refused command; `details[0]` is the Refusal. */
export const REFUSED = 'REFUSED';
/** Failure type of a command over which the rules themselves broke: a bug, nothing has changed. */
export const RULES_BROKEN = 'RULES_BROKEN';
/** Failure type of a run whose first command was refused or lost: no case came of it, and it may be opened again. */
export const NOT_OPENED = 'NOT_OPENED';
