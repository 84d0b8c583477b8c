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
  'assignmentEscalated',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Messages about a supervision order: to its addressee, and back to its issuer. */
export const SUPERVISION_ORDER_MAILS = [
  'supervisionOrder',
  'supervisionOrderReturned',
  'supervisionOrderReaddressed',
  'supervisionOrderReminder',
  'supervisionOrderClosed',
  'supervisionOrderCancelled',
  'supervisionOrderAnswered',
  'supervisionOrderOverdue',
] as const;
export type SupervisionOrderMail = (typeof SUPERVISION_ORDER_MAILS)[number];

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
      caseId,
      dutyId: null,
      seq: event.seq,
      kind: mail.kind,
      step: mail.step,
      ...placeColumns(place),
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
    case 'assignmentEscalated':
      return { kind: 'assignmentEscalated', step: event.step, to: { owner: event.askedOf } };
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

interface AboutSupervisionOrder {
  kind: SupervisionOrderMail;
  to: Addressee;
  dueAt?: Instant;
}

/** Whatever people do to a supervision order is told to whoever waits for it. */
export function dutyMails(event: DutyEvent, { dutyId, caseId, step, place }: DutyState): MailRow[] {
  const mail = supervisionOrderMail(event);
  if (!mail) return [];
  return [
    {
      caseId,
      dutyId,
      seq: event.seq,
      kind: mail.kind,
      step: step ?? null,
      ...placeColumns(place),
      ...addressed(mail.to),
      departmentIds: null,
      dueAt: mail.dueAt ?? null,
      createdAt: event.recordedAt,
    },
  ];
}

function supervisionOrderMail(event: DutyEvent): AboutSupervisionOrder | undefined {
  switch (event.type) {
    case 'dutyIssued':
      return { kind: 'supervisionOrder', to: event.to, dueAt: event.dueAt };
    case 'dutyReturned':
      return { kind: 'supervisionOrderReturned', to: event.to, dueAt: event.dueAt };
    case 'dutyReaddressed':
      return { kind: 'supervisionOrderReaddressed', to: event.to, dueAt: event.dueAt };
    case 'dutyReminded':
      return { kind: 'supervisionOrderReminder', to: event.to, dueAt: event.dueAt };
    case 'dutyClosed':
      return { kind: 'supervisionOrderClosed', to: event.to };
    case 'dutyCancelled':
      return { kind: 'supervisionOrderCancelled', to: event.to };
    case 'dutyAnswered':
      return { kind: 'supervisionOrderAnswered', to: { accountId: event.issuer } };
    case 'dutyOverdue':
      return { kind: 'supervisionOrderOverdue', to: { accountId: event.issuer }, dueAt: event.dueAt };
    case 'dutyRescheduled':
      return undefined;
  }
}
