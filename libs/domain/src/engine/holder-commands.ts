import type { Actor, Command } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { StepState } from '../model/state.js';
import { dateOf } from '../time/index.js';
import { fills, isManager, levelAbove, mayNudge } from './authority.js';
import type { Draft } from './draft.js';
import { reschedule } from './flow.js';

type Refused = { refusal: Refusal } | undefined;
type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/** *Default*: a step that went to and fro so often is put to a level above, who decides who is to do it. */
const RETURNS_BEFORE_DECISION = 3;

/** Claim, hand over, give back. The step's clock runs on from its opening, whoever holds it. */
export function assign(draft: Draft, command: CommandOf<'assign'>): Refused {
  const { actor, step: key, assignee, assigneeRoles, reason } = command;
  const step = draft.state.steps[key];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: key });
  const own = step.assignee === actor.accountId;
  const claims = assignee === actor.accountId && !step.assignee;
  const confirms = step.holderAskedOf !== undefined && actor.roles.includes(step.holderAskedOf);
  if (step.assignee === (assignee ?? undefined) && !(confirms && assignee !== null))
    return refuse('assign.unchanged', { step: key });
  const denied = claims ? undefined : mayHandOut(actor, step, own);
  if (denied) return denied;
  if (
    assignee !== null &&
    !fills(assignee === actor.accountId ? actor.roles : (assigneeRoles ?? []), step.owner)
  )
    return refuse('assign.assigneeUnfit', { step: key, owner: step.owner });
  const returned = own && (assignee === null || (step.owner === 'department' && !confirms));
  draft.emit({
    type: 'stepAssigned',
    step: key,
    assignee,
    ...(reason && { reason }),
    ...(returned && { returned }),
  });
  if (assignee === null) reschedule(draft, key);
  const { returns = 0 } = draft.state.steps[key] ?? {};
  if (returned && returns % RETURNS_BEFORE_DECISION === 0)
    draft.emit({ type: 'holderAsked', step: key, askedOf: levelAbove(step.owner), returns });
  return undefined;
}

/** Who holds it, and who hands work out; once a level above was asked who is to do it, only that. */
function mayHandOut(actor: Actor, step: StepState, own: boolean): Refused {
  const above = levelAbove(step.owner);
  if (actor.roles.includes(above) && (step.holderAskedOf ?? step.holderSettled)) return undefined;
  if (step.holderAskedOf) return refuse('assign.decisionAwaited', { step: step.key, role: above });
  if (step.holderSettled) return refuse('assign.settled', { step: step.key, role: above });
  return isManager(actor) || own ? undefined : refuse('assign.roleMissing', { step: step.key });
}

/** A friendly reminder (催办) to whoever holds the step, once a day: who waits for it, and who supervises, may send it. */
export function nudge(draft: Draft, { actor, step: key, text }: CommandOf<'nudge'>): Refused {
  if (!mayNudge(actor)) return refuse('case.roleMissing');
  const step = draft.state.steps[key];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: key });
  const { assignee, owner, notBefore, nudgedAt } = step;
  const own = assignee ? assignee === actor.accountId : actor.roles.includes(owner);
  if (own) return refuse('nudge.own', { step: key });
  if (notBefore && draft.now < notBefore) return refuse('nudge.tooEarly', { step: key, notBefore });
  if (nudgedAt && dateOf(nudgedAt) === dateOf(draft.now)) return refuse('nudge.today', { step: key });
  draft.emit({ type: 'nudged', step: key, ...(assignee && { assignee }), owner, ...(text && { text }) });
  return undefined;
}
