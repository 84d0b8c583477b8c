import { refuse } from '../../model/refusal.js';
import type { CaseFacts, CaseState } from '../../model/state.js';
import { addDays, dateOf, startOfDay } from '../../time/index.js';
import type { FormHints } from '../form.js';
import type { Action, Judgement, StepKind } from '../kind.js';
import {
  agendaRefusal,
  attendForm,
  attendRefusal,
  hasMajority,
  meetingProgress,
  nextItem,
  toPresence,
  type Context,
} from './rules.js';
import {
  agendaSchema,
  attendSchema,
  completeSchema,
  params,
  voteSchema,
  type Agenda,
  type Attend,
  type Complete,
  type DeliberateParams,
  type Vote,
} from './schemas.js';

export { AGENDAS, type AgendaItem } from './schemas.js';

const attend: Action<DeliberateParams, Attend> = {
  schema: attendSchema,
  example: {
    members: ['019a0000-0000-7000-8000-000000000011', '019a0000-0000-7000-8000-000000000012'],
    parties: ['019a0000-0000-7000-8000-000000000001'],
    proxies: [
      {
        partyId: '019a0000-0000-7000-8000-000000000002',
        proxyId: '019a0000-0000-7000-8000-000000000003',
        authorisation: '李四外出务工，书面委托儿子李小四到会并代为签字。',
      },
    ],
  },
  form: attendForm,
  judge: (ctx, payload) => attendRefusal(ctx, payload) ?? {},
  apply: (facts, payload, { occurredAt }) => ({
    ...facts,
    // A procedure may do without convening (a handy place, at once): the meeting begins with its attendance.
    meeting: {
      ...(facts.meeting ?? { at: occurredAt, mode: 'onTheSpot' as const, open: true, agenda: [] }),
      ...toPresence(payload),
    },
  }),
};

const agenda: Action<DeliberateParams, Agenda> = {
  schema: agendaSchema,
  example: {
    item: 'statePositions',
    minutes: '李四先说墙面返潮的情况，张三说偏房漏雨不得不修，双方都讲完了。',
  },
  offered: ({ state }) => state.facts.meeting !== undefined && nextItem(state) !== undefined,
  form: ({ state }) => {
    const next = nextItem(state);
    return next ? { values: { '/item': [next] }, initial: { item: next } } : {};
  },
  judge: (ctx, payload) => agendaRefusal(ctx, payload) ?? {},
  apply: (facts, { item }) => withMeeting(facts, (meeting) => ({ agenda: [...meeting.agenda, item] })),
};

const vote: Action<DeliberateParams, Vote> = {
  schema: voteSchema,
  example: { for: 7, against: 4, abstained: 0 },
  offered: ({ state }) => state.category !== 'dispute' && (state.facts.meeting?.agenda.length ?? 0) > 0,
  judge({ state }, payload) {
    // In a dispute the parties agree or they don't; nobody is outvoted.
    if (state.category === 'dispute') return refuse('deliberate.voteInDispute');
    const { meeting } = state.facts;
    if (!meeting || meeting.agenda.length === 0) return refuse('deliberate.notBegun');
    const cast = payload.for + payload.against + payload.abstained;
    const present = meeting.presentMembers.length;
    if (cast > present) return refuse('deliberate.votesExceedPresence', { present });
    return cast === 0 ? refuse('deliberate.nobodyVoted') : {};
  },
  apply: (facts, { for: inFavour, against, abstained }) =>
    withMeeting(facts, () => ({ votes: { for: inFavour, against, abstained } })),
};

const complete: Action<DeliberateParams, Complete> = {
  schema: completeSchema,
  example: {
    result: 'consensus',
    form: 'mediationAgreement',
    terms: '张三装檐沟和落水管，把水引到公沟；李四三日内恢复排水沟；修墙费用张三七成、李四三成。',
  },
  form: ({ state }) => completionForm(state),
  judge(ctx, payload) {
    if (payload.result === 'consensus') return judgeConsensus(ctx, payload);
    if (!payload.reason) return refuse('deliberate.reasonMissing', { result: payload.result }, '/reason');
    // A meeting is called off, and mediation ended (People's Mediation Law 23), before its hour too.
    return { outcome: payload.result, early: true };
  },
  apply: (facts, payload) =>
    payload.result === 'consensus'
      ? { ...facts, agreement: { form: payload.form ?? defaultForm(facts), answers: {} } }
      : facts,
};

function judgeConsensus({ state }: Context, payload: Complete): Judgement {
  const { meeting } = state.facts;
  const missing = nextItem(state);
  if (!meeting || missing !== undefined)
    return refuse('deliberate.agendaNotDone', { missing: missing ?? '' });
  if (!payload.terms) return refuse('deliberate.termsMissing', undefined, '/terms');
  if (state.category !== 'dispute' && payload.form && payload.form !== 'consentForm') {
    return refuse('deliberate.wrongForm', undefined, '/form');
  }
  if (payload.form === 'mediationAgreement' && !hasMediator(state.facts)) {
    return refuse('deliberate.mediatorMissing', undefined, '/form');
  }
  if (!hasMajority(meeting)) {
    return refuse('deliberate.noMajority', {
      for: meeting.votes?.for ?? 0,
      present: meeting.presentMembers.length,
    });
  }
  return { outcome: 'consensus' };
}

/** Consensus only once the agenda is done; of the papers those that fit. */
function completionForm({ category, facts, ...state }: CaseState): FormHints {
  const done = facts.meeting !== undefined && nextItem({ ...state, category, facts }) === undefined;
  const papers =
    category === 'dispute'
      ? [...(hasMediator(facts) ? ['mediationAgreement'] : []), 'consentForm', 'oralAgreementRecord']
      : ['consentForm'];
  return {
    deciding: '/result',
    values: { '/result': [...(done ? ['consensus'] : []), 'adjourned', 'notAgreed'], '/form': papers },
    initial: { form: defaultForm(facts) },
  };
}

/** People's Mediation Law 29: a mediation agreement needs a mediator's signature. */
const hasMediator = (facts: CaseFacts): boolean => facts.members.some(({ mediator }) => mediator);

/** Only a dispute's agenda begins with the parties' positions. */
const defaultForm = (facts: CaseFacts) =>
  facts.meeting?.agenda[0] === 'statePositions' && hasMediator(facts) ? 'mediationAgreement' : 'consentForm';

type Meeting = NonNullable<CaseFacts['meeting']>;
const withMeeting = (facts: CaseFacts, change: (meeting: Meeting) => Partial<Meeting>): CaseFacts =>
  facts.meeting ? { ...facts, meeting: { ...facts.meeting, ...change(facts.meeting) } } : facts;

/** 群英会: presence, the agenda of the method in order, a show of hands if need be, and what came of it. */
export const deliberate: StepKind<DeliberateParams> = {
  kind: 'deliberate',
  outcomes: ['consensus', 'adjourned', 'notAgreed'],
  params,
  progress: meetingProgress,
  actions: { attend, agenda, vote, complete },
  reset({ agreement: _, meeting, ...facts }) {
    if (!meeting) return facts;
    const { at, mode, open } = meeting;
    return {
      ...facts,
      meeting: { at, mode, open, presentMembers: [], presentParties: [], proxies: {}, agenda: [] },
    };
  },
  schedule({ state }) {
    const at = state.facts.meeting?.at;
    if (at === undefined) return {};
    return { notBefore: at, dueAt: startOfDay(addDays(dateOf(at), 1)) };
  },
};
