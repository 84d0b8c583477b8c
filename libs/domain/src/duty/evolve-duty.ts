import { withoutUndefined } from '../engine/without-undefined.js';
import type { DutyEvent, DutyState } from './model.js';

type EventOf<T extends DutyEvent['type']> = Extract<DutyEvent, { type: T }>;

/**
 * The state after an event. Pure.
 *
 * @throws Error when the first event is not `dutyIssued`, or the event's number does not follow: a caller's bug.
 */
export function evolveDuty(state: DutyState | undefined, event: DutyEvent): DutyState {
  if (event.seq !== (state?.seq ?? 0) + 1)
    throw new Error(`event ${event.seq} does not follow ${state?.seq ?? 0}`);
  if (event.type === 'dutyIssued') return issued(event);
  if (!state) throw new Error(`a duty begins with dutyIssued, not with ${event.type}`);
  return withoutUndefined({ ...state, ...change(state, event), ...head(event) });
}

const head = ({ seq, recordedAt: updatedAt }: DutyEvent) => ({ seq, updatedAt });

function issued(event: EventOf<'dutyIssued'>): DutyState {
  const { dutyId, kind, caseId, place, step, actor = '', level, to, term, calendar } = event;
  const { occurredAt: startedAt, dueAt, remindAt, alertAt } = event;
  return withoutUndefined({
    dutyId,
    kind,
    ...head(event),
    caseId,
    place,
    step,
    issuer: actor,
    level,
    to,
    term,
    calendar,
    status: 'open' as const,
    issuedAt: startedAt,
    startedAt,
    dueAt,
    remindAt,
    alertAt,
    returns: 0,
  });
}

const SILENT = { remindAt: undefined, alertAt: undefined };

/** What an event changes, besides `seq`. */
function change(state: DutyState, event: DutyEvent): Partial<DutyState> {
  switch (event.type) {
    case 'dutyAnswered':
      return {
        ...SILENT,
        status: 'answered',
        answer: { by: event.actor ?? '', at: event.occurredAt },
      };
    case 'dutyReturned': {
      const { term, calendar = state.calendar, occurredAt: startedAt, dueAt, remindAt, alertAt } = event;
      const times = { term, calendar, startedAt, dueAt, remindAt, alertAt };
      return { ...times, status: 'open', answer: undefined, returns: event.returns };
    }
    case 'dutyReaddressed':
      return { to: event.to };
    case 'dutyRescheduled': {
      const { calendar, dueAt, remindAt, alertAt } = event;
      return { calendar, dueAt, remindAt, alertAt };
    }
    case 'dutyReminded':
      return { remindAt: undefined };
    case 'dutyOverdue':
      return SILENT;
    case 'dutyClosed':
      return { ...SILENT, status: 'closed', endedAt: event.occurredAt };
    case 'dutyCancelled':
      return { ...SILENT, status: 'cancelled', endedAt: event.occurredAt };
    case 'dutyIssued':
      return {};
  }
}
