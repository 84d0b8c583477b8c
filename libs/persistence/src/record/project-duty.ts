import type { Addressee, DutyEvent, Instant } from '#domain';
import { timestamp } from '../pool.js';

/** Messages about a supervision order: to its addressee, and back to its issuer. */
export const ORDER_MAILS = [
  'order',
  'orderReturned',
  'orderReaddressed',
  'orderReminder',
  'orderClosed',
  'orderCancelled',
  'orderAnswered',
  'orderOverdue',
] as const;
export type OrderMail = (typeof ORDER_MAILS)[number];

interface MailRow {
  seq: number;
  kind: OrderMail;
  account_id: string | null;
  role: string | null;
  due_at?: string;
  created_at: string;
}

/** Columns of `duty_row` that the events set, and the messages that they send. */
export interface DutyChanges {
  row: Record<string, unknown>;
  mails: MailRow[];
}

export function projectDuty(events: readonly DutyEvent[]): DutyChanges {
  const row = events.reduce((columns, event) => ({ ...columns, ...columnsOf(event) }), {});
  const updatedAt = timestamp(events.at(-1)?.recordedAt);
  return { row: { ...row, updated_at: updatedAt }, mails: events.flatMap(mailsOf) };
}

/** The meaning of each event is that of the domain's `evolveDuty`. */
function columnsOf(event: DutyEvent): Record<string, unknown> {
  switch (event.type) {
    case 'dutyIssued':
      return issued(event);
    case 'dutyAnswered':
      return { status: 'answered', answered_at: timestamp(event.occurredAt), answered_by: event.actor };
    case 'dutyReturned': {
      const { returns, term, occurredAt, dueAt } = event;
      const again = { status: 'open', answered_at: null, answered_by: null, returns, term };
      return { ...again, started_at: timestamp(occurredAt), due_at: timestamp(dueAt) };
    }
    case 'dutyReaddressed':
      return addressed(event.to);
    case 'dutyClosed':
      return { status: 'closed', ended_at: timestamp(event.occurredAt) };
    case 'dutyCancelled':
      return { status: 'cancelled', ended_at: timestamp(event.occurredAt) };
    case 'dutyRescheduled':
      return { due_at: timestamp(event.dueAt) };
    case 'dutyReminded':
    case 'dutyOverdue':
      return {};
  }
}

function issued(event: Extract<DutyEvent, { type: 'dutyIssued' }>): Record<string, unknown> {
  const { kind, caseId, step, place, level, actor, to, term, occurredAt, dueAt } = event;
  const at = timestamp(occurredAt);
  return {
    ...{ kind, case_id: caseId, step, level, issuer: actor, ...addressed(to), term },
    ...{ county_id: place.countyId, township_id: place.townshipId, village_id: place.villageId },
    ...{ grid_id: place.gridId, status: 'open', returns: 0 },
    ...{ issued_at: at, started_at: at, due_at: timestamp(dueAt) },
  };
}

const addressed = (to: Addressee) => ({
  account_id: 'accountId' in to ? to.accountId : null,
  role: 'role' in to ? to.role : null,
});

/** Whatever people do to a duty is told to whoever waits for it. */
function mailsOf(event: DutyEvent): MailRow[] {
  const mail = (kind: OrderMail, to: Addressee, dueAt?: Instant): MailRow[] => [
    {
      ...{ seq: event.seq, kind, ...addressed(to), created_at: timestamp(event.recordedAt) },
      ...(dueAt !== undefined && { due_at: timestamp(dueAt) }),
    },
  ];
  switch (event.type) {
    case 'dutyIssued':
      return mail('order', event.to, event.dueAt);
    case 'dutyReturned':
      return mail('orderReturned', event.to, event.dueAt);
    case 'dutyReaddressed':
      return mail('orderReaddressed', event.to, event.dueAt);
    case 'dutyReminded':
      return mail('orderReminder', event.to, event.dueAt);
    case 'dutyClosed':
      return mail('orderClosed', event.to);
    case 'dutyCancelled':
      return mail('orderCancelled', event.to);
    case 'dutyAnswered':
      return mail('orderAnswered', { accountId: event.issuer });
    case 'dutyRescheduled':
      return [];
    case 'dutyOverdue':
      return mail('orderOverdue', { accountId: event.issuer }, event.dueAt);
  }
}
