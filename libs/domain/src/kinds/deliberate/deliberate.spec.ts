import { describe, expect, it } from '@jest/globals';
import { aMember, aText, anId, at, attempt, contextFor, type ContextOptions } from '../../testing/index.js';
import type { CaseFacts } from '../../model/state.js';
import { AGENDAS, deliberate } from './index.js';
import type { DeliberateParams } from './schemas.js';

const [ZHANG, LI] = [anId(1), anId(2)];
const MEMBERS = [aMember(11), aMember(12), aMember(13, { mediator: true })];
const MEMBER_IDS = MEMBERS.map(({ personId }) => personId);
const OUTSIDER = anId(77);
const FORMAL: DeliberateParams = { quorum: { members: '2/3', parties: 'all' } };

type Meeting = NonNullable<CaseFacts['meeting']>;
const aMeeting = (more: Partial<Meeting> = {}): Meeting => ({
  at: at('2026-03-02T09:30'),
  mode: 'meetingRoom',
  open: false,
  presentMembers: MEMBER_IDS,
  presentParties: [ZHANG, LI],
  proxies: {},
  agenda: [],
  ...more,
});

const act = (
  action: string,
  payload: Record<string, unknown>,
  meeting: Partial<Meeting> = {},
  options: ContextOptions<DeliberateParams> = {},
) =>
  attempt(deliberate, action, payload, {
    params: FORMAL,
    ...options,
    facts: { members: MEMBERS, meeting: aMeeting(meeting), ...options.facts },
  });

const DEVELOPMENT = { state: { category: 'development' as const }, facts: { parties: [] } };
const item = (name: string) => ({ item: name, minutes: aText() });

describe('who is present', () => {
  it('is written down, and may be corrected', () => {
    const first = act('attend', { members: [anId(11)], parties: [ZHANG, LI] }, { presentMembers: [] });
    expect(first.facts.meeting).toMatchObject({ presentMembers: [anId(11)], presentParties: [ZHANG, LI] });
    const again = act('attend', { members: MEMBER_IDS }, { presentMembers: [anId(11)] });
    expect(again.facts.meeting).toMatchObject({
      presentMembers: MEMBER_IDS,
      presentParties: [],
      proxies: {},
    });
  });

  it('begins the meeting where nothing was convened', () => {
    const { facts } = act('attend', { members: [anId(11)] }, {}, { facts: { meeting: undefined } });
    expect(facts.meeting).toEqual({
      at: at('2026-03-02T10:00'),
      mode: 'onTheSpot',
      open: true,
      presentMembers: [anId(11)],
      presentParties: [],
      proxies: {},
      agenda: [],
    });
  });

  it('is a selected member or a party, nobody else', () => {
    expect(act('attend', { members: [anId(11), OUTSIDER] })).toMatchObject({
      code: 'deliberate.notAMember',
      path: '/members/1',
    });
    expect(act('attend', { members: [], parties: [OUTSIDER] })).toMatchObject({
      code: 'deliberate.notAParty',
      path: '/parties/0',
    });
  });

  const proxies = (...pairs: [party: string, proxy: string][]) => ({
    members: MEMBER_IDS,
    proxies: pairs.map(([partyId, proxyId]) => ({ partyId, proxyId, authorisation: aText() })),
  });

  it('may be a proxy with a written authorisation', () => {
    const { facts, code } = act('attend', { ...proxies([LI, OUTSIDER]), parties: [ZHANG] });
    expect(code).toBeUndefined();
    expect(facts.meeting?.proxies).toEqual({ [LI]: OUTSIDER });
  });

  it.each([
    [
      'a stranger is represented',
      proxies([OUTSIDER, anId(78)]),
      'deliberate.notAParty',
      '/proxies/0/partyId',
    ],
    [
      'the party is there itself',
      { ...proxies([LI, OUTSIDER]), parties: [LI] },
      'deliberate.presentTwice',
      '/proxies/0/partyId',
    ],
    [
      'a party has two proxies',
      proxies([LI, OUTSIDER], [LI, anId(78)]),
      'deliberate.presentTwice',
      '/proxies/1/partyId',
    ],
    ['the proxy is the party', proxies([LI, LI]), 'proxy.isTheParty', '/proxies/0/proxyId'],
    ['the proxy is a member', proxies([LI, anId(12)]), 'proxy.isMember', '/proxies/0/proxyId'],
    ['the proxy is the opponent', proxies([LI, ZHANG]), 'proxy.forBothSides', '/proxies/0/proxyId'],
    [
      'one proxy acts for both',
      proxies([LI, OUTSIDER], [ZHANG, OUTSIDER]),
      'proxy.forBothSides',
      '/proxies/0/proxyId',
    ],
  ])('is refused where %s', (_, payload, code, path) => {
    expect(act('attend', payload)).toMatchObject({ code, path });
  });

  it('may be represented by another party of the same side where there are more than two', () => {
    const three = { facts: { parties: [ZHANG, LI, anId(3)] } };
    expect(act('attend', proxies([LI, anId(3)]), {}, three).code).toBeUndefined();
  });

  it('cannot be corrected so that votes or quorum lose their ground', () => {
    const votes = { for: 2, against: 1, abstained: 0 };
    const parties = [ZHANG, LI];
    expect(act('attend', { members: [anId(11), anId(12)], parties }, { votes }).code).toBe(
      'deliberate.votesExceedPresence',
    );
    const begun = { agenda: ['statePositions'] };
    expect(act('attend', { members: [anId(11)], parties }, begun).code).toBe('deliberate.quorumMissing');
    expect(act('attend', { members: [anId(11), anId(12)], parties }, begun).code).toBeUndefined();
    expect(act('attend', { members: [anId(11)], parties }).code).toBeUndefined();
  });
});

