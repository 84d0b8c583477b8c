import type { Addressee, CaseEvent, CaseState, DutyEvent, DutyState, Instant, Role, StepKey } from '#domain';
import { placeColumns } from './case-rows.js';
import { addressed } from './duty-rows.js';
import type { MailRow } from '../read/read-model.entities.js';

export const MAIL_KINDS = [
  'assigned',
  'reminder',
  'overdue',
  'unassigned',
  'nudge',
  'extensionRequested',
  'extensionApproved',
  'extensionRefused',
  'holderAsked',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

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

/** To an account, else to all of a role; of departments' representatives, to those of the named ones. */
interface CaseMail {
  kind: MailKind;
  step: StepKey;
  to: { owner?: Role; assignee?: string; departments?: string[] };
  dueAt?: Instant | undefined;
}

/** The message that an event of a case sends; it goes to who is concerned at the case's place. */
export function caseMails(event: CaseEvent, { caseId, place }: CaseState): MailRow[] {
  const mail = caseMail(event);
  if (!mail) return [];
  const { owner = null, assignee, departments } = mail.to;
  return [
    {
      ...{ caseId, dutyId: null, seq: event.seq, kind: mail.kind, step: mail.step, ...placeColumns(place) },
      accountId: assignee ?? null,
      role: assignee ? null : owner,
      departmentIds: (!assignee && departments) || null,
      dueAt: mail.dueAt ?? null,
      createdAt: event.recordedAt,
    },
  ];
}

function caseMail(event: CaseEvent): CaseMail | undefined {
  switch (event.type) {
    case 'reminded':
      return { kind: event.cause, step: event.step, to: event, dueAt: event.dueAt };
    case 'nudged':
      return { kind: 'nudge', step: event.step, to: event };
    case 'extensionRequested':
      return { kind: 'extensionRequested', step: event.step, to: { owner: event.askedOf } };
    case 'extensionDecided': {
      const kind = event.approved ? 'extensionApproved' : 'extensionRefused';
      return { kind, step: event.step, to: { assignee: event.requestedBy } };
    }
    case 'holderAsked':
      return { kind: 'holderAsked', step: event.step, to: { owner: event.askedOf } };
    case 'stepAssigned': {
      // Who claims it or gives it back knows; who is handed it by another is told.
      const { step, assignee, actor, dueAt } = event;
      const handed = assignee !== null && actor !== undefined && actor !== assignee;
      return handed ? { kind: 'assigned', step, to: { assignee }, dueAt } : undefined;
    }
    default:
      return undefined;
  }
}

interface AboutOrder {
  kind: OrderMail;
  to: Addressee;
  dueAt?: Instant;
}

/** Whatever people do to a supervision order is told to whoever waits for it. */
export function dutyMails(event: DutyEvent, { dutyId, caseId, step, place }: DutyState): MailRow[] {
  const mail = orderMail(event);
  if (!mail) return [];
  return [
    {
      ...{ caseId, dutyId, seq: event.seq, kind: mail.kind, step: step ?? null, ...placeColumns(place) },
      ...{ ...addressed(mail.to), departmentIds: null },
      ...{ dueAt: mail.dueAt ?? null, createdAt: event.recordedAt },
    },
  ];
}

function orderMail(event: DutyEvent): AboutOrder | undefined {
  switch (event.type) {
    case 'dutyIssued':
      return { kind: 'order', to: event.to, dueAt: event.dueAt };
    case 'dutyReturned':
      return { kind: 'orderReturned', to: event.to, dueAt: event.dueAt };
    case 'dutyReaddressed':
      return { kind: 'orderReaddressed', to: event.to, dueAt: event.dueAt };
    case 'dutyReminded':
      return { kind: 'orderReminder', to: event.to, dueAt: event.dueAt };
    case 'dutyClosed':
      return { kind: 'orderClosed', to: event.to };
    case 'dutyCancelled':
      return { kind: 'orderCancelled', to: event.to };
    case 'dutyAnswered':
      return { kind: 'orderAnswered', to: { accountId: event.issuer } };
    case 'dutyOverdue':
      return { kind: 'orderOverdue', to: { accountId: event.issuer }, dueAt: event.dueAt };
    case 'dutyRescheduled':
      return undefined;
  }
}
