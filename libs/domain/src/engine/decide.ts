import { KINDS } from '../kinds/index.js';
import type { Instant } from '../model/basics.js';
import type { Command, CommandMeta, Dated, RecordDone } from '../model/command.js';
import type { CaseEvent } from '../model/event.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState } from '../model/state.js';
import { act } from './act.js';
import { actorIn, mayRecordDone } from './authority.js';
import { adoptCalendar, applyCalendar } from './calendar.js';
import * as caseCommands from './case-commands.js';
import { Draft } from './draft.js';
import * as assignmentCommands from './assignment-commands.js';
import type { Kinds } from './evolve.js';
import { openSteps, reschedule } from './flow.js';
import { lateUnexplained } from './late-entry.js';
import { dated } from './skew.js';
import { unfitDate } from '../time/index.js';
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
  const told = settled({ ...command, actor: actorIn(state, command.actor) }, now);
  const draft = new Draft(rules, state, now, kinds, Draft.by(told));
  const refused =
    outOfPlace(state, told, now) ??
    lateUnexplained(state, told, now) ??
    carryOut(withoutLapsed(draft, told), told);
  return refused ?? { events: draft.events };
}

function settled(command: Command, now: Instant): Dated<Command> {
  const told = dated(command, now);
  if (told.type !== 'recordDone') return told;
  const { occurredAt } = told;
  return { ...told, actions: told.actions.map((action) => dated({ occurredAt, ...action }, now)) };
}

/** What somebody holds who may not any more goes free before anything else is done. */
function withoutLapsed(draft: Draft, { lapsedAssignees = [] }: Command): Draft {
  for (const { key, assignee } of lapsedAssignees.length > 0 ? openSteps(draft.state) : []) {
    if (assignee === undefined || !lapsedAssignees.includes(assignee)) continue;
    draft.emit({ type: 'stepAssigned', step: key, assignee: null, lapsed: true });
    reschedule(draft, key);
  }
  return draft;
}

function outOfPlace(
  state: CaseState | undefined,
  command: Dated<Command>,
  now: Instant,
): { refusal: Refusal } | undefined {
  if (command.occurredAt > now) return refuse('command.inFuture', {}, '/occurredAt');
  const unfit = unfitDate('fact', command.occurredAt, { now, path: '/occurredAt' });
  if (unfit) return unfit;
  if (isForAnother(state, command)) return refuse('command.otherCase');
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

/** What was meant for one case must never be carried out in another, however it came there. */
function isForAnother(state: CaseState | undefined, command: Command): boolean {
  const opened = command.type === 'recordDone' ? command.open.caseId : undefined;
  const named = [command.caseId, opened, state?.caseId].filter((id) => id !== undefined);
  return new Set(named).size > 1;
}

function carryOut(draft: Draft, command: Dated<Command>): { refusal: Refusal } | undefined {
  switch (command.type) {
    case 'open':
      return caseCommands.openCase(draft, command);
    case 'recordDone':
      return recordDone(draft, command);
    case 'act':
      if (command.calendar) adoptCalendar(draft, command.calendar);
      return act(draft, command);
    case 'assign':
      return assignmentCommands.assign(draft, command);
    case 'nudge':
      return assignmentCommands.nudge(draft, command);
    case 'pause':
      return timeCommands.pause(draft, command);
    case 'resume':
      return timeCommands.resume(draft, command);
    case 'requestExtension':
      return timeCommands.requestExtension(draft, command);
    case 'decideExtension':
      return timeCommands.decideExtension(draft, command);
    case 'extendOverallDeadline':
      return timeCommands.extendOverallDeadline(draft, command);
    case 'applyCalendar':
      return applyCalendar(draft, command);
    case 'withdraw':
      return caseCommands.withdraw(draft, command);
    case 'escalate':
      return caseCommands.escalate(draft, command);
    case 'setConfidential':
      return caseCommands.setConfidential(draft, command);
    case 'reopen':
      return caseCommands.reopen(draft, command);
    case 'comment':
      return caseCommands.comment(draft, command);
    case 'attach':
      return caseCommands.attach(draft, command);
    case 'linkExternal':
      return caseCommands.linkExternal(draft, command);
    case 'object':
      return caseCommands.object(draft, command);
    case 'answerObjection':
      return caseCommands.answerObjection(draft, command);
    default:
      // A command that nobody carries out would be accepted and do nothing.
      return command satisfies never;
  }
}

/** Every fact is judged by the rules as if it had been entered when it happened; one refusal refuses all. */
function recordDone(
  draft: Draft,
  command: Dated<CommandMeta & RecordDone>,
): { refusal: Refusal } | undefined {
  if (!mayRecordDone(command.actor)) return refuse('case.roleMissing');
  const { open, actions, ...meta } = command;
  const refused = caseCommands.openCase(draft, { ...meta, ...open });
  if (refused) return refused;
  for (const [index, action] of actions.entries()) {
    const { occurredAt = command.occurredAt } = action;
    const step = { ...meta, ...action, occurredAt, type: 'act' as const };
    const wrong =
      occurredAt > draft.now
        ? refuse('command.inFuture')
        : unfitDate('fact', occurredAt, { now: draft.now, path: '' });
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
