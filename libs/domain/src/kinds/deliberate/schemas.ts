import type { Category } from '../../model/basics.js';
import {
  id,
  ids,
  oneOf,
  payload,
  text,
  type ParamsSchema,
  type PayloadOf,
  when,
  optionalWhen,
} from '../schema.js';

/** The agenda of each of the three methods; its order is binding. */
export const AGENDAS = {
  dispute: ['statePositions', 'guide', 'reachConsensus'],
  development: ['explainTopic', 'giveOpinions', 'reachConsensus'],
  socialProgress: ['explainTopic', 'giveOpinions', 'reachConsensus'],
} as const satisfies Record<Category, readonly string[]>;
export type AgendaItem = (typeof AGENDAS)[Category][number];

const AGENDA_ITEMS = ['statePositions', 'guide', 'explainTopic', 'giveOpinions', 'reachConsensus'] as const;

export interface DeliberateParams {
  quorum?: { members?: '2/3' | 'all'; parties?: 'all' | 'none' };
}

export const params = {
  type: 'object',
  properties: {
    quorum: {
      type: 'object',
      description: '开议前须到会的人 · Who must be present before the first agenda item',
      properties: {
        members: oneOf(['2/3', 'all'], '须到会的群英比例 · Share of the members who must be present'),
        parties: {
          type: 'string',
          enum: ['all', 'none'],
          default: 'none',
          description:
            '当事人是否须全部到会（可委托代理人） · Whether all parties (or their proxies) must be present',
        },
      },
      additionalProperties: false,
      default: {},
    },
  },
  additionalProperties: false,
} as const satisfies ParamsSchema;

export const attendSchema = payload(
  {
    members: ids('member', '到会的群英 · Members present'),
    parties: ids('party', '到会的当事人 · Parties present'),
    proxies: {
      type: 'array',
      maxItems: 50,
      description: '代理人（须有授权委托书） · Proxies, with a written authorisation',
      items: payload(
        {
          partyId: id('party', '被代理的当事人 · The party represented'),
          proxyId: id('person', '代理人 · The proxy'),
          authorisation: text('授权委托书内容 · What the written authorisation says', 1_000),
        },
        ['partyId', 'proxyId', 'authorisation'],
      ),
    },
  },
  ['members'],
);
export type Attend = PayloadOf<typeof attendSchema>;

export const agendaSchema = payload(
  {
    item: oneOf(AGENDA_ITEMS, '议程项，须按次序 · The agenda item, in order'),
    minutes: text('本项记录 · Minutes of the item', 20_000),
  },
  ['item', 'minutes'],
);
export type Agenda = PayloadOf<typeof agendaSchema>;

const hands = <const D extends string>(description: D) =>
  ({ type: 'integer', minimum: 0, maximum: 1_000, description }) as const;

export const voteSchema = payload(
  {
    for: hands('赞成人数 · Hands for'),
    against: hands('反对人数 · Hands against'),
    abstained: hands('弃权人数 · Abstentions'),
  },
  ['for', 'against', 'abstained'],
);
export type Vote = PayloadOf<typeof voteSchema>;

export const completeSchema = payload(
  {
    result: oneOf(
      ['consensus', 'adjourned', 'notAgreed'],
      '结果：达成共识、休会另议、未达成一致 · Result of the meeting',
    ),
    form: optionalWhen(
      { result: ['consensus'] },
      oneOf(
        ['consentForm', 'mediationAgreement', 'oralAgreementRecord'],
        '文书：议事结果同意书、人民调解协议书、口头协议登记表；不填时，有调解员参加的纠纷用协议书，其他用同意书 · The paper; default: mediationAgreement in a dispute with a mediator, else consentForm',
      ),
    ),
    terms: when(
      { result: ['consensus'] },
      text('议定的内容，达成共识时必填 · What was agreed; required with consensus', 10_000),
    ),
    reason: when(
      { result: ['adjourned', 'notAgreed'] },
      text('休会或未达成一致的原因 · Why adjourned or not agreed; required then'),
    ),
  },
  ['result'],
);
export type Complete = PayloadOf<typeof completeSchema>;
