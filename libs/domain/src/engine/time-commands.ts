import type { LocalDate } from '../model/basics.js';
import type { Command, Dated } from '../model/command.js';
import type { Pause } from '../model/deadline-adjustment.js';
import { PAUSE_LIMIT_DAYS } from '../model/procedure.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState, StepState } from '../model/state.js';
import { addDays, dateOf, endOfDay, extended, parseTerm, unfitDate } from '../time/index.js';
import { pendingDepartmentsOf } from './addressee.js';
import { isManager, levelAbove, actionRefusal } from './authority.js';
import { knownDefinition } from './definition.js';
import type { Draft } from './draft.js';
import { rescheduleAll, timing } from './flow.js';
import {
  extensionsOf,
  isPausedAt,
  adjustmentsOf,
  openPause,
  pauseDays,
  pausedDays,
  pauseEnd,
  pendingExtension,
} from './deadline-adjustments.js';

type Refused = { refusal: Refusal } | undefined;
type CommandOf<T extends Command['type']> = Dated<Extract<Command, { type: T }>>;

/** *Default*: all pauses of a round together, as often as the limit of one. */
const PAUSES_OF_A_ROUND = 2;
/** How many calendar days a milestone, whose date was set and not counted, may be put off. */
const MILESTONE_EXTENSION_DAYS = 30;

/**
 * All deadlines of the case stand still, the steps' and the overall one; dates move as if the pause lasted to its last day. One
 * that is entered when it is over ends at once, with that day.
 */
export function pause(draft: Draft, { actor, reason, text, until }: CommandOf<'pause'>): Refused {
  if (!isManager(actor)) return refuse('case.roleMissing');
  const { state, occurredAt } = draft;
  const running = openPause(state);
  if (running) return refuse('pause.already', { until: running.until });
  if (reason === 'other' && !text) return refuse('pause.reasonMissing', {}, '/text');
  const last = adjustmentsOf(state).findLast((entry): entry is Pause => entry.type === 'pause');
  if (last && occurredAt < pauseEnd(last)) return refuse('pause.overlaps', {}, '/occurredAt');
  const latestFact = Math.max(...Object.values(state.steps).flatMap((s) => [s.startedAt, s.doneAt ?? 0]));
  if (occurredAt < latestFact) return refuse('pause.beforeStep', {}, '/occurredAt');
  const unfit = unfitDate('pauseEnd', until, { now: draft.now, path: '/until' });
  if (unfit) return unfit;
  const limit = state.procedure?.pauseLimit ?? PAUSE_LIMIT_DAYS;
  const latest = addDays(dateOf(occurredAt), limit);
  if (until > latest) return refuse('pause.beyondLimit', { limit, latest }, '/until');
  if (endOfDay(until) <= occurredAt) return refuse('pause.untilBeforeStart', {}, '/until');
  const total = state.procedure?.pauseTotal ?? PAUSES_OF_A_ROUND * limit;
  const left = Math.max(0, total - pausedDays(state));
  if (pauseDays(occurredAt, until) > left) return refuse('pause.beyondTotal', { total, left }, '/until');
  draft.emit({ type: 'paused', reason, ...(text && { text }), until });
  rescheduleAll(draft);
  return undefined;
}

/** The pause ends; dates move back to what the pause really took. */
export function resume(draft: Draft, { actor, text }: CommandOf<'resume'>): Refused {
  if (!isManager(actor)) return refuse('case.roleMissing');
  const running = openPause(draft.state);
  if (!running) return refuse('resume.notPaused');
  if (draft.occurredAt < running.from) return refuse('resume.beforePause', {}, '/occurredAt');
  draft.emit({ type: 'resumed', ...(text && { text }), atLimit: false });
  rescheduleAll(draft);
  return undefined;
}

/** Who holds a step asks for more time, once; a level above decides. */
export function requestExtension(draft: Draft, command: CommandOf<'requestExtension'>): Refused {
  const { state } = draft;
  const { actor, step: key, milestone, term, reason } = command;
  const step = state.steps[key];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: key });
  if (draft.occurredAt < step.startedAt) return refuse('step.beforeStart', { step: key });
  const denied = actionRefusal(actor, step, [], pendingDepartmentsOf(state, step, draft.kinds));
  if (denied) return denied;
  const unfit =
    step.kind === 'implement' ? milestoneUnfit(state, milestone, term) : termUnfit(draft, step, term);
  if (unfit) return unfit;
  if (pendingExtension(state, step)) return refuse('extension.pending', { step: key });
  const before = extensionsOf(state, step).some((asked) => asked.milestone === milestone);
  if (before) return refuse('extension.twice', { step: key });
  const asked = { step: key, visit: step.visit, ...(milestone && { milestone }), term, reason };
  draft.emit({ type: 'extensionRequested', ...asked, askedOf: levelAbove(step.owner) });
  return undefined;
}

