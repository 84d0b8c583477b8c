import type { StepKind } from '../kind.js';
import { judge, meetingTimes, type Params } from './rules.js';
import { schema, TERM_PATTERN, type ConvenePayload } from './schemas.js';

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
      form: (ctx) => ({
        between: { '/at': meetingTimes(ctx, ctx.now) },
        hidden: ctx.params.notice === 'none' ? ['/noticeWaived'] : [],
      }),
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
