import { CHANNELS } from '../../model/basics.js';
import { id, ids, oneOf, payload, text, type PayloadOf } from '../schema.js';

export const hear = payload(
  {
    personId: id('person', '听取了谁的意见 · the person heard'),
    channel: oneOf(CHANNELS, '方式：当面、电话、入户等 · how: in person, by phone, at home …'),
    note: text('听到的情况 · what was said'),
  },
  ['personId'],
);
export type HearPayload = PayloadOf<typeof hear>;

export const complete = payload(
  {
    principalContradiction: text('主要矛盾 · the principal contradiction'),
    proposedPosition: text('正确主张 · the proposed position'),
    heard: ids(
      'person',
      '还听取了哪些人的意见（未逐一登记的） · others heard that were not entered one by one',
      100,
    ),
    notHeardReason: text('有当事人未能听取意见的原因 · why a party could not be heard', 1_000),
    findings: text('调查情况 · findings', 10_000),
  },
  ['principalContradiction', 'proposedPosition'],
);
export type CompletePayload = PayloadOf<typeof complete>;
