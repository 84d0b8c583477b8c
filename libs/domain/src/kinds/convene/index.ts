import type { StepKind } from '../kind.js';
import { flag, instant, oneOf, payload, text, type PayloadOf } from '../schema.js';
import { judge, type Params } from './rules.js';

export const TERM_PATTERN = '^(sameDay|[1-9][0-9]{0,3}(wd|cd|h))$';

const schema = payload(
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

/** The meeting is called: when, where, how. */
export const convene: StepKind<Params> = {
  kind: 'convene',
  outcomes: ['convened'],
  params: {
    type: 'object',
    properties: {
      within: {
        type: 'string',
        pattern: TERM_PATTERN,
        default: '5wd',
        description: '召集后须在此期限内开会 · the meeting is held within this term of its being called',
      },
      notice: {
        type: 'string',
        pattern: `${TERM_PATTERN}|^none$`,
        default: 'none',
        description: '提前通知的时间 · the notice given beforehand',
      },
    },
    additionalProperties: false,
  },
  reset: ({ meeting: _before, ...facts }) => facts,
  actions: {
    complete: {
      schema,
      example: {
        at: '2026-10-20T15:00:00+08:00',
        mode: 'meetingRoom',
        place: '柳塘村群英议事室',
        open: false,
      },
      judge,
      apply: (facts, { at, mode, open }: ConvenePayload) => ({
        ...facts,
        meeting: {
          at: Date.parse(at),
          mode,
          open: open ?? true,
          presentMembers: [],
          presentParties: [],
          proxies: {},
          agenda: [],
        },
      }),
    },
  },
};
