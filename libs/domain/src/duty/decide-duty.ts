import { fills, levelAbove } from '../engine/authority.js';
import { isPublisher } from '../engine/calendar.js';
import { dated } from '../engine/skew.js';
import type { Instant, Role } from '../model/basics.js';
import type { Actor, Dated } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import { unfitDate } from '../time/index.js';
import {
  type Addressee,
  type DutyCommand,
  type DutyEvent,
  type DutyEventBody,
  type DutyState,
  type IssueDuty,
  type NewAddressee,
  RETURNS_LIMIT,
  type SupervisingRole,
  SUPERVISING_ROLES,
} from './model.js';
import { dutyTimes, isDutyTerm, movedBy } from './times.js';

export type DutyDecision = { events: DutyEvent[] } | { refusal: Refusal };
type Verdict = { body: DutyEventBody } | { refusal: Refusal };
type CommandOf<T extends DutyCommand['type']> = Dated<Extract<DutyCommand, { type: T }>>;

/** To whom a role's order may go; a department has many representatives, of whom one must be named. */
const OF_TOWNSHIP: readonly Role[] = ['gridWorker', 'clerk', 'committee', 'convener', 'mediator'];
const ADDRESSED: Record<SupervisingRole, readonly Role[]> = {
  townshipOffice: OF_TOWNSHIP,
  county: [...OF_TOWNSHIP, 'townshipOffice'],
};

/** The office that an order comes from, and what stands above it. */
const READDRESSERS: Record<SupervisingRole, readonly Role[]> = {
  townshipOffice: ['townshipOffice', levelAbove('townshipOffice')],
  county: ['county'],
};

/**
 * What a command does to a duty: one event, or a refusal that changes nothing. Pure.
 *
 * @param state undefined before it is issued
 */
export function decideDuty(
  rules: number,
  state: DutyState | undefined,
  command: DutyCommand,
  now: Instant,
): DutyDecision {
  const told = dated(command, now);
  const refused = outOfPlace(state, told, now);
  if (refused) return refused;
  const verdict = told.type === 'issue' ? issue(told, now) : judge(state!, told, now);
  if ('refusal' in verdict) return verdict;
  const { id: commandId, actor, onBehalfOf, channel, occurredAt } = told;
  const event: DutyEvent = {
    seq: (state?.seq ?? 0) + 1,
    rules,
    commandId,
    actor: actor.accountId,
    ...(onBehalfOf && { onBehalfOf }),
    ...(channel && { channel }),
    occurredAt,
    recordedAt: now,
    ...verdict.body,
  };
  return { events: [event] };
}

function outOfPlace(
  state: DutyState | undefined,
  { type, dutyId, occurredAt, expectedVersion }: Dated<DutyCommand>,
  now: Instant,
): { refusal: Refusal } | undefined {
  if (occurredAt > now) return refuse('command.inFuture', {}, '/occurredAt');
  const unfit = unfitDate('fact', occurredAt, { now, path: '/occurredAt' });
  if (unfit) return unfit;
  if (state && dutyId !== undefined && dutyId !== state.dutyId) return refuse('command.otherCase');
  if (type === 'issue') return state && refuse('supervisionOrder.alreadyIssued');
  if (!state) return refuse('supervisionOrder.unknown');
  if (expectedVersion !== undefined && expectedVersion !== state.seq)
    return refuse('command.stale', { version: state.seq });
  return state.endedAt === undefined ? undefined : refuse('supervisionOrder.ended');
}

function issue(command: CommandOf<'issue'>, now: Instant): Verdict {
  const { actor, dutyId, kind, caseId, place, step, instruction, term, calendar, occurredAt } = command;
  const level = levelOf(actor);
  if (!level) return refuse('supervisionOrder.roleMissing');
  const unfit = unfitAddressee(command, level);
  if (unfit) return unfit;
  if (!isDutyTerm(term)) return refuse('supervisionOrder.termInvalid', {}, '/term');
  const about = { dutyId, kind, caseId, place, ...(step && { step }) };
  const what = { ...about, level, to: addressee(command.to), instruction, term, calendar };
  return {
    body: { type: 'dutyIssued', ...what, ...dutyTimes(calendar, { dutyId, start: occurredAt, term }, now) },
  };
}

/** Who holds both offices acts as the nearer one. */
const levelOf = ({ roles }: Actor): SupervisingRole | undefined =>
  (['townshipOffice', 'county'] as const).find((level) => roles.includes(level));

const addressee = (to: NewAddressee): Addressee => ('role' in to ? to : { accountId: to.accountId });

function unfitAddressee(
  { actor, to }: { actor: Actor; to: NewAddressee },
  level: SupervisingRole,
): { refusal: Refusal } | undefined {
  if ('role' in to)
    return ADDRESSED[level].includes(to.role)
      ? undefined
      : refuse('supervisionOrder.roleUnfit', { role: to.role }, '/role');
  if (to.accountId === actor.accountId) return refuse('supervisionOrder.toOneself', {}, '/accountId');
  return mayBeAddressed(to.roles, level)
    ? undefined
    : refuse('supervisionOrder.addresseeUnfit', {}, '/accountId');
}

