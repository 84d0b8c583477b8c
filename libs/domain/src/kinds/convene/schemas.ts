import { flag, instant, oneOf, payload, text, type PayloadOf } from '../schema.js';

export const TERM_PATTERN = '^(sameDay|[1-9][0-9]{0,3}(wd|cd|h))$';

export const schema = payload(
  {
    at: instant('meeting', '群英会时间 · when the meeting begins'),
    mode: oneOf(
      ['onTheSpot', 'meetingRoom', 'online'],
      '快速断事、群英议事室、线上 · on the spot, meeting room, online',
    ),
    place: text('地点 · the place', 200),
    open: flag(
      '公开议事；纠纷当事人可要求不公开 · open to the public; the parties of a dispute may ask for a closed one',
    ),
    noticeWaived: text(
      '不提前通知的原因（如参会人员均同意） · why the notice is waived (all agreed, say)',
      500,
    ),
  },
  ['at', 'mode', 'place'],
);
export type ConvenePayload = PayloadOf<typeof schema>;
