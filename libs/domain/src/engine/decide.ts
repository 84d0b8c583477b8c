import { KINDS } from '../kinds/index.js';
import type { Instant } from '../model/basics.js';
import type { Command, CommandMeta, RecordDone } from '../model/command.js';
import type { CaseEvent } from '../model/event.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState } from '../model/state.js';
import { act } from './act.js';
import { actorIn, mayRecordDone } from './authority.js';
import { adoptCalendar, applyCalendar } from './calendar.js';
import * as caseCommands from './case-commands.js';
import { Draft } from './draft.js';
import * as holderCommands from './holder-commands.js';
import type { Kinds } from './evolve.js';
import { openSteps, reschedule } from './flow.js';
import { lateUnexplained } from './late-entry.js';
import { notAhead } from './skew.js';
import * as timeCommands from './time-commands.js';

export type Decision = { events: CaseEvent[] } | { refusal: Refusal };

/**
 * What a command does to a case: events, or a refusal that changes nothing. Pure.
 *
 * @param rules the rules version of the run
 * @param state undefined before the case is opened
 * @param now the clock of the one who records; `command.occurredAt` is when it really happened
 */
export function decide(
  rules: number,
  state: CaseState | undefined,
  command: Command,
  now: Instant,
  kinds: Kinds = KINDS,
): Decision {
  const told = withoutSkew({ ...command, actor: actorIn(state, command.actor) }, now);
  const draft = new Draft(rules, state, now, kinds, Draft.by(told));
  const refused =
    outOfPlace(state, told, now) ??
    lateUnexplained(state, told, now) ??
    carryOut(withoutLapsed(draft, told), told);
  return refused ?? { events: draft.events };
}

function withoutSkew<C extends Command>(command: C, now: Instant): C {
  const told = { ...command, occurredAt: notAhead(command.occurredAt, now) };
  if (told.type !== 'recordDone') return told;
  return { ...told, actions: told.actions.map((a) => ({ ...a, occurredAt: notAhead(a.occurredAt, now) })) };
}

/** What somebody holds who may not any more goes free before anything else is done. */
function withoutLapsed(draft: Draft, { lapsedHolders = [] }: Command): Draft {
  for (const { key, assignee } of lapsedHolders.length > 0 ? openSteps(draft.state) : []) {
    if (assignee === undefined || !lapsedHolders.includes(assignee)) continue;
    draft.emit({ type: 'stepAssigned', step: key, assignee: null, lapsed: true });
    reschedule(draft, key);
  }
  return draft;
}

function outOfPlace(
  state: CaseState | undefined,
  command: Command,
  now: Instant,
): { refusal: Refusal } | undefined {
  if (command.occurredAt > now) return refuse('command.inFuture', {}, '/occurredAt');
  const opens = command.type === 'open' || command.type === 'recordDone';
  if (opens) return state && refuse('case.alreadyOpen');
  if (!state) return refuse('case.unknown');
  if (command.expectedVersion !== undefined && command.expectedVersion !== state.seq)
    return refuse('command.stale', { version: state.seq });
  if (command.type === 'reopen') return state.closed ? undefined : refuse('case.notClosed');
  if (state.closed) return refuse('case.closed');
  if (command.occurredAt < state.openedAt) return refuse('command.beforeIntake', {}, '/occurredAt');
  return timeCommands.stoppedByPause(state, command);
}

function carryOut(draft: Draft, command: Command): { refusal: Refusal } | undefined {
  switch (command.type) {
    case 'open':
      return caseCommands.openCase(draft, command);
    case 'recordDone':
      return recordDone(draft, command);
    case 'act':
      if (command.calendar) adoptCalendar(draft, command.calendar);
      return act(draft, command);
    case 'pause':
    case 'resume':
    case 'requestExtension':
    case 'decideExtension':
    case 'extendWhole':
      return timeCommands[command.type](draft, command as never);
    case 'assign':
    case 'nudge':
      return holderCommands[command.type](draft, command as never);
    case 'applyCalendar':
      return applyCalendar(draft, command);
    default:
      return caseCommands[command.type](draft, command as never);
  }
}

/** Every fact is judged by the rules as if it had been entered when it happened; one refusal refuses all. */
function recordDone(draft: Draft, command: CommandMeta & RecordDone): { refusal: Refusal } | undefined {
  if (!mayRecordDone(command.actor)) return refuse('case.roleMissing');
  const { open, actions, ...meta } = command;
  const refused = caseCommands.openCase(draft, { ...meta, ...open });
  if (refused) return refused;
  for (const [index, action] of actions.entries()) {
    const step = { ...meta, ...action, type: 'act' as const };
    const wrong = action.occurredAt > draft.now ? refuse('command.inFuture') : undefined;
    draft.attribute(step);
    const refusedAction = wrong ?? act(draft, step, true);
    if (refusedAction) {
      const { refusal } = refusedAction;
      const params = { ...refusal.params, step: action.step, action: action.action };
      return { refusal: { ...refusal, params, path: `/actions/${index}${refusal.path ?? ''}` } };
    }
    if (draft.state.closed && index < actions.length - 1)
      return refuse('case.closed', {}, `/actions/${index + 1}`);
  }
  return undefined;
}
