import { id, ids, oneOf, payload, text, type ParamsSchema, type PayloadOf, when } from '../schema.js';

export interface SignParams {
  signers: 'byMethod' | 'parties' | 'members';
  share: 'all' | '2/3';
  oral: boolean;
  seal: boolean;
}

export const params = {
  type: 'object',
  properties: {
    signers: {
      type: 'string',
      enum: ['byMethod', 'parties', 'members'],
      default: 'byMethod',
      description: '谁签：按议事方式（纠纷为各方当事人，其他为到会群英） · Who signs',
    },
    share: {
      type: 'string',
      enum: ['all', '2/3'],
      default: '2/3',
      description:
        '到会群英须签的比例；当事人须全部签 · Share of members present who must sign; parties sign all',
    },
    oral: {
      type: 'boolean',
      default: false,
      description: '可否达成口头协议 · Whether an oral agreement will do',
    },
    seal: {
      type: 'boolean',
      default: false,
      description: '调解协议书须调解员签名并加盖调委会印章 · A mediation agreement needs mediator and seal',
    },
  },
  additionalProperties: false,
} as const satisfies ParamsSchema;

const signerId = id('person', '签署人 · The signer');

export const signSchema = payload(
  {
    signerId,
    manner: oneOf(
      ['signature', 'seal', 'fingerprint', 'readAloud'],
      '方式：签名、盖章、按指印、宣读无异议 · Signature, personal seal, fingerprint, read aloud without objection',
    ),
    proxyId: id('person', '代理人，由其代签时填 · The proxy who signs for the party'),
    authorisation: text('授权委托书内容，会上未登记代理人时填 · The written authorisation', 1_000),
    witness: when(
      { manner: ['readAloud'] },
      text('见证人，宣读时必填 · The witness; required when read aloud', 200),
    ),
    evidence: ids('attachment', '照片等附件 · Attachments, such as the photograph', 20),
  },
  ['signerId', 'manner'],
);
export type Sign = PayloadOf<typeof signSchema>;

export const refuseSchema = payload({ signerId, reason: text('拒签原因 · Why the signer refuses') }, [
  'signerId',
  'reason',
]);
export type Refuse = PayloadOf<typeof refuseSchema>;

export const dissentSchema = payload(
  { signerId, reason: text('保留意见及理由 · The dissenting view and its reasons') },
  ['signerId', 'reason'],
);
export type Dissent = PayloadOf<typeof dissentSchema>;

export const recordOralSchema = payload(
  { record: text('口头协议登记内容 · What was agreed by word of mouth', 10_000) },
  ['record'],
);
export type RecordOral = PayloadOf<typeof recordOralSchema>;

export const sealSchema = payload(
  {
    mediatorId: id('mediator', '签名的人民调解员 · The mediator who signs'),
    sealed: { type: 'boolean', const: true, description: '已加盖调委会印章 · The committee’s seal is on it' },
  },
  ['mediatorId', 'sealed'],
);
export type Seal = PayloadOf<typeof sealSchema>;

export const closeSchema = payload({}, []);
