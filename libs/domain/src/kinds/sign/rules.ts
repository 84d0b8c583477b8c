import type { FormOption } from '../form.js';
import type { PersonId } from '../../model/basics.js';
import { refuse, type Refusal } from '../../model/refusal.js';
import type { Answer, CaseFacts } from '../../model/state.js';
import type { Judgement, StepContext } from '../kind.js';
import { proxyRefusal } from '../proxy.js';
import { share } from '../share.js';
import type { Seal, Sign, SignParams } from './schemas.js';

export type Context = StepContext<SignParams>;
/** What the rules look at; the offers know no actor. */
type View = Pick<Context, 'state' | 'params'>;
type Agreement = NonNullable<CaseFacts['agreement']>;
type Refused = { refusal: Refusal } | undefined;

const NO_AGREEMENT: Agreement = { form: 'consentForm', answers: {} };

export const agreementOf = (facts: CaseFacts): Agreement => facts.agreement ?? NO_AGREEMENT;

export const withAgreement = (facts: CaseFacts, change: Partial<Agreement>): CaseFacts => ({
  ...facts,
  agreement: { ...agreementOf(facts), ...change },
});

export const withAnswer = (facts: CaseFacts, signer: PersonId, answer: Answer): CaseFacts =>
  withAgreement(facts, { answers: { ...agreementOf(facts).answers, [signer]: answer } });

/** A matter without parties is signed by its members, whatever the procedure says: else nobody could sign. */
export function partiesSign({ state, params }: View): boolean {
  if (params.signers === 'members' || state.facts.parties.length === 0) return false;
  return params.signers === 'parties' || state.category === 'dispute';
}

export const signersOf = (ctx: View): readonly PersonId[] =>
  partiesSign(ctx) ? ctx.state.facts.parties : (ctx.state.facts.meeting?.presentMembers ?? []);

/** Who may still sign; whoever has answered stands there with it. */
export const signersLeft = (ctx: View): FormOption[] => {
  const { answers } = agreementOf(ctx.state.facts);
  return signersOf(ctx).map((id) => ({
    id,
    ...(answers[id] && { barred: 'sign.alreadyAnswered' as const }),
  }));
};

const answerCounts = (ctx: View, extra: Record<PersonId, Answer>) => {
  const answers = { ...agreementOf(ctx.state.facts).answers, ...extra };
  const given = signersOf(ctx).map((signer) => answers[signer]);
  return {
    signed: given.filter((answer) => answer === 'signed').length,
    open: given.filter((answer) => answer === undefined).length,
    refused: given.filter((answer) => answer === 'refused').length,
  };
};

/** How many members' signatures there are and must be. */
export const memberTally = (ctx: View, extra: Record<PersonId, Answer> = {}) => {
  const { signed, open } = answerCounts(ctx, extra);
  // At least one: an agreement that nobody signed is none.
  return { signed, open, needed: Math.max(share(ctx.params.share, signersOf(ctx).length), 1) };
};

/** All parties, or the share of the members that binds. */
export const tally = (ctx: View): { done: number; needed: number } => {
  const { signed, needed } = memberTally(ctx);
  return { done: signed, needed: partiesSign(ctx) ? signersOf(ctx).length : needed };
};

/** People's Mediation Law 29: a written mediation agreement takes effect with the mediator's signature and the seal. */
const awaitsSeal = ({ state, params }: View): boolean => {
  const { form, sealed } = agreementOf(state.facts);
  return params.seal && form === 'mediationAgreement' && !sealed;
};

/** What the step has come to with these answers and, where it is being set now, the seal. */
export function result(
  ctx: View,
  extra: Record<PersonId, Answer>,
  sealedNow = false,
): Exclude<Judgement, { refusal: Refusal }> {
  if (partiesSign(ctx)) {
    const { open, refused } = answerCounts(ctx, extra);
    if (refused > 0) return { outcome: 'refused' };
    return open === 0 && (sealedNow || !awaitsSeal(ctx)) ? { outcome: 'signed' } : {};
  }
  const { signed, open, needed } = memberTally(ctx, extra);
  if (signed + open < needed) return { outcome: 'refused' };
  return open === 0 ? { outcome: 'signed' } : {};
}

export function signerRefusal(ctx: Context, signerId: PersonId): Refused {
  if (!signersOf(ctx).includes(signerId)) return refuse('sign.notASigner', undefined, '/signerId');
  const earlier = agreementOf(ctx.state.facts).answers[signerId];
  return earlier ? refuse('sign.alreadyAnswered', { answer: earlier }, '/signerId') : undefined;
}

function signingProxyRefusal(ctx: Context, payload: Sign): Refused {
  const { signerId, proxyId } = payload;
  if (!proxyId) return undefined;
  if (!partiesSign(ctx)) return refuse('sign.proxyOnlyForParty', undefined, '/proxyId');
  const registered = ctx.state.facts.meeting?.proxies ?? {};
  if (registered[signerId] === proxyId) return undefined;
  if (!payload.authorisation) return refuse('sign.authorisationMissing', undefined, '/authorisation');
  return proxyRefusal(ctx.state.facts, { partyId: signerId, proxyId }, registered, '/proxyId');
}

export function signatureRefusal(ctx: Context, payload: Sign): Refused {
  const wrong = signerRefusal(ctx, payload.signerId) ?? signingProxyRefusal(ctx, payload);
  if (wrong) return wrong;
  return payload.manner === 'readAloud' && !payload.witness
    ? refuse('sign.witnessMissing', undefined, '/witness')
    : undefined;
}

export function sealRefusal(ctx: Context, { mediatorId }: Seal): Refused {
  const { form, sealed } = agreementOf(ctx.state.facts);
  if (form !== 'mediationAgreement' || !partiesSign(ctx)) return refuse('sign.sealNotNeeded');
  if (sealed) return refuse('sign.alreadySealed');
  const mediates = ctx.state.facts.members.some(
    ({ personId, mediator }) => personId === mediatorId && mediator,
  );
  return mediates ? undefined : refuse('sign.notAMediator', undefined, '/mediatorId');
}