describe('the quorum before the first item', () => {
  it('is two thirds of the members, rounded up', () => {
    const present = (n: number) =>
      act('agenda', item('statePositions'), { presentMembers: MEMBER_IDS.slice(0, n) });
    expect(present(1).judgement).toEqual({
      refusal: { code: 'deliberate.quorumMissing', params: { needed: 2, present: 1 } },
    });
    expect(present(2).code).toBeUndefined();
  });

  it('is all parties or their proxies', () => {
    expect(act('agenda', item('statePositions'), { presentParties: [ZHANG] }).judgement).toEqual({
      refusal: { code: 'deliberate.partiesMissing', params: { absent: 1 } },
    });
    const proxies = { [LI]: OUTSIDER };
    expect(act('agenda', item('statePositions'), { presentParties: [ZHANG], proxies }).code).toBeUndefined();
  });

  it('asks for no party where the procedure asks for none', () => {
    const params = { quorum: { members: '2/3', parties: 'none' } } as const;
    expect(act('agenda', item('statePositions'), { presentParties: [] }, { params }).code).toBeUndefined();
  });

  it('is one member at least where members sign', () => {
    const nobody = { presentMembers: [] };
    expect(act('agenda', item('explainTopic'), nobody, { ...DEVELOPMENT, params: {} }).code).toBe(
      'deliberate.quorumMissing',
    );
    expect(act('agenda', item('statePositions'), nobody, { params: {} }).code).toBeUndefined();
  });

  it('is not there without a meeting', () => {
    expect(act('agenda', item('statePositions'), {}, { facts: { meeting: undefined } }).code).toBe(
      'deliberate.quorumMissing',
    );
  });
});

describe('what is told of the meeting', () => {
  const told = (meeting: Partial<Meeting>) =>
    deliberate.progress?.(
      contextFor(deliberate, { params: FORMAL, facts: { members: MEMBERS, meeting: aMeeting(meeting) } }),
    );

  it('is who is there and who must be, until it has begun', () => {
    expect(told({ presentMembers: [anId(11)], presentParties: [ZHANG] })).toEqual({
      of: 'attendance',
      done: 1,
      needed: 2,
      persons: [LI],
    });
    expect(told({ proxies: { [LI]: OUTSIDER }, presentParties: [ZHANG] })).toMatchObject({ persons: [] });
  });

  it('is then how far its agenda is', () => {
    expect(told({ agenda: ['statePositions'] })).toEqual({
      done: 1,
      needed: AGENDAS.dispute.length,
      persons: [],
    });
  });
});

