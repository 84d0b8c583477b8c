/** Duties: messages between the API and dutyWorkflow, and what it has recorded. */
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { DutyCommand, DutyEvent, DutyState, Instant } from '../../domain/src/index.js';
import type { Answered, LedgerInput, RunStatus, SentCommand } from './ledger.js';

export const DUTY_WORKFLOW = 'dutyWorkflow';

export const dutyWorkflowId = (dutyId: string): string => `duty/${dutyId}`;

export interface DutyIds {
  dutyId: string;
}

export type DutyAnswer = DutyIds & Answered;

/** Everything done to a duty is this one update; its update id is the command's id. */
export const dutyCommandUpdate = defineUpdate<DutyAnswer, [DutyCommand & DutyIds]>('dutyCommandUpdate');

export const dutyStatusQuery = defineQuery<DutyIds & RunStatus>('dutyStatusQuery');

export type DutyWorkflowInput = DutyIds & LedgerInput<DutyState, DutyAnswer>;

/** All events of a duty since the last record, in order and without gaps, and the commands that made them. */
export interface RecordDutyInput {
  dutyId: string;
  events: DutyEvent[];
  commands: SentCommand<DutyIds>[];
}

export interface RecordDutyActivities {
  /** As a case's `record`: one transaction, and the same again is success. */
  recordDuty(input: RecordDutyInput): Promise<void>;
  /** Marks the duty as technically blocked, for the operator. */
  parkDuty(dutyId: string, at: Instant): Promise<void>;
}
