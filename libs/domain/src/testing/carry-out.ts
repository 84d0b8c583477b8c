import { decide, evolve, type Decision } from '../engine/index.js';
import { RULES_VERSION } from '../model/basics.js';
import type { Actor, Command, CommandMeta } from '../model/command.js';
import type { CaseState } from '../model/state.js';
import { aText, anId, at } from './values.js';

/** What a command wants, without who and when. */
export type Body<C = Command> = C extends Command ? Omit<C, keyof CommandMeta> : never;

export interface Entered {
  /** When it is entered; the same as when it happened unless told. */
  now?: string;
  /** With a reason why only now. */
  late?: boolean;
}

const CLERK: Actor = { accountId: anId(2_000), roles: ['clerk'] };

/** What the rules say to a command of the actor about what happened at `when`. */
export function carryOut(
  state: CaseState | undefined,
  when: string,
  body: Body,
  actor: Actor = CLERK,
  { now = when, late = false }: Entered = {},
): Decision {
  const meta = { id: 'c', bodyHash: 'h', actor, occurredAt: at(when), ...(late && { lateReason: aText() }) };
  return decide(RULES_VERSION, state, { ...meta, ...body }, at(now));
}

/** The case afterwards. @throws Error with the code of a refusal */
export function after(...request: Parameters<typeof carryOut>): CaseState {
  const decision = carryOut(...request);
  if ('refusal' in decision) throw new Error(`refused with ${decision.refusal.code}`);
  return decision.events.reduce<CaseState | undefined>((state, event) => evolve(state, event), request[0])!;
}

/** The code of the refusal; undefined when it is accepted. */
export function refusalOf(...request: Parameters<typeof carryOut>): string | undefined {
  const decision = carryOut(...request);
  return 'refusal' in decision ? decision.refusal.code : undefined;
}