describe('the agenda', () => {
  it.each(['dispute', 'development', 'socialProgress'] as const)('of a %s goes in order', (category) => {
    const state = { category };
    let agenda: string[] = [];
    for (const [i, name] of AGENDAS[category].entries()) {
      for (const later of AGENDAS[category].slice(i + 1)) {
        expect(act('agenda', item(later), { agenda }, { state }).judgement).toEqual({
          refusal: {
            code: 'deliberate.outOfOrder',
            params: { item: later, expected: name },
            path: '/item',
          },
        });
      }
      const { facts, code } = act('agenda', item(name), { agenda }, { state });
      expect(code).toBeUndefined();
      agenda = facts.meeting?.agenda ?? [];
      expect(act('agenda', item(name), { agenda }, { state }).code).toBe('deliberate.itemDone');
    }
    expect(agenda).toEqual(AGENDAS[category]);
  });

  it('has no item of another method', () => {
    expect(act('agenda', item('explainTopic')).code).toBe('deliberate.notOnAgenda');
    expect(act('agenda', item('guide'), {}, DEVELOPMENT).code).toBe('deliberate.notOnAgenda');
  });

  it('does not begin before the meeting does', () => {
    const step = { notBefore: at('2026-03-02T10:01') };
    expect(act('agenda', item('statePositions'), {}, { step }).code).toBe('step.tooEarly');
    expect(
      act('agenda', item('statePositions'), {}, { step, occurredAt: step.notBefore }).code,
    ).toBeUndefined();
  });
});

describe('a show of hands', () => {
  const vote = (f: number, against: number, abstained: number, meeting: Partial<Meeting> = {}) =>
    act('vote', { for: f, against, abstained }, { agenda: ['explainTopic'], ...meeting }, DEVELOPMENT);

  it('is recorded, and a later one stands in its place', () => {
    const votes = { for: 1, against: 2, abstained: 0 };
    expect(vote(2, 0, 1, { votes }).facts.meeting?.votes).toEqual({ for: 2, against: 0, abstained: 1 });
  });

  it('has no more hands than members, and at least one', () => {
    expect(vote(2, 1, 1).judgement).toEqual({
      refusal: { code: 'deliberate.votesExceedPresence', params: { present: 3 } },
    });
    expect(vote(0, 0, 0).code).toBe('deliberate.nobodyVoted');
  });

  it('comes after the meeting has begun', () => {
    expect(vote(2, 1, 0, { agenda: [] }).code).toBe('deliberate.notBegun');
  });

  it('outvotes no party of a dispute', () => {
    const hands = { for: 3, against: 0, abstained: 0 };
    expect(act('vote', hands, { agenda: ['statePositions'] }).code).toBe('deliberate.voteInDispute');
  });
});

