import { describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '../../model/state.js';
import { aMember, aText, anId, at, attempt, contextFor, type ContextOptions } from '../../testing/index.js';
import { sign } from './index.js';
import type { SignParams } from './schemas.js';

const [ZHANG, LI] = [anId(1), anId(2)];
const OUTSIDER = anId(77);
const MEMBERS = [11, 12, 13, 14].map((n) => aMember(n, n === 13 ? { mediator: true } : {}));
const MEDIATOR = anId(13);

type Agreement = NonNullable<CaseFacts['agreement']>;
const factsWith = (agreement: Partial<Agreement>, proxies: Record<string, string> = {}) => ({
  members: MEMBERS,
  meeting: {
    at: at('2026-03-02T09:00'),
    mode: 'meetingRoom' as const,
    open: false,
    presentMembers: [11, 12, 13].map(anId),
    presentParties: [ZHANG],
    proxies,
    agenda: [],
  },
  agreement: { form: 'consentForm' as const, answers: {}, ...agreement },
});

const dispute = (
  action: string,
  payload: Record<string, unknown>,
  agreement: Partial<Agreement> = {},
  options: ContextOptions<SignParams> & { proxies?: Record<string, string> } = {},
) => attempt(sign, action, payload, { ...options, facts: factsWith(agreement, options.proxies) });

const development = (
  action: string,
  payload: Record<string, unknown>,
  answers: Agreement['answers'] = {},
  params: Partial<SignParams> = {},
) =>
  attempt(sign, action, payload, {
    params,
    state: { category: 'development' },
    facts: { ...factsWith({ answers }), parties: [ZHANG] },
  });

const signature = (signerId: string, more = {}) => ({ signerId, manner: 'signature', ...more });

describe('a dispute', () => {
  it('is signed when all parties have signed', () => {
    const first = dispute('sign', signature(ZHANG));
    expect(first.outcome).toBeUndefined();
    expect(first.facts.agreement?.answers).toEqual({ [ZHANG]: 'signed' });
    const last = dispute('sign', signature(LI), { answers: { [ZHANG]: 'signed' } });
    expect(last.outcome).toBe('signed');
    expect(last.facts.agreement?.answers).toEqual({ [ZHANG]: 'signed', [LI]: 'signed' });
  });

  it('is refused as soon as one party refuses', () => {
    const { outcome, facts } = dispute('refuse', { signerId: LI, reason: aText() });
    expect(outcome).toBe('refused');
    expect(facts.agreement?.answers).toEqual({ [LI]: 'refused' });
  });

  it('is signed by parties only, and by each once', () => {
    for (const action of ['sign', 'refuse']) {
      const payload = action === 'sign' ? signature(anId(11)) : { signerId: anId(11), reason: aText() };
      expect(dispute(action, payload)).toMatchObject({ code: 'sign.notASigner', path: '/signerId' });
      const again = { ...payload, signerId: ZHANG };
      expect(dispute(action, again, { answers: { [ZHANG]: 'signed' } }).judgement).toEqual({
        refusal: { code: 'sign.alreadyAnswered', params: { answer: 'signed' }, path: '/signerId' },
      });
    }
  });

  it('knows no dissent and no early close: a party signs or refuses', () => {
    expect(dispute('dissent', { signerId: ZHANG, reason: aText() }).code).toBe('sign.dissentOnlyMembers');
    expect(dispute('close', {}, { answers: { [ZHANG]: 'signed' } }).code).toBe('sign.closeOnlyMembers');
  });

  it('needs a witness where the result was read aloud', () => {
    const payload = { signerId: ZHANG, manner: 'readAloud' };
    expect(dispute('sign', payload)).toMatchObject({ code: 'sign.witnessMissing', path: '/witness' });
    expect(dispute('sign', { ...payload, witness: aText() }).code).toBeUndefined();
    expect(dispute('sign', { ...payload, manner: 'fingerprint' }).code).toBeUndefined();
  });
});

describe('a proxy', () => {
  const byProxy = (proxyId: string, more = {}) => signature(LI, { proxyId, ...more });

  it('registered at the meeting may sign', () => {
    expect(dispute('sign', byProxy(OUTSIDER), {}, { proxies: { [LI]: OUTSIDER } }).code).toBeUndefined();
  });

  it('who was not registered brings a written authorisation', () => {
    expect(dispute('sign', byProxy(OUTSIDER)).code).toBe('sign.authorisationMissing');
    const elsewhere = { proxies: { [LI]: anId(78) } };
    expect(dispute('sign', byProxy(OUTSIDER), {}, elsewhere).code).toBe('sign.authorisationMissing');
    expect(dispute('sign', byProxy(OUTSIDER, { authorisation: aText() })).code).toBeUndefined();
  });

  it.each([
    ['the opponent', ZHANG, {}, 'proxy.forBothSides'],
    ['the opponent’s proxy', OUTSIDER, { [ZHANG]: OUTSIDER }, 'proxy.forBothSides'],
    ['a member', anId(11), {}, 'proxy.isMember'],
    ['the party itself', LI, {}, 'proxy.isTheParty'],
  ])('is not %s', (_, proxyId, proxies, code) => {
    expect(dispute('sign', byProxy(proxyId, { authorisation: aText() }), {}, { proxies })).toMatchObject({
      code,
      path: '/proxyId',
    });
  });

  it('signs for no member', () => {
    const payload = signature(anId(11), { proxyId: OUTSIDER, authorisation: aText() });
    expect(development('sign', payload).code).toBe('sign.proxyOnlyForParty');
  });
});

describe('a mediation agreement', () => {
  const AGREEMENT = { form: 'mediationAgreement' } as const;
  const SEAL = { mediatorId: MEDIATOR, sealed: true };
  const sealing = { params: { seal: true } };
  const one = { ...AGREEMENT, answers: { [ZHANG]: 'signed' as const } };
  const both = { ...AGREEMENT, answers: { [ZHANG]: 'signed' as const, [LI]: 'signed' as const } };

  it('takes effect with all signatures and the seal, in whichever order', () => {
    expect(dispute('sign', signature(LI), one, sealing)).toMatchObject({
      judgement: {},
      facts: { agreement: both },
    });
    expect(dispute('sign', signature(LI), one, sealing).outcome).toBeUndefined();
    expect(dispute('seal', SEAL, both, sealing).outcome).toBe('signed');
    const early = dispute('seal', SEAL, one, sealing);
    expect(early.outcome).toBeUndefined();
    expect(early.facts.agreement).toMatchObject({ mediatorId: MEDIATOR, sealed: true });
    expect(dispute('sign', signature(LI), { ...one, sealed: true }, sealing).outcome).toBe('signed');
  });

  it('waits for no seal where the procedure asks for none, or the paper is another', () => {
    expect(dispute('sign', signature(LI), one).outcome).toBe('signed');
    expect(dispute('sign', signature(LI), { ...one, form: 'consentForm' }, sealing).outcome).toBe('signed');
  });

  it('is sealed once, by a mediator of the meeting, and only where it is one', () => {
    expect(dispute('seal', { ...SEAL, mediatorId: anId(11) }, AGREEMENT).code).toBe('sign.notAMediator');
    expect(dispute('seal', { ...SEAL, mediatorId: OUTSIDER }, AGREEMENT).code).toBe('sign.notAMediator');
    expect(dispute('seal', SEAL, { ...AGREEMENT, sealed: true }).code).toBe('sign.alreadySealed');
    expect(dispute('seal', SEAL).code).toBe('sign.sealNotNeeded');
    expect(development('seal', SEAL).code).toBe('sign.sealNotNeeded');
  });

  it('is still refused by a party after the seal', () => {
    const payload = { signerId: LI, reason: aText() };
    expect(dispute('refuse', payload, { ...one, sealed: true }, sealing).outcome).toBe('refused');
  });
});

describe('an oral agreement', () => {
  it('ends the signing where the procedure allows it', () => {
    const { outcome, facts } = dispute('recordOral', { record: aText() }, {}, { params: { oral: true } });
    expect(outcome).toBe('agreedOrally');
    expect(facts.agreement?.form).toBe('oralAgreementRecord');
    expect(dispute('recordOral', { record: aText() }).code).toBe('sign.oralNotAllowed');
  });

  it('is for parties, not for members', () => {
    expect(development('recordOral', { record: aText() }, {}, { oral: true }).code).toBe(
      'sign.oralNotAllowed',
    );
  });
});

describe('members', () => {
  const [A, B, C] = [anId(11), anId(12), anId(13)];

  it('who were present sign; parties and absent members do not', () => {
    expect(development('sign', signature(A)).facts.agreement?.answers).toEqual({ [A]: 'signed' });
    for (const stranger of [ZHANG, anId(14)])
      expect(development('sign', signature(stranger)).code).toBe('sign.notASigner');
  });

  it('reach the share by the last answer, dissents and refusals on record', () => {
    const before = { [A]: 'signed', [B]: 'signed' } as const;
    const { outcome, facts } = development('dissent', { signerId: C, reason: aText() }, before);
    expect(outcome).toBe('signed');
    expect(facts.agreement?.answers).toEqual({ ...before, [C]: 'dissented' });
    expect(development('refuse', { signerId: C, reason: aText() }, before).outcome).toBe('signed');
    expect(development('sign', signature(C), before).outcome).toBe('signed');
    expect(development('sign', signature(C), { [A]: 'signed' }).outcome).toBeUndefined();
  });

  it('fail as soon as the share is out of reach', () => {
    const reason = aText();
    expect(development('dissent', { signerId: A, reason }).outcome).toBeUndefined();
    expect(development('dissent', { signerId: A, reason }, { [B]: 'dissented' }).outcome).toBe('refused');
    expect(development('refuse', { signerId: A, reason }, {}, { share: 'all' }).outcome).toBe('refused');
  });

  it('need not all answer: the signing is closed once the share is there', () => {
    expect(development('close', {}, { [A]: 'signed' }).judgement).toEqual({
      refusal: { code: 'sign.shareNotReached', params: { signed: 1, needed: 2 } },
    });
    expect(development('close', {}, { [A]: 'signed', [B]: 'signed' }).outcome).toBe('signed');
    const strict = development('close', {}, { [A]: 'signed', [B]: 'signed' }, { share: 'all' });
    expect(strict.code).toBe('sign.shareNotReached');
  });

  it('never agree by nobody’s signature', () => {
    const facts = { ...factsWith({}), parties: [], meeting: undefined };
    expect(attempt(sign, 'close', {}, { facts }).judgement).toEqual({
      refusal: { code: 'sign.shareNotReached', params: { signed: 0, needed: 1 } },
    });
  });
});

describe('who signs', () => {
  const signs = (category: 'dispute' | 'development', signers: SignParams['signers'], signer: string) =>
    attempt(sign, 'sign', signature(signer), {
      params: { signers },
      state: { category },
      facts: factsWith({}),
    }).code === undefined;

  it.each([
    ['dispute', 'byMethod', 'parties'],
    ['development', 'byMethod', 'members'],
    ['development', 'parties', 'parties'],
    ['dispute', 'members', 'members'],
  ] as const)('of a %s by %s: the %s', (category, signers, who) => {
    expect(signs(category, signers, ZHANG)).toBe(who === 'parties');
    expect(signs(category, signers, anId(11))).toBe(who === 'members');
  });
});

describe('the step', () => {
  it('begins again with the paper of the meeting and no answers', () => {
    const { state } = contextFor(sign, {
      facts: factsWith({
        form: 'mediationAgreement',
        answers: { [LI]: 'signed' },
        sealed: true,
        mediatorId: MEDIATOR,
      }),
    });
    expect(sign.reset?.(state.facts).agreement).toStrictEqual({ form: 'mediationAgreement', answers: {} });
    const without = { ...state.facts, agreement: undefined };
    expect(sign.reset?.(without)).toBe(without);
  });

  it('offers what makes sense', () => {
    const offered = (action: string, options: ContextOptions<SignParams>) =>
      sign.actions[action]?.offered?.(contextFor(sign, options));
    const facts = factsWith({ answers: { [anId(11)]: 'signed', [anId(12)]: 'signed' } });
    const members = { state: { category: 'development' as const }, facts };
    expect(offered('close', members)).toBe(true);
    expect(offered('dissent', members)).toBe(true);
    expect(offered('recordOral', { ...members, params: { oral: true } })).toBe(false);
    expect(offered('close', { facts })).toBe(false);
    expect(offered('dissent', { facts })).toBe(false);
    expect(offered('recordOral', { facts })).toBe(false);
    expect(offered('recordOral', { facts, params: { oral: true } })).toBe(true);
    expect(offered('seal', { facts })).toBe(false);
    expect(offered('seal', { facts: factsWith({ form: 'mediationAgreement' }) })).toBe(true);
  });
});
