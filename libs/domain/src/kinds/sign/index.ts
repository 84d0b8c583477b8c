import { optionsOf } from '../form.js';
import { refuse } from '../../model/refusal.js';
import type { Action, StepKind } from '../kind.js';
import {
  agreementOf,
  memberTally,
  partiesSign,
  result,
  sealRefusal,
  signatureRefusal,
  signerRefusal,
  signersLeft,
  tally,
  withAgreement,
  withAnswer,
} from './rules.js';
import {
  closeSchema,
  dissentSchema,
  params,
  recordOralSchema,
  refuseSchema,
  sealSchema,
  signSchema,
  type Dissent,
  type RecordOral,
  type Refuse,
  type Seal,
  type Sign,
  type SignParams,
} from './schemas.js';

const PARTY = '019a0000-0000-7000-8000-000000000001';
const MEMBER = '019a0000-0000-7000-8000-000000000011';

const putName: Action<SignParams, Sign> = {
  schema: signSchema,
  example: {
    signerId: PARTY,
    manner: 'fingerprint',
    evidence: ['019a0000-0000-7000-8000-000000000091'],
  },
  form: (ctx) => ({
    options: { '/signerId': signersLeft(ctx) },
    hidden: partiesSign(ctx) ? [] : ['/proxyId', '/authorisation'],
    each: { field: '/signerId', choice: '/manner', shared: ['/witness', '/evidence'] },
  }),
  judge: (ctx, payload) => signatureRefusal(ctx, payload) ?? result(ctx, { [payload.signerId]: 'signed' }),
  apply: (facts, { signerId }) => withAnswer(facts, signerId, 'signed'),
};

const refuseToSign: Action<SignParams, Refuse> = {
  schema: refuseSchema,
  example: { signerId: PARTY, reason: '不是我弄潮的，凭什么出一半。' },
  form: (ctx) => ({ options: { '/signerId': signersLeft(ctx) } }),
  judge: (ctx, { signerId }) => signerRefusal(ctx, signerId) ?? result(ctx, { [signerId]: 'refused' }),
  apply: (facts, { signerId }) => withAnswer(facts, signerId, 'refused'),
};

const dissent: Action<SignParams, Dissent> = {
  schema: dissentSchema,
  example: { signerId: MEMBER, reason: '清渠的钱应由养殖户出，不应由村里垫。' },
  offered: (ctx) => !partiesSign(ctx),
  form: (ctx) => ({ options: { '/signerId': signersLeft(ctx) } }),
  judge(ctx, { signerId }) {
    if (partiesSign(ctx)) return refuse('sign.dissentOnlyMembers', undefined, '/signerId');
    return signerRefusal(ctx, signerId) ?? result(ctx, { [signerId]: 'dissented' });
  },
  apply: (facts, { signerId }) => withAnswer(facts, signerId, 'dissented'),
};

/** People's Mediation Law 28 and 30: an oral agreement is valid and is put on record. */
const recordOral: Action<SignParams, RecordOral> = {
  schema: recordOralSchema,
  example: { record: '钱十当晚六点前把沙子清走，先让出一米二宽的通道，双方无异议。' },
  alsoBy: ['mediator'],
  offered: (ctx) => ctx.params.oral && partiesSign(ctx),
  judge: (ctx) =>
    ctx.params.oral && partiesSign(ctx) ? { outcome: 'agreedOrally' } : refuse('sign.oralNotAllowed'),
  apply: (facts) => withAgreement(facts, { form: 'oralAgreementRecord' }),
};

/** People's Mediation Law 29. */
const seal: Action<SignParams, Seal> = {
  schema: sealSchema,
  example: { mediatorId: MEMBER, sealed: true },
  alsoBy: ['mediator'],
  offered: (ctx) => {
    const { form, sealed } = agreementOf(ctx.state.facts);
    return partiesSign(ctx) && form === 'mediationAgreement' && !sealed;
  },
  form: ({ state }) => {
    const mediators = state.facts.members.filter(({ mediator }) => mediator).map(({ personId }) => personId);
    return {
      options: { '/mediatorId': optionsOf(mediators) },
      ...(mediators.length === 1 && { initial: { mediatorId: mediators[0] } }),
    };
  },
  judge: (ctx, payload) => sealRefusal(ctx, payload) ?? result(ctx, {}, true),
  apply: (facts, { mediatorId }) => withAgreement(facts, { mediatorId, sealed: true }),
};

const close: Action<SignParams, Record<string, never>> = {
  schema: closeSchema,
  example: {},
  offered: (ctx) => {
    const { signed, needed } = memberTally(ctx);
    return !partiesSign(ctx) && signed >= needed;
  },
  judge(ctx) {
    if (partiesSign(ctx)) return refuse('sign.closeOnlyMembers');
    const { signed, needed } = memberTally(ctx);
    return signed >= needed ? { outcome: 'signed' } : refuse('sign.shareNotReached', { signed, needed });
  },
};

/** 签署: all parties of a dispute, or the members who were present, put their names to the result. */
export const sign: StepKind<SignParams> = {
  kind: 'sign',
  outcomes: ['signed', 'agreedOrally', 'refused'],
  params,
  progress: (ctx) => ({
    ...tally(ctx),
    persons: signersLeft(ctx).flatMap(({ id, barred }) => (barred ? [] : [id])),
  }),
  actions: { sign: putName, refuse: refuseToSign, dissent, recordOral, seal, close },
  reset: (facts) =>
    facts.agreement ? { ...facts, agreement: { form: facts.agreement.form, answers: {} } } : facts,
};