describe('the end of the meeting', () => {
  const CONSENSUS = { result: 'consensus', terms: aText() };
  const disputeDone = { agenda: [...AGENDAS.dispute] };
  const developmentDone = { agenda: [...AGENDAS.development] };

  it('is consensus on a paper by default that the method asks for', () => {
    expect(act('complete', CONSENSUS, disputeDone)).toMatchObject({
      outcome: 'consensus',
      facts: { agreement: { form: 'mediationAgreement', answers: {} } },
    });
    expect(act('complete', CONSENSUS, developmentDone, DEVELOPMENT)).toMatchObject({
      outcome: 'consensus',
      facts: { agreement: { form: 'consentForm' } },
    });
    const oral = act('complete', { ...CONSENSUS, form: 'oralAgreementRecord' }, disputeDone);
    expect(oral.facts.agreement?.form).toBe('oralAgreementRecord');
  });

  it('needs a mediator for a mediation agreement', () => {
    const facts = { members: [aMember(11), aMember(12)] };
    const form = { form: 'mediationAgreement' };
    expect(act('complete', { ...CONSENSUS, ...form }, disputeDone, { facts }).code).toBe(
      'deliberate.mediatorMissing',
    );
    expect(act('complete', CONSENSUS, disputeDone, { facts }).facts.agreement?.form).toBe('consentForm');
  });

  it('has the papers of a dispute for a dispute only', () => {
    const payload = { ...CONSENSUS, form: 'mediationAgreement' };
    expect(act('complete', payload, developmentDone, DEVELOPMENT).code).toBe('deliberate.wrongForm');
  });

  it('is no consensus before the agenda is done, or without terms', () => {
    const agenda = ['statePositions', 'guide'];
    expect(act('complete', CONSENSUS, { agenda }).judgement).toEqual({
      refusal: { code: 'deliberate.agendaNotDone', params: { missing: 'reachConsensus' } },
    });
    expect(act('complete', { result: 'consensus' }, disputeDone)).toMatchObject({
      code: 'deliberate.termsMissing',
      path: '/terms',
    });
    expect(act('complete', CONSENSUS, {}, { facts: { meeting: undefined } }).code).toBe(
      'deliberate.agendaNotDone',
    );
  });

  it('is no consensus against a majority: more than half of those present', () => {
    const presentMembers = Array.from({ length: 4 }, (_, i) => anId(11 + i));
    const voted = (f: number, against: number, abstained: number) => {
      const votes = { for: f, against, abstained };
      return act('complete', CONSENSUS, { ...developmentDone, presentMembers, votes }, DEVELOPMENT);
    };
    expect(voted(2, 1, 1).judgement).toEqual({
      refusal: { code: 'deliberate.noMajority', params: { for: 2, present: 4 } },
    });
    expect(voted(3, 1, 0).outcome).toBe('consensus');
  });

  it.each(['adjourned', 'notAgreed'] as const)('is %s with a reason, even before its hour', (result) => {
    expect(act('complete', { result })).toMatchObject({ code: 'deliberate.reasonMissing', path: '/reason' });
    const { judgement, facts } = act('complete', { result, reason: aText() });
    expect(judgement).toEqual({ outcome: result, early: true });
    expect(facts.agreement).toBeUndefined();
  });
});

describe('the step', () => {
  it('begins with an empty room and without the paper of the last meeting', () => {
    const { state } = contextFor(deliberate, {
      facts: {
        meeting: aMeeting({ agenda: ['statePositions'], votes: { for: 1, against: 0, abstained: 0 } }),
        agreement: { form: 'mediationAgreement', answers: { [LI]: 'refused' } },
      },
    });
    const facts = deliberate.reset?.(state.facts);
    expect(facts).not.toHaveProperty('agreement');
    expect(facts?.meeting).toStrictEqual(aMeeting({ presentMembers: [], presentParties: [] }));
  });

  it('runs from the hour of the meeting to the end of its day', () => {
    const ctx = contextFor(deliberate, { facts: { meeting: aMeeting({ at: at('2026-03-05T23:30') }) } });
    expect(deliberate.schedule?.(ctx)).toEqual({
      notBefore: at('2026-03-05T23:30'),
      dueAt: at('2026-03-06T00:00'),
    });
    expect(deliberate.schedule?.(contextFor(deliberate))).toEqual({});
  });

  it('offers what makes sense', () => {
    const offered = (action: string, options: ContextOptions<DeliberateParams>) =>
      deliberate.actions[action]?.offered?.(contextFor(deliberate, options));
    const begun = aMeeting({ agenda: ['explainTopic'] });
    expect(offered('agenda', {})).toBe(false);
    expect(offered('agenda', { facts: { meeting: begun } })).toBe(true);
    expect(offered('vote', { ...DEVELOPMENT, facts: { meeting: begun } })).toBe(true);
    expect(offered('vote', { facts: { meeting: begun } })).toBe(false);
  });
});
