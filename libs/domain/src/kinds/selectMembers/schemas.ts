import type { Nomination } from '../../model/state.js';
import { flag, id, ids, oneOf, payload, text, type PayloadOf } from '../schema.js';

export const NOMINATIONS = [
  'selfNominated',
  'publicNominated',
  'committeesSelected',
  'adHoc',
] as const satisfies readonly Nomination[];

const member = {
  type: 'object',
  properties: {
    personId: id('person', '群英 · the member'),
    nomination: oneOf(
      NOMINATIONS,
      '产生方式：自己荐、群众推、“两委”选、临时点 · self-nominated, nominated by the public, selected by the two committees, ad hoc',
    ),
    expert: flag('专家群英 · from the expert pool'),
    mediator: flag('调委会调解员 · a mediator of the mediation committee'),
    closeKinOf: {
      ...ids(
        'person',
        '该群英的近亲属（由系统填入） · close kin of the member (filled in by the system)',
        100,
      ),
      readOnly: true,
    },
  },
  required: ['personId', 'nomination'],
  additionalProperties: false,
} as const;

export const schema = payload(
  {
    members: {
      type: 'array',
      items: member,
      minItems: 1,
      maxItems: 50,
      description: '选配的群英 · the members selected',
    },
    partiesAgree: flag('当事人同意上述人员参与（纠纷） · the parties agree to these people (dispute)'),
    reason: text('人数不在通常范围内的原因 · why the number is outside the usual range', 1_000),
  },
  ['members'],
);
export type SelectPayload = PayloadOf<typeof schema>;
