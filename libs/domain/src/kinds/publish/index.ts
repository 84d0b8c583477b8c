import type { Term } from '../../model/basics.js';
import { refuse } from '../../model/refusal.js';
import type { CaseState } from '../../model/state.js';
import { atEarliest, dueAfter } from '../../time/index.js';
import type { Action, StepKind } from '../kind.js';
import { flag, payload, text, type ParamsSchema, type PayloadOf } from '../schema.js';

interface Params {
  audience: 'public' | 'parties';
  /** How long the notice stands for objections; without it nothing is waited for. */
  notice?: Term;
}

const params = {
  type: 'object',
  properties: {
    audience: {
      type: 'string',
      enum: ['public', 'parties'],
      description: '对谁公布：公开或只送达当事人 · To everybody, or to the parties only',
    },
    notice: {
      type: 'string',
      pattern: '^[1-9][0-9]{0,3}(wd|cd)$',
      description: '公示期，如 7cd、5wd · Period for objections',
    },
  },
  required: ['audience'],
  additionalProperties: false,
} as const satisfies ParamsSchema;

/** 公告栏、公众号、网格群、送达、会上宣布. */
const CHANNELS = ['noticeBoard', 'wechatAccount', 'gridGroup', 'delivered', 'meeting'] as const;

const publishSchema = payload(
  {
    channels: {
      type: 'array',
      items: { type: 'string', enum: CHANNELS },
      minItems: 1,
      maxItems: CHANNELS.length,
      uniqueItems: true,
      description:
        '方式：公告栏、公众号、网格群、送达当事人、会上宣布 · Notice board, WeChat account, grid group, delivered to the parties, read out at a meeting',
    },
    text: text('公布的文本（已隐去个人信息） · The text made known, personal data masked', 10_000),
    allConsent: flag('各方当事人都同意公开 · All parties consent to its being public'),
  },
  ['channels', 'text'],
);
type Publish = PayloadOf<typeof publishSchema>;

const completeSchema = payload({}, []);

const isPublic = (channels: Publish['channels']) => channels.some((channel) => channel !== 'delivered');

const hasRedLine = (state: CaseState): boolean =>
  Object.values(state.steps).some(({ kind, outcome }) => kind === 'triage' && outcome === 'redLine');

const publishAction: Action<Params, Publish> = {
  schema: publishSchema,
  example: {
    channels: ['noticeBoard', 'wechatAccount'],
    text: '关于村口养鸡场限期改造的决定（公示）：……如有异议，请在公示期内向村委会提出。',
  },
  offered: ({ state }) => state.facts.notice === undefined,
  form: ({ params: { audience } }) =>
    audience === 'public' ? { hidden: ['/allConsent'] } : { initial: { channels: ['delivered'] } },
  judge({ state, params: { audience, notice } }, { channels, allConsent }) {
    if (state.facts.notice) return refuse('publish.alreadyPublished');
    if (hasRedLine(state)) return refuse('publish.redLine');
    if (audience === 'parties') {
      const mayBePublic = allConsent || !isPublic(channels);
      return mayBePublic
        ? { outcome: 'published' }
        : refuse('publish.consentMissing', undefined, '/channels');
    }
    if (!isPublic(channels)) return refuse('publish.notMadePublic', undefined, '/channels');
    return notice ? {} : { outcome: 'published' };
  },
  apply: (facts, { channels }, { occurredAt }) => ({
    ...facts,
    notice: { publishedAt: occurredAt, audience: isPublic(channels) ? 'public' : 'parties' },
  }),
};

const complete: Action<Params, Record<string, never>> = {
  schema: completeSchema,
  example: {},
  offered: ({ state }) => state.facts.notice !== undefined,
  judge({ state: { facts } }) {
    if (!facts.notice) return refuse('publish.notYetPublished');
    const answers = Object.values(facts.objections).map(({ answered }) => answered);
    const open = answers.filter((answer) => answer === undefined).length;
    if (open > 0) return refuse('publish.objectionsOpen', { open });
    return { outcome: answers.includes('upheld') ? 'amended' : 'published' };
  },
};

/** 公布 · 公示: made known, to all with a period for objections or to the parties only. */
export const publish: StepKind<Params> = {
  kind: 'publish',
  outcomes: ['published', 'amended'],
  params,
  actions: { publish: publishAction, complete },
  reset: ({ notice: _, ...facts }) => ({ ...facts, objections: {} }),
  schedule({ state, params: { notice } }) {
    const publishedAt = state.facts.notice?.publishedAt;
    if (publishedAt === undefined || !notice) return {};
    const notBefore = atEarliest(state.calendar, publishedAt, notice);
    return { notBefore, dueAt: dueAfter(state.calendar, notBefore, '1wd') };
  },
};