/** At most as long again as the step's own term, in the same unit. */
function termUnfit({ state, kinds }: Draft, step: StepState, term: string): Refused {
  const { term: own } = timing(state, step, knownDefinition(state, step.key), kinds);
  if (own === undefined) return refuse('extension.ownDate', { step: step.key });
  const [asked, most] = [parseTerm(term), parseTerm(own)];
  const inHours = state.urgent && most?.unit !== 'h';
  if (!asked || asked.amount === 0) return refuse('extension.notPositive', {}, '/term');
  const longest = most && most.amount > 0 ? most : { unit: 'wd' as const, amount: 1 };
  // An urgent term runs by the clock, and more of it may be asked for so.
  const byClock = inHours && asked.unit === 'h';
  const fits = byClock
    ? asked.amount <= longest.amount * 24
    : asked.unit === longest.unit && asked.amount <= longest.amount;
  const said = inHours ? `${longest.amount * 24}h` : `${longest.amount}${longest.unit}`;
  return fits ? undefined : refuse('extension.tooLong', { longest: said }, '/term');
}

function milestoneUnfit({ facts }: CaseState, milestone: string | undefined, term: string): Refused {
  if (milestone === undefined) return refuse('extension.milestoneMissing', {}, '/milestone');
  const found = facts.milestones.find(({ id }) => id === milestone);
  if (!found) return refuse('implement.unknownMilestone', { milestone }, '/milestone');
  if (found.doneOn) return refuse('implement.alreadyDone', { milestone, doneOn: found.doneOn }, '/milestone');
  const asked = parseTerm(term);
  if (!asked || asked.amount === 0) return refuse('extension.notPositive', {}, '/term');
  const fits = asked.unit === 'cd' && asked.amount <= MILESTONE_EXTENSION_DAYS;
  return fits
    ? undefined
    : refuse('extension.tooLong', { longest: `${MILESTONE_EXTENSION_DAYS}cd` }, '/term');
}

/** Nobody decides what he asked for or what he holds himself. */
export function decideExtension(draft: Draft, command: CommandOf<'decideExtension'>): Refused {
  const { state } = draft;
  const { actor, step: key, approve, reason } = command;
  const step = state.steps[key];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: key });
  if (!actor.roles.includes(levelAbove(step.owner))) return refuse('extension.roleMissing');
  const pending = pendingExtension(state, step);
  if (!pending) return refuse('extension.notRequested', { step: key });
  if (draft.occurredAt < pending.requestedAt) return refuse('extension.beforeRequest', {}, '/occurredAt');
  if (actor.accountId === pending.requestedBy || actor.accountId === step.assignee)
    return refuse('extension.ownRequest');
  if (!approve && !reason) return refuse('extension.reasonMissing', {}, '/reason');
  const milestoneDueOn = approve ? putOff(state, pending) : undefined;
  draft.emit({
    type: 'extensionDecided',
    step: key,
    approved: approve,
    requestedBy: pending.requestedBy,
    ...(milestoneDueOn && { milestoneDueOn }),
    ...(reason && { reason }),
  });
  rescheduleAll(draft);
  return undefined;
}

function putOff(
  state: CaseState,
  { milestone, term }: { milestone?: string; term: string },
): LocalDate | undefined {
  const dueOn = state.facts.milestones.find(({ id }) => id === milestone)?.dueOn;
  return dueOn && dateOf(extended(state.calendar, endOfDay(dueOn), term) - 1);
}

/** The usual frame of a dispute may be doubled once, when all parties consent. */
export function extendOverallDeadline(
  draft: Draft,
  { actor, by, reason }: CommandOf<'extendOverallDeadline'>,
): Refused {
  if (!isManager(actor)) return refuse('case.roleMissing');
  const { state } = draft;
  const { category, procedure, facts } = state;
  const overall = procedure?.overallDeadline;
  if (category !== 'dispute' || !overall) return refuse('extendOverallDeadline.notADispute');
  const until = state.steps[overall.until];
  if (until?.status === 'done' && until.round === state.round) return refuse('extendOverallDeadline.kept');
  if (adjustmentsOf(state).some(({ type }) => type === 'overallExtension'))
    return refuse('extendOverallDeadline.twice');
  const stranger = by.findIndex((person) => !facts.parties.includes(person));
  if (stranger >= 0) return refuse('extendOverallDeadline.notAParty', {}, `/by/${stranger}`);
  if (!facts.parties.every((party) => by.includes(party)))
    return refuse('extendOverallDeadline.consentMissing', {}, '/by');
  draft.emit({ type: 'overallDeadlineExtended', by, term: overall.term, reason });
  rescheduleAll(draft);
  return undefined;
}

/**
 * During a pause nothing of the steps is done: to go on, the case is resumed first. What happened before the pause may
 * still be entered; files, comments, links, objections, hand-overs, withdrawing and handing up are never stopped.
 */
export function stoppedByPause(state: CaseState, command: Dated<Command>): Refused {
  const { type, occurredAt } = command;
  const stops =
    type === 'act' ||
    type === 'nudge' ||
    type === 'requestExtension' ||
    type === 'decideExtension' ||
    type === 'extendOverallDeadline';
  if (!stops || !isPausedAt(state, occurredAt)) return undefined;
  return refuse('case.paused', { until: openPause(state)?.until ?? '' });
}
