import type { AccountId, Instant, LocalDate, StepKey, Term } from './basics.js';

/** 外出务工, 农忙, 红白事, 防汛, 等待鉴定, 其他. */
export const PAUSE_REASONS = [
  'awayForWork',
  'harvest',
  'familyEvent',
  'floodDuty',
  'expertReport',
  'other',
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** All deadlines of the case stand still, from an instant to the end of its last day, or to its earlier end. */
export interface Pause {
  type: 'pause';
  reason: PauseReason;
  /** The pauses of one round are limited together. */
  round: number;
  from: Instant;
  /** The last day of the pause. */
  until: LocalDate;
  resumedAt?: Instant;
}

/** More time for one step, or for one milestone of its carrying out; asked for once, decided a level up. */
export interface Extension {
  type: 'extension';
  step: StepKey;
  visit: number;
  milestone?: string;
  term: Term;
  requestedBy: AccountId;
  requestedAt: Instant;
  approved?: boolean;
  decidedAt?: Instant;
}

/** The overall deadline of a dispute, extended once by the consent of all parties. */
export interface OverallExtension {
  type: 'overallExtension';
  term: Term;
  at: Instant;
}

/** A calendar was published, or came with an action, and moved dates of the case. */
export interface CalendarChange {
  type: 'calendar';
  /** The versions. */
  before: number;
  after: number;
  at: Instant;
  moved: MovedDate[];
  /** The last event that belongs to it. */
  seq: number;
}

/** The due time of a step, or without one the overall deadline. */
export interface MovedDate {
  step?: StepKey;
  before?: Instant;
  after?: Instant;
}

/** Everything that moved a date of the case, in the order in which it was recorded: dates and codes only. */
export type DeadlineAdjustment = Pause | Extension | OverallExtension | CalendarChange;
