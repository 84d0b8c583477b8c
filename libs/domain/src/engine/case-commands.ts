import type { Command, CommandMeta, Dated, OpenCase } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import { isLeader, isManager, isStaff } from './authority.js';
import type { Draft } from './draft.js';
import { isSameNumber, MOST_REFS, tooMany, unfitDueOn, unfitRefs } from './external-refs.js';
import { close, open, openSteps, rescheduleAll, startRound } from './flow.js';

type Refused = { refusal: Refusal } | undefined;
type CommandOf<T extends Command['type']> = Dated<Extract<Command, { type: T }>>;

/** The matter is entered; every case begins with the intake procedure. */
export function openCase(draft: Draft, command: Dated<CommandMeta & OpenCase>): Refused {
  if (!isStaff(command.actor)) return refuse('case.roleMissing');
  const { caseId, number, place, category, urgent, title, matter, location, reporterId } = command;
  const { intake, calendar, externalRefs = [], occurredAt: openedAt } = command;
  const unfit = unfitRefs(externalRefs, { openedAt, now: draft.now });
  if (unfit) return unfit;
  draft.emit({
    type: 'caseOpened',
    caseId,
    number,
    place,
    ...(category && { category }),
    urgent: urgent ?? false,
    ...(title && { title }),
    matter,
    ...(location && { location }),
    ...(reporterId && { reporterId }),
    externalRefs,
    intake,
    calendar,
  });
  open(draft, intake.start, command.occurredAt);
  return undefined;
}

/**
 * A party may end a dispute, and who raised a matter may take it back, as long as nothing is decided (People's
 * Mediation Law 23).
 */
export function withdraw(draft: Draft, { actor, by, reason }: CommandOf<'withdraw'>): Refused {
  if (!isManager(actor)) return refuse('case.roleMissing');
  const { facts, reporterId, steps, round, category } = draft.state;
  const entitled = category === 'dispute' ? [...facts.parties, reporterId] : [reporterId];
  if (by.length === 0 || !by.every((person) => entitled.includes(person)))
    return refuse('withdraw.notEntitled', {}, '/by');
  const decided = Object.values(steps).some(
    (s) => s.kind === 'decide' && s.round === round && s.outcome === 'decided' && s.status === 'done',
  );
  if (decided) return refuse('withdraw.tooLate');
  draft.emit({ type: 'withdrawn', by, reason });
  close(draft, 'withdrawn');
  return undefined;
}

/** The township takes the case over. */
export function escalate(draft: Draft, { actor, reason }: CommandOf<'escalate'>): Refused {
  if (!isManager(actor)) return refuse('case.roleMissing');
  if (draft.state.escalated) return refuse('escalate.already');
  draft.emit({ type: 'escalated', reason });
  rescheduleAll(draft);
  return undefined;
}

/** Only those who must act see it, from now on or no longer. */
export function setConfidential(
  draft: Draft,
  { actor, confidential, reason }: CommandOf<'setConfidential'>,
): Refused {
  if (!isLeader(actor)) return refuse('case.roleMissing');
  if (confidential === (draft.state.confidential ?? false)) return refuse('confidentiality.unchanged');
  draft.emit({ type: 'confidentialityChanged', confidential, reason });
  return undefined;
}

/** A closed case is taken up again in a new round, from the start of its procedure. */
export function reopen(draft: Draft, { actor, reason, calendar }: CommandOf<'reopen'>): Refused {
  if (!isLeader(actor)) return refuse('case.roleMissing');
  draft.emit({ type: 'caseReopened', reason, ...(calendar && { calendar }) });
  startRound(draft, 'reopened');
  open(draft, (draft.state.procedure ?? draft.state.intake).start, draft.occurredAt);
  return undefined;
}

export function comment(draft: Draft, { actor, text }: CommandOf<'comment'>): Refused {
  if (!isStaff(actor)) return refuse('case.roleMissing');
  draft.emit({ type: 'commented', text });
  return undefined;
}

export function attach(draft: Draft, { actor, attachmentId, digest, step }: CommandOf<'attach'>): Refused {
  if (!isStaff(actor)) return refuse('case.roleMissing');
  if (step && !draft.state.steps[step]) return refuse('step.unknown', { step });
  draft.emit({ type: 'attached', attachmentId, digest, ...(step && { step }) });
  return undefined;
}

/** The number of the matter in another system; linked again, its date is corrected or taken away. */
export function linkExternal(draft: Draft, { actor, ref }: CommandOf<'linkExternal'>): Refused {
  if (!isStaff(actor)) return refuse('case.roleMissing');
  const { externalRefs, openedAt } = draft.state;
  const known = externalRefs.find((one) => isSameNumber(one, ref));
  if (known && known.dueOn === ref.dueOn)
    return refuse('externalRef.twice', { system: ref.system }, '/number');
  if (!known && externalRefs.length >= MOST_REFS) return tooMany('/number');
  const unfit = unfitDueOn(ref, { openedAt, now: draft.now });
  if (unfit) return unfit;
  draft.emit({ type: 'externalLinked', ref });
  rescheduleAll(draft);
  return undefined;
}

/** Anyone may object to a public notice while it hangs out; staff enter it. */
export function object(draft: Draft, { actor, objectionId, text, by }: CommandOf<'object'>): Refused {
  if (!isStaff(actor)) return refuse('case.roleMissing');
  const hangsOut =
    draft.state.facts.notice?.audience === 'public' &&
    openSteps(draft.state).some((step) => step.kind === 'publish');
  if (!hangsOut) return refuse('objection.noNotice');
  if (draft.state.facts.objections[objectionId]) return refuse('objection.twice');
  draft.emit({ type: 'objected', objectionId, text, ...(by && { by }) });
  return undefined;
}

export function answerObjection(draft: Draft, command: CommandOf<'answerObjection'>): Refused {
  const { actor, objectionId, answer, upheld } = command;
  if (!isLeader(actor)) return refuse('case.roleMissing');
  const objection = draft.state.facts.objections[objectionId];
  if (!objection) return refuse('objection.unknown');
  if (objection.answered) return refuse('objection.answered');
  draft.emit({ type: 'objectionAnswered', objectionId, answer, upheld });
  return undefined;
}
