import type { ActOnStep, CommandMeta, Dated } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { Category, StepKey } from '../model/basics.js';
import { unfitDatesIn } from '../kinds/payload-dates.js';
import { pendingDepartmentsOf } from './addressee.js';
import { actionRefusal } from './authority.js';
import { definitionOf } from './definition.js';
import type { Draft } from './draft.js';
import { complete, reschedule, overallDue } from './flow.js';

/**
 * An action of a step kind: who may, when, what the kind's rules say, and where it leads.
 *
 * @param asRecorder the actor enters what others did, and was found entitled to
 */
export function act(
  draft: Draft,
  command: Dated<CommandMeta & ActOnStep>,
  asRecorder = false,
): { refusal: Refusal } | undefined {
  const { state, now } = draft;
  const definition = definitionOf(state, command.step);
  if (!definition) return refuse('step.unknown', { step: command.step });
  const step = state.steps[command.step];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: command.step });
  const action = draft.kinds[definition.kind].actions[command.action];
  if (!action) return refuse('action.unknown', { step: command.step, action: command.action });
  const pendingDepartments = pendingDepartmentsOf(state, step, draft.kinds);
  const denied = asRecorder
    ? undefined
    : actionRefusal(command.actor, step, action.alsoBy, pendingDepartments);
  if (denied) return denied;
  if (command.occurredAt < step.startedAt) return refuse('step.beforeStart', { step: command.step });
  const unfit = unfitDatesIn(action.schema, command.payload, now);
  if (unfit) return unfit;

  const ctx = { state, step, definition, params: definition.params, meta: command, now };
  const judgement = action.judge(ctx, command.payload);
  if ('refusal' in judgement) return judgement;
  const { outcome, early } = judgement;
  let admitted = false;
  if (outcome !== undefined) {
    if (!early && step.notBefore && command.occurredAt < step.notBefore)
      return refuse('step.tooEarly', { step: command.step, notBefore: step.notBefore });
    const transition = definition.on[outcome];
    if (!transition) return refuse('step.outcomeUnknown', { step: command.step, outcome });
    admitted = 'chosenProcedure' in transition;
    if (admitted) {
      const other = procedureUnfit(command);
      if (other) return other;
    }
  }

  const { step: key, payload } = command;
  draft.emit({ type: 'stepActed', step: key, kind: definition.kind, action: command.action, payload });
  if (definition.kind === 'triage') categorise(draft, command, admitted);
  if (outcome === undefined) goOn(draft, key);
  else complete(draft, key, outcome);
  return undefined;
}

/** A step that isn't over: its dates may have moved, and whose departments have given what they owed holds it no longer. */
function goOn(draft: Draft, key: StepKey): void {
  const step = draft.state.steps[key];
  const pendingDepartments = step && pendingDepartmentsOf(draft.state, step, draft.kinds);
  if (
    pendingDepartments &&
    step.assignedDepartments?.length &&
    !step.assignedDepartments.some((one) => pendingDepartments.includes(one))
  )
    draft.emit({ type: 'stepAssigned', step: key, assignee: null, released: true });
  reschedule(draft, key);
}

function procedureUnfit({ procedure, payload }: ActOnStep): { refusal: Refusal } | undefined {
  if (!procedure || procedure.key !== payload.procedure)
    return refuse('triage.procedureUnknown', {}, '/procedure');
  if (!procedure.categories.includes(payload.category as Category))
    return refuse('triage.procedureUnfit', { procedure: procedure.key }, '/procedure');
  return undefined;
}

/** Triage settles the category and, when the matter is admitted, the procedure and the overall deadline. */
function categorise(draft: Draft, { payload, procedure }: ActOnStep, admitted: boolean): void {
  const { state } = draft;
  const category = payload.category as Category;
  const urgent = typeof payload.urgent === 'boolean' ? payload.urgent : state.urgent;
  draft.emit({ type: 'categorised', category, urgent });
  if (!admitted || !procedure) return;
  const overallDueAt = overallDue({ ...state, procedure });
  draft.emit({ type: 'procedureChosen', procedure, ...(overallDueAt && { overallDueAt }) });
}
