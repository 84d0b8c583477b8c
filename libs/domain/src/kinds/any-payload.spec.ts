import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { CATEGORIES, CHANNELS, ROLES } from '../model/basics.js';
import type { CaseFacts, Member } from '../model/state.js';
import { MONDAY, aMember, anActor, anId, aStep, contextFor } from '../testing/index.js';
import { anyDate, anyId, anyPayload } from '../testing/payload-arbitrary.js';
import { AGENDAS } from './deliberate/index.js';
import { KINDS } from './index.js';
import type { StepContext, StepKind } from './kind.js';

const someIds = () => fc.uniqueArray(anyId(), { maxLength: 4 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
/** Half of the people are members and parties of everything, so that rules are met beyond the first refusal. */
const present = () => fc.oneof(fc.constant([1, 2, 3, 4].map(anId)), someIds());
const instant = () => fc.integer({ min: -3, max: 120 }).map((days) => MONDAY + days * 86_400_000);

const anyMember = (): fc.Arbitrary<Member> =>
  fc.record(
    { personId: anyId(), nomination: fc.constant('adHoc' as const), mediator: fc.boolean() },
    { requiredKeys: ['personId', 'nomination'] },
  );

const anyMeeting = (): fc.Arbitrary<CaseFacts['meeting']> =>
  fc.record(
    {
      at: instant(),
      mode: fc.constantFrom('onTheSpot' as const, 'meetingRoom' as const),
      open: fc.boolean(),
      presentMembers: present(),
      presentParties: someIds(),
      proxies: fc.dictionary(anyId(), anyId(), { maxKeys: 2 }),
      agenda: fc
        .constantFrom(...Object.values(AGENDAS), [], ['statePositions'], ['explainTopic'])
        .map((a) => [...a]),
      votes: fc.record({ for: fc.nat(6), against: fc.nat(6), abstained: fc.nat(6) }),
    },
    { requiredKeys: ['at', 'mode', 'open', 'presentMembers', 'presentParties', 'proxies', 'agenda'] },
  );

const dictionary = <T>(value: fc.Arbitrary<T>) => fc.dictionary(anyId(), value, { maxKeys: 4 });

/** As it comes back from a history or from the database. */
const jsonOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Facts of every shape, also such as no case would come to. */
const anyFacts = (): fc.Arbitrary<Partial<CaseFacts>> =>
  fc
    .record(
      {
        parties: someIds(),
        departments: someIds(),
        heard: someIds(),
        members: fc.oneof(
          fc.constant([1, 2, 3, 4].map((n) => aMember(n, { mediator: n > 2 }))),
          fc.array(anyMember(), { maxLength: 6 }),
        ),
        talks: dictionary(fc.constantFrom('aligned' as const, 'opposed' as const)),
        meeting: anyMeeting(),
        agreement: fc.record({
          form: fc.constantFrom('consentForm' as const, 'mediationAgreement' as const),
          answers: dictionary(fc.constantFrom('signed' as const, 'refused' as const, 'dissented' as const)),
        }),
        opinions: dictionary(fc.record({ position: fc.constantFrom('agree' as const, 'disagree' as const) })),
        milestones: fc.array(
          fc.record(
            { id: fc.constantFrom('m1', 'm2', 'm3'), dueOn: anyDate(), doneOn: anyDate() },
            { requiredKeys: ['id', 'dueOn'] },
          ),
          { maxLength: 3 },
        ),
        notice: fc.record({ publishedAt: instant(), audience: fc.constant('public' as const) }),
        objections: dictionary(fc.constant({ raisedAt: MONDAY })),
        revisits: fc.array(fc.record({ at: instant(), holding: fc.boolean() }), { maxLength: 3 }),
      },
      { requiredKeys: ['parties', 'members', 'departments'] },
    )
    .map(jsonOf);

// Parameters that a procedure could give: what the schema's defaults make of little.
const ajv = new Ajv({ useDefaults: true, strict: false });
addFormats.default(ajv);
const PARAMS: Partial<Record<string, Record<string, unknown>[]>> = {
  deliberate: [{}, { quorum: { members: '2/3', parties: 'all' } }],
  sign: [{}, { oral: true, seal: true }, { signers: 'members', share: 'all' }, { signers: 'parties' }],
  decide: [{}, { form: 'note' }],
  publish: [{ audience: 'public', notice: '7cd' }, { audience: 'public' }, { audience: 'parties' }],
  revisit: [
    { after: ['30cd', '90cd'], confirmByParties: true },
    { after: ['90cd'], eachMilestone: true },
  ],
  selectMembers: [{ min: 1, max: 3 }],
  consult: [{}, { aligned: '2/3', blocks: false }],
  convene: [
    { within: '5wd', notice: '1wd' },
    { within: '90cd', notice: 'none' },
  ],
};
const paramsOf = ({ kind, params }: StepKind): Record<string, unknown>[] =>
  (PARAMS[kind] ?? [{}]).map((given) => {
    const filled = structuredClone(given);
    const validate = ajv.compile(params);
    if (!validate(filled)) throw new Error(`${kind}: ${ajv.errorsText(validate.errors)}`);
    return filled;
  });

const anyContext = (kind: StepKind): fc.Arbitrary<StepContext> =>
  fc
    .record({
      params: fc.constantFrom(...paramsOf(kind)),
      facts: anyFacts(),
      category: optional(fc.constantFrom(...CATEGORIES)),
      outcome: optional(fc.constantFrom('admitted', 'notAdmitted', 'redLine')),
      occurredAt: instant(),
      notBefore: optional(instant()),
      channel: optional(fc.constantFrom(...CHANNELS)),
      roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 2 }),
      departmentIds: optional(someIds()),
    })
    .map(({ params, facts, category, outcome, occurredAt, notBefore, channel, roles, departmentIds }) =>
      contextFor(kind, {
        params,
        facts,
        state: { category, steps: { triage: aStep('triage', { status: 'done', outcome }) } },
        step: { notBefore },
        occurredAt,
        channel,
        actor: anActor({ roles, departmentIds }),
      }),
    );

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};

