/** Duties: messages between the API and dutyWorkflow, and what it has recorded. */
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { DutyCommand, DutyEvent, DutyState } from '../../domain/src/index.js';
import type { Answered, RunInput, RunStatus, SentCommand } from './run.js';
import type { ParkInput } from './parking.js';

export const DUTY_WORKFLOW = 'dutyWorkflow';

export const dutyWorkflowId = (dutyId: string): string => `duty/${dutyId}`;

export interface DutyIds {
  dutyId: string;
}

export type DutyAnswer = DutyIds & Answered;

/** Everything done to a duty is this one update; its update id is the command's id. */
export const dutyCommandUpdate = defineUpdate<DutyAnswer, [DutyCommand & DutyIds]>('dutyCommandUpdate');

export const dutyStatusQuery = defineQuery<DutyIds & RunStatus>('dutyStatusQuery');

export type DutyWorkflowInput = DutyIds & RunInput<DutyState, DutyAnswer>;

/** All events of a duty since the last record, in order and without gaps, and the commands that made them. */
export interface RecordDutyInput {
  dutyId: string;
  events: DutyEvent[];
  commands: SentCommand<DutyIds>[];
  /** As a case's. */
  parked?: boolean;
}

export interface RecordDutyActivities {
  /** As a case's `record`: one transaction, and the same again is success. */
  recordDuty(input: RecordDutyInput): Promise<void>;
  /** As a case's `park`; `caseId` is the case that the duty is about. */
  parkDuty(input: ParkInput & { dutyId: string; caseId: string }): Promise<void>;
}
