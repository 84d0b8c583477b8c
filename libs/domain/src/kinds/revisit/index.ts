import { optionsOf, type FormHints } from '../form.js';
import type { Instant, Term } from '../../model/basics.js';
import { refuse, type Refusal } from '../../model/refusal.js';
import type { CaseFacts } from '../../model/state.js';
import { atEarliest, dueAfter } from '../../time/index.js';
import type { Action, Schedule, StepContext, StepKind } from '../kind.js';
import { flag, id, ids, payload, text, type ParamsSchema, type PayloadOf } from '../schema.js';

interface Params {
  /** Waiting times of the visits, from the opening of the step. */
  after: Term[];
  /** A first visit, at once, looks at every milestone. */
  eachMilestone?: boolean;
  /** At the last visit every party says whether it is resolved. */
  confirmByParties?: boolean;
}
type Context = StepContext<Params>;
type Refused = { refusal: Refusal } | undefined;

/** How long there is for a visit once its day has come. */
const VISIT_TERM: Term = '5wd';

const params = {
  type: 'object',
  properties: {
    after: {
      type: 'array',
      items: { type: 'string', pattern: '^[1-9][0-9]{0,3}(wd|cd)$' },
      minItems: 1,
      maxItems: 12,
      description: '各次回访距本步开始的时间，如 30cd、90cd · When each visit may be made',
    },
    eachMilestone: {
      type: 'boolean',
      default: false,
      description: '先逐个节点看一遍 · A first visit looks at every milestone',
    },
    confirmByParties: {
      type: 'boolean',
      default: false,
      description:
        '最后一次回访须各方当事人确认已解决 · At the last visit the parties confirm that it is resolved',
    },
  },
  required: ['after'],
  additionalProperties: false,
} as const satisfies ParamsSchema;

const visitSchema = payload(
  {
    holding: flag('是否稳定、未反复 · Whether it holds, without relapse'),
    note: text('回访情况 · What was seen and heard'),
    milestones: {
      type: 'array',
      items: { type: 'string', pattern: '^m[1-9][0-9]?$', maxLength: 3, 'x-refers': 'milestone' },
      uniqueItems: true,
      maxItems: 50,
      description: '看过的时间节点，不填即全部 · Milestones that were looked at; left out means all',
    },
    confirmations: {
      type: 'array',
      maxItems: 50,
      description: '当事人确认 · Confirmations by the parties',
      items: payload(
        {
          partyId: id('party', '当事人 · The party'),
          resolved: flag('是否确认已解决 · Whether the party says that it is resolved'),
        },
        ['partyId', 'resolved'],
      ),
    },
    evidence: ids('attachment', '照片等附件 · Attachments, such as photographs', 20),
  },
  ['holding', 'note'],
);
type Visit = PayloadOf<typeof visitSchema>;

type Planned = { milestones: true } | { after: Term };

/** The visits in their order. */
const plan = ({ after, eachMilestone }: Params, facts: CaseFacts): Planned[] => [
  ...(eachMilestone && facts.milestones.length > 0 ? [{ milestones: true } as const] : []),
  ...after.map((term) => ({ after: term })),
];

type ScheduleContext = Omit<Context, 'meta' | 'now'>;

const earliest = ({ state, step, params: given }: ScheduleContext): Instant | undefined => {
  const next = plan(given, state.facts)[state.facts.revisits.length];
  return next && 'after' in next ? atEarliest(state.calendar, step.startedAt, next.after) : undefined;
};

function schedule(ctx: ScheduleContext): Schedule {
  const notBefore = earliest(ctx);
  const dueAt = dueAfter(ctx.state.calendar, notBefore ?? ctx.step.startedAt, VISIT_TERM);
  return notBefore === undefined ? { dueAt } : { notBefore, dueAt };
}

