import type { TalkResult } from '../../model/state.js';
import { flag, id, oneOf, payload, text, type PayloadOf } from '../schema.js';

export const TALK_RESULTS = [
  'aligned',
  'partly',
  'opposed',
  'notReached',
] as const satisfies readonly TalkResult[];

export const talk = payload(
  {
    memberId: id('member', '群英 · the member talked to'),
    result: oneOf(TALK_RESULTS, '意见一致、部分一致、反对、未联系上 · aligned, partly, opposed, not reached'),
  },
  ['memberId', 'result'],
);
export type TalkPayload = PayloadOf<typeof talk>;

export const complete = payload(
  {
    reason: text(
      '意见未基本统一仍继续、或重新选配的原因 · why to go on without alignment, or to select anew',
      1_000,
    ),
    reselect: flag('重新选配群英 · select members anew'),
  },
  [],
);
export type CompletePayload = PayloadOf<typeof complete>;