const mayBeAddressed = (roles: readonly Role[], level: SupervisingRole): boolean =>
  roles.some((role) => role === 'department' || ADDRESSED[level].includes(role));

function judge(state: DutyState, command: Dated<Exclude<DutyCommand, IssueDuty>>, now: Instant): Verdict {
  switch (command.type) {
    case 'answer':
      return answer(state, command);
    case 'return':
      return refusedJudge(state, command.actor) ?? giveBack(state, command, now);
    case 'readdress':
      return readdress(state, command);
    case 'close':
      return refusedJudge(state, command.actor) ?? close(state, command);
    case 'cancel':
      return cancel(state, command);
    case 'applyCalendar':
      return applyCalendar(state, command, now);
  }
}

function answer(state: DutyState, { actor, text, attachmentIds = [] }: CommandOf<'answer'>): Verdict {
  if (!isAddressed(state, actor)) return refuse('supervisionOrder.notAddressee');
  if (state.status === 'answered') return refuse('supervisionOrder.answered');
  const { issuer } = state;
  return { body: { type: 'dutyAnswered', text, ...(attachmentIds.length > 0 && { attachmentIds }), issuer } };
}

/** The named account while it has a role there; a role's order, whoever holds the role at the place or stands in for it. */
const isAddressed = ({ to, level }: DutyState, { accountId, roles }: Actor): boolean =>
  'role' in to ? fills(roles, to.role) : to.accountId === accountId && mayBeAddressed(roles, level);

/** Who may issue orders of its own is told whose this one is. */
const notTheirs = ({ level }: DutyState, { roles }: Actor): { refusal: Refusal } =>
  SUPERVISING_ROLES.some((office) => roles.includes(office))
    ? refuse('supervisionOrder.otherOffice', { level })
    : refuse('supervisionOrder.roleMissing');

/** An answer is judged by the office that asked, and by nobody who gave it. */
function refusedJudge(state: DutyState, actor: Actor): { refusal: Refusal } | undefined {
  if (!actor.roles.includes(state.level)) return notTheirs(state, actor);
  if (!state.answer || state.status !== 'answered') return refuse('supervisionOrder.notAnswered');
  return state.answer.by === actor.accountId ? refuse('supervisionOrder.ownAnswer') : undefined;
}

function giveBack(state: DutyState, command: CommandOf<'return'>, now: Instant): Verdict {
  const { reason, term = state.term, calendar, occurredAt } = command;
  if (state.returns >= RETURNS_LIMIT)
    return refuse('supervisionOrder.returnsUsedUp', { limit: RETURNS_LIMIT });
  if (!isDutyTerm(term)) return refuse('supervisionOrder.termInvalid', {}, '/term');
  const newer = calendar && calendar.version > state.calendar.version ? { calendar } : {};
  const times = dutyTimes(
    newer.calendar ?? state.calendar,
    { dutyId: state.dutyId, start: occurredAt, term },
    now,
  );
  return {
    body: {
      type: 'dutyReturned',
      returns: state.returns + 1,
      reason,
      term,
      ...newer,
      to: state.to,
      ...times,
    },
  };
}

/** The term runs on, and what it has still to say it says to the new addressee. */
function readdress(state: DutyState, { actor, to: wanted, reason }: CommandOf<'readdress'>): Verdict {
  const { level, status, to: from, dueAt } = state;
  if (!actor.roles.some((role) => READDRESSERS[level].includes(role))) return notTheirs(state, actor);
  if (status === 'answered') return refuse('supervisionOrder.answered');
  const unfit = unfitAddressee({ actor, to: wanted }, level);
  if (unfit) return unfit;
  const to = addressee(wanted);
  return isSame(to, from)
    ? refuse('supervisionOrder.sameAddressee', {}, 'role' in to ? '/role' : '/accountId')
    : { body: { type: 'dutyReaddressed', from, to, reason, dueAt } };
}

const isSame = (one: Addressee, other: Addressee): boolean =>
  'role' in one
    ? 'role' in other && one.role === other.role
    : 'accountId' in other && one.accountId === other.accountId;

const close = ({ to }: DutyState, { remark }: CommandOf<'close'>): Verdict => ({
  body: { type: 'dutyClosed', ...(remark && { remark }), to },
});

/** An answer that is there is judged, not swept away. */
function cancel(state: DutyState, { actor, reason }: CommandOf<'cancel'>): Verdict {
  const { level, status, to } = state;
  if (!actor.roles.includes(level)) return notTheirs(state, actor);
  if (status === 'answered') return refuse('supervisionOrder.answered');
  return { body: { type: 'dutyCancelled', reason, to } };
}

/** A published calendar comes to an open order, as it comes to cases. */
function applyCalendar(
  state: DutyState,
  { actor, calendar }: CommandOf<'applyCalendar'>,
  now: Instant,
): Verdict {
  if (!isPublisher(actor)) return refuse('supervisionOrder.roleMissing');
  const { version } = state.calendar;
  const moved = movedBy(calendar, state, now);
  return moved
    ? { body: { type: 'dutyRescheduled', calendar, ...moved } }
    : refuse('calendar.notNewer', { version });
}