function milestonesRefusal({ state, params: given }: Context, { milestones }: Visit): Refused {
  const known = state.facts.milestones.map((milestone) => milestone.id);
  // A visit whose turn is the milestones has looked at all of them unless it says otherwise.
  if (!milestones) return undefined;
  const unknown = milestones.findIndex((milestone) => !known.includes(milestone));
  if (unknown >= 0) {
    return refuse(
      'revisit.unknownMilestone',
      { milestone: milestones[unknown] ?? '' },
      `/milestones/${unknown}`,
    );
  }
  const next = plan(given, state.facts)[state.facts.revisits.length];
  if (!next || !('milestones' in next)) return undefined;
  const missing = known.filter((milestone) => !milestones.includes(milestone));
  return missing.length > 0 ? refuse('revisit.milestonesMissing', { missing }, '/milestones') : undefined;
}

function confirmationsRefusal({ state }: Context, { confirmations = [] }: Visit): Refused {
  const named = confirmations.map(({ partyId }) => partyId);
  const stranger = named.findIndex((party) => !state.facts.parties.includes(party));
  if (stranger >= 0) return refuse('revisit.notAParty', undefined, `/confirmations/${stranger}/partyId`);
  const again = named.findIndex((party, i) => named.indexOf(party) !== i);
  return again >= 0
    ? refuse('revisit.confirmedTwice', undefined, `/confirmations/${again}/partyId`)
    : undefined;
}

function holdingRefusal(ctx: Context, payload: Visit, last: boolean): Refused {
  const notBefore = earliest(ctx);
  if (notBefore !== undefined && ctx.meta.occurredAt < notBefore) {
    return refuse('step.tooEarly', { step: ctx.step.key, notBefore });
  }
  const unseen = milestonesRefusal(ctx, payload);
  if (unseen || !last || !ctx.params.confirmByParties) return unseen;
  const confirmed = payload.confirmations?.map(({ partyId }) => partyId) ?? [];
  const missing = ctx.state.facts.parties.filter((party) => !confirmed.includes(party)).length;
  return missing > 0 ? refuse('revisit.confirmationMissing', { missing }, '/confirmations') : undefined;
}

/** At the last visit the parties confirm, where the procedure says so. */
function visitForm({ state: { facts }, params: given }: Pick<Context, 'state' | 'params'>): FormHints {
  const last = facts.revisits.length + 1 >= plan(given, facts).length;
  const confirm = last && given.confirmByParties;
  return {
    options: {
      '/milestones/*': optionsOf(facts.milestones.map((milestone) => milestone.id)),
      '/confirmations/*/partyId': optionsOf(facts.parties),
    },
    hidden: [
      ...(facts.milestones.length > 0 ? [] : ['/milestones']),
      ...(facts.parties.length > 0 ? [] : ['/confirmations']),
    ],
    initial: confirm ? { confirmations: facts.parties.map((partyId) => ({ partyId })) } : {},
  };
}

const visit: Action<Params, Visit> = {
  schema: visitSchema,
  example: {
    holding: true,
    note: '雨季过后去看，墙面还是干的，两家都说没事了。',
    confirmations: [
      { partyId: '019a0000-0000-7000-8000-000000000001', resolved: true },
      { partyId: '019a0000-0000-7000-8000-000000000002', resolved: true },
    ],
  },
  form: visitForm,
  judge(ctx, payload) {
    const wrong = confirmationsRefusal(ctx, payload);
    if (wrong) return wrong;
    const unresolved = payload.confirmations?.some(({ resolved }) => !resolved) ?? false;
    // A relapse doesn't wait for the day of the visit.
    if (!payload.holding || unresolved) return { outcome: 'relapsed', early: true };
    const { facts } = ctx.state;
    const last = facts.revisits.length + 1 >= plan(ctx.params, facts).length;
    return holdingRefusal(ctx, payload, last) ?? (last ? { outcome: 'holding' } : {});
  },
  apply: (facts, { holding, confirmations = [] }, { occurredAt }) => ({
    ...facts,
    revisits: [
      ...facts.revisits,
      { at: occurredAt, holding: holding && confirmations.every(({ resolved }) => resolved) },
    ],
  }),
};

/** 回头看: looking again later, guarding against relapse. */
export const revisit: StepKind<Params> = {
  kind: 'revisit',
  outcomes: ['holding', 'relapsed'],
  params,
  actions: { visit },
  reset: (facts) => ({ ...facts, revisits: [] }),
  schedule,
};
