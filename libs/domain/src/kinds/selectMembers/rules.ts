import type { FormHints } from '../form.js';
import { refuse, type Refusal } from '../../model/refusal.js';
import type { Judgement, StepContext } from '../kind.js';
import type { SelectPayload } from './schemas.js';

export interface Params {
  min: number;
  max: number;
  usual?: readonly [number, number];
  mediator: boolean;
  partiesMustAgree: boolean;
}

/** Kin of the parties are barred too; the API, which knows them, adds them. */
export function form({ state, params }: Pick<Context, 'state' | 'params'>): FormHints {
  const { min, max } = params;
  const asksParties = params.partiesMustAgree && state.category === 'dispute';
  return {
    count: { '/members': { min, max } },
    hidden: [...(asksParties ? [] : ['/partiesAgree']), ...(params.usual ? [] : ['/reason'])],
    barred: {
      '/members/*/personId': state.facts.parties.map((id) => ({ id, barred: 'selectMembers.memberIsParty' })),
    },
  };
}

type Refused = { refusal: Refusal } | undefined;
type Context = StepContext<Params>;

export const judge = (ctx: Context, p: SelectPayload): Judgement =>
  unfit(ctx, p) ?? wrongNumber(ctx.params, p) ?? wrongCompany(ctx, p) ?? { outcome: 'selected' };

/** Nobody sits twice, in his own matter, or in that of close kin (近亲属). */
function unfit({ state: { facts } }: Context, { members }: SelectPayload): Refused {
  const parties = new Set(facts.parties);
  const seen = new Set<string>();
  for (const [index, { personId, closeKinOf = [] }] of members.entries()) {
    const path = `/members/${index}/personId`;
    const position = { position: index + 1 };
    if (seen.has(personId)) return refuse('selectMembers.memberTwice', position, path);
    seen.add(personId);
    if (parties.has(personId)) return refuse('selectMembers.memberIsParty', position, path);
    if (closeKinOf.some((person) => parties.has(person)))
      return refuse('selectMembers.memberIsKin', position, path);
  }
  return undefined;
}

function wrongNumber({ min, max, usual }: Params, { members, reason }: SelectPayload): Refused {
  const count = members.length;
  if (count < min) return refuse('selectMembers.tooFew', { min, count }, '/members');
  if (count > max) return refuse('selectMembers.tooMany', { max, count }, '/members');
  if (usual && (count < usual[0] || count > usual[1]) && !reason)
    return refuse('selectMembers.reasonMissing', { from: usual[0], to: usual[1], count }, '/reason');
  return undefined;
}

/**
 * A dispute has its mediator; who is none joins only with the parties' consent (People's Mediation Law 20). A
 * procedure may serve other matters too, and these have no parties to ask.
 */
function wrongCompany({ params, state }: Context, { members, partiesAgree }: SelectPayload): Refused {
  if (params.mediator && !members.some((member) => member.mediator))
    return refuse('selectMembers.mediatorMissing', {}, '/members');
  const outsiders = members.some((member) => !member.mediator);
  const mustAgree = params.partiesMustAgree && state.category === 'dispute';
  if (mustAgree && outsiders && !partiesAgree)
    return refuse('selectMembers.partiesMustAgree', {}, '/partiesAgree');
  return undefined;
}
