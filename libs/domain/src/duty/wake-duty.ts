import type { Instant } from '../model/basics.js';
import { evolveDuty } from './evolve-duty.js';
import type { DutyEvent, DutyEventBody, DutyState } from './model.js';

/** The nearest instant at which `wakeDuty` has something to say; undefined when nothing waits. */
export function nextDutyWake({ remindAt, alertAt }: DutyState): Instant | undefined {
  if (remindAt === undefined || alertAt === undefined) return remindAt ?? alertAt;
  return Math.min(remindAt, alertAt);
}

/** What the passing of time does: the addressee is reminded, then the issuer is told that it is overdue; once each. */
export function wakeDuty(rules: number, state: DutyState, now: Instant): DutyEvent[] {
  const { remindAt = Infinity, alertAt = Infinity, dueAt, to, issuer } = state;
  const events: DutyEvent[] = [];
  const emit = (body: DutyEventBody): void => {
    const seq = state.seq + events.length + 1;
    events.push({ seq, rules, commandId: 'timer', occurredAt: now, recordedAt: now, ...body });
  };
  // Whoever comes too late to remind, because no worker ran, has only the one thing to say.
  if (remindAt <= now && alertAt > now) emit({ type: 'dutyReminded', dueAt, to });
  if (alertAt <= now) emit({ type: 'dutyOverdue', dueAt, issuer });
  return events;
}

export const hasEnded = ({ endedAt }: DutyState): boolean => endedAt !== undefined;

export const foldDuty = (events: readonly DutyEvent[]): DutyState | undefined =>
  events.reduce<DutyState | undefined>((state, event) => evolveDuty(state, event), undefined);