const ACTIONS = Object.values(KINDS).flatMap((kind) =>
  Object.keys(kind.actions).map((action) => [kind.kind, action] as const),
);

describe.each(ACTIONS)('%s.%s', (name, action) => {
  const kind = KINDS[name];
  const { schema, judge, apply, offered } = kind.actions[action]!;

  it('judges every payload that its schema accepts, and changes nothing that it was given', () => {
    fc.assert(
      fc.property(anyContext(kind), anyPayload(schema), (ctx, payload) => {
        deepFreeze(ctx);
        deepFreeze(payload);
        offered?.(ctx);
        const judgement = judge(ctx, payload);
        if ('refusal' in judgement) {
          expect(judgement.refusal.code).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
          return;
        }
        if (judgement.outcome !== undefined) expect(kind.outcomes).toContain(judgement.outcome);
        const { facts } = ctx.state;
        const after = apply?.(facts, payload, { occurredAt: ctx.meta.occurredAt }) ?? facts;
        // The facts travel as JSON, so they must be the same after it.
        expect(after).toStrictEqual(jsonOf(after));
        kind.schedule?.({ ...ctx, state: { ...ctx.state, facts: after } });
      }),
      { numRuns: 150 },
    );
  });
});

describe.each(Object.values(KINDS).map((kind) => [kind.kind, kind] as const))('%s', (_, kind) => {
  it('opens on whatever was found before', () => {
    fc.assert(
      fc.property(anyContext(kind), (ctx) => {
        deepFreeze(ctx);
        const facts = kind.reset?.(ctx.state.facts) ?? ctx.state.facts;
        expect(facts).toStrictEqual(jsonOf(facts));
        const state = { ...ctx.state, facts };
        const outcome = kind.onOpen?.(state, ctx.definition);
        if (outcome !== undefined) expect(kind.outcomes).toContain(outcome);
        const { dueAt, notBefore } = kind.schedule?.({ ...ctx, state }) ?? {};
        for (const date of [dueAt, notBefore]) expect(date ?? 0).not.toBeNaN();
        if (dueAt !== undefined && notBefore !== undefined) expect(dueAt).toBeGreaterThan(notBefore);
      }),
      { numRuns: 150 },
    );
  });
});
