import type { Judgement, StepContext, StepKind } from '../kinds/kind.js';
import type { Actor } from '../model/command.js';
import type { CaseFacts, CaseState, StepState } from '../model/state.js';
import { aCase, aStep, aStepDefinition } from './a-case.js';
import { MONDAY, anId } from './values.js';

export interface ContextOptions<Params> extends Partial<StepContext['meta']> {
  /** What is left out has the default of the kind's schema. */
  params?: Partial<Params>;
  facts?: Partial<CaseFacts>;
  state?: Partial<Omit<CaseState, 'facts'>>;
  step?: Partial<StepState>;
  now?: number;
}

export const anActor = (more: Partial<Actor> = {}): Actor => ({
  accountId: anId(2_000),
  roles: ['convener'],
  ...more,
});

const defaultsOf = ({ params }: StepKind): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params.properties ?? {}).flatMap(([name, schema]) =>
      typeof schema === 'object' && 'default' in schema ? [[name, schema.default]] : [],
    ),
  );

/** What a rule of the kind looks at: an open step of a case, on a Monday morning. */
export function contextFor<Params>(
  kind: StepKind<Params>,
  { params, facts, state, step, now, ...meta }: ContextOptions<Params> = {},
): StepContext<Params> {
  const occurredAt = meta.occurredAt ?? MONDAY;
  const opened = aStep(kind.kind, step);
  const given = { ...defaultsOf(kind), ...params } as Params & Record<string, unknown>;
  return {
    state: aCase({ ...state, ...(facts && { facts }), steps: { ...state?.steps, [opened.key]: opened } }),
    step: opened,
    definition: aStepDefinition(kind.kind, { params: given }),
    params: given,
    meta: { actor: anActor(), ...meta, occurredAt },
    now: now ?? occurredAt,
  };
}

/** What an action comes to: its judgement, and the facts afterwards (as before where it is refused). */
export function attempt<Params>(
  kind: StepKind<Params>,
  action: string,
  payload: Record<string, unknown>,
  options: ContextOptions<Params> = {},
): { judgement: Judgement; code?: string; path?: string; outcome?: string; facts: CaseFacts } {
  const ctx = contextFor(kind, options);
  const found = kind.actions[action];
  if (!found) throw new Error(`the kind ${kind.kind} has no action ${action}`);
  const judgement = found.judge(ctx, payload);
  const { facts } = ctx.state;
  if ('refusal' in judgement) {
    const { code, path } = judgement.refusal;
    return { judgement, code, ...(path !== undefined && { path }), facts };
  }
  const after = found.apply?.(facts, payload, { occurredAt: ctx.meta.occurredAt }) ?? facts;
  return { judgement, ...(judgement.outcome !== undefined && { outcome: judgement.outcome }), facts: after };
}
