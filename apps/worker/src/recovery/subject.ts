import {
  CASE_WORKFLOW,
  caseWorkflowId,
  DUTY_WORKFLOW,
  dutyWorkflowId,
  type Sequenced,
  type Submitted,
} from '#contracts';
import {
  type CaseEvent,
  type CaseState,
  type DutyEvent,
  evolve,
  evolveDuty,
  hasEnded,
  type DutyState,
  type Place,
} from '#domain';
import type { Recorder } from '#persistence';

export type SubjectKind = 'case' | 'duty';

/** A case or supervision order as recovery sees it. */
export interface Subject {
  kind: SubjectKind;
  id: string;
}

export type AnyEvent = CaseEvent | DutyEvent;
export type AnyState = CaseState | DutyState;

/** Events and the commands that made them, as they were handed to be recorded. */
export interface HeldBatch {
  events: AnyEvent[];
  commands: Sequenced[];
  /** Of a case. */
  place?: Place;
}

/** What differs between cases and orders. */
export interface SubjectType {
  workflow: string;
  workflowId(id: string): string;
  /** The activity that records. */
  activity: string;
  update: string;
  ids(id: string): object;
  fold(events: readonly AnyEvent[]): AnyState | undefined;
  hasEnded(state: AnyState): boolean;
  record(recorder: Recorder, id: string, batch: HeldBatch): Promise<void>;
}

const cases: SubjectType = {
  workflow: CASE_WORKFLOW,
  workflowId: caseWorkflowId,
  activity: 'record',
  update: 'commandUpdate',
  ids: (caseId) => ({ caseId }),
  fold: (events) =>
    (events as readonly CaseEvent[]).reduce<CaseState | undefined>(
      (state, event) => evolve(state, event),
      undefined,
    ),
  hasEnded: (state) => (state as CaseState).closed !== undefined,
  record: (recorder, caseId, { place, events, commands }) =>
    recorder.record({
      caseId,
      place: place!,
      events: events as CaseEvent[],
      commands: commands.map((command) => ({ ...command, caseId })),
    }),
};

const duties: SubjectType = {
  workflow: DUTY_WORKFLOW,
  workflowId: dutyWorkflowId,
  activity: 'recordDuty',
  update: 'dutyCommandUpdate',
  ids: (dutyId) => ({ dutyId }),
  fold: (events) =>
    (events as readonly DutyEvent[]).reduce<DutyState | undefined>(
      (state, event) => evolveDuty(state, event),
      undefined,
    ),
  hasEnded: (state) => hasEnded(state as DutyState),
  record: (recorder, dutyId, { events, commands }) =>
    recorder.recordDuty({
      dutyId,
      events: events as DutyEvent[],
      commands: commands.map((command) => ({ ...command, dutyId })),
    }),
};

export const TYPES: Record<SubjectKind, SubjectType> = { case: cases, duty: duties };

export const workflowIdOf = ({ kind, id }: Subject): string => TYPES[kind].workflowId(id);

/** The reverse; undefined for workflows of other sorts. */
export function subjectOf(workflowId: string): Subject | undefined {
  const [kind = '', id = ''] = workflowId.split('/');
  return kind === 'case' || kind === 'duty' ? { kind, id } : undefined;
}

/** A command as it stands in an update. */
export type HeldCommand = Submitted & { type: string };
