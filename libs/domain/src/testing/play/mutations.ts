import type { Action, Judgement, StepContext, StepKind } from '../../kinds/kind.js';
import type { KindName } from '../../model/kind-names.js';
import type { ProcedureStep } from '../../model/procedure.js';
import type { CaseFacts } from '../../model/state.js';
import type { Game } from './cast.js';
import type { Loose } from './notes.js';

type Payload = Record<string, Loose>;
type Judge = (ctx: StepContext, payload: Payload) => Judgement;

const withKind = (game: Game, name: KindName, change: (kind: StepKind) => StepKind): Game => ({
  ...game,
  kinds: { ...game.kinds, [name]: change(game.kinds[name]) },
});

/** The game with another judge for one action; it may ask the right one. */
const judging =
  (name: KindName, action: string, judge: (right: Judge) => Judge) =>
  (game: Game): Game =>
    withKind(game, name, (kind) => {
      const right = kind.actions[action]!;
      return { ...kind, actions: { ...kind.actions, [action]: { ...right, judge: judge(right.judge) } } };
    });

/** The game in which some refusals of an action are let pass. */
const lenient = (name: KindName, action: string, codes: readonly string[], outcome?: string) =>
  judging(name, action, (right) => (ctx, payload) => {
    const judgement = right(ctx, payload);
    const passes = 'refusal' in judgement && codes.includes(judgement.refusal.code);
    return passes ? (outcome === undefined ? {} : { outcome }) : judgement;
  });

/** The game in which an action writes other facts than the right ones. */
const applying =
  (
    name: KindName,
    action: string,
    change: (right: CaseFacts, given: CaseFacts, payload: Payload) => CaseFacts,
  ) =>
  (game: Game): Game =>
    withKind(game, name, (kind) => {
      const right = kind.actions[action]!;
      const apply: Action['apply'] = (facts, payload, at) =>
        change(right.apply?.(facts, payload, at) ?? facts, facts, payload);
      return { ...kind, actions: { ...kind.actions, [action]: { ...right, apply } } };
    });

const without =
  (name: KindName, part: 'reset' | 'schedule' | 'onOpen') =>
  (game: Game): Game =>
    withKind(game, name, ({ [part]: _gone, ...kind }) => kind);

const procedures =
  (change: (step: ProcedureStep) => ProcedureStep) =>
  (game: Game): Game => ({
    ...game,
    procedures: game.procedures.map((procedure) => ({ ...procedure, steps: procedure.steps.map(change) })),
  });

const param = (kind: KindName, params: Record<string, unknown>) =>
  procedures((step) => (step.kind === kind ? { ...step, params: { ...step.params, ...params } } : step));

/** A counter outside of the state: a rule that is not pure. */
let impure = 0;

/** Rules broken on purpose; each must be seen by the properties. */
export const MUTATIONS: Record<string, (game: Game) => Game> = {
  'a party is mediated against his will': judging(
    'triage',
    'complete',
    (right) => (ctx, payload) => right(ctx, { ...payload, willingness: 'willing', pending: 'none' }),
  ),
  'a red line is overlooked': judging(
    'triage',
    'complete',
    (right) => (ctx, payload) => right(ctx, { ...payload, redLines: [] }),
  ),
  'the further ways are not explained': lenient('answer', 'complete', ['answer.waysMissing'], 'answered'),
  'a party is not heard': lenient('investigate', 'complete', ['investigate.partyNotHeard'], 'completed'),
  'a party sits among the members': lenient(
    'selectMembers',
    'complete',
    ['selectMembers.memberIsParty'],
    'selected',
  ),
  'close kin sits among the members': lenient(
    'selectMembers',
    'complete',
    ['selectMembers.memberIsKin'],
    'selected',
  ),
  'no mediator sits': param('selectMembers', { mediator: false }),
  'members are not talked to': lenient('consult', 'complete', ['consult.talksMissing'], 'consulted'),
  'no notice is given': lenient('convene', 'complete', ['convene.noticeTooShort'], 'convened'),
  'the agenda goes in any order': lenient('deliberate', 'agenda', ['deliberate.outOfOrder']),
  'no quorum is asked for': param('deliberate', { quorum: {} }),
  'a minority decides': lenient('deliberate', 'complete', ['deliberate.noMajority'], 'consensus'),
  'anybody signs': lenient('sign', 'sign', ['sign.notASigner']),
  'a signer answers twice': lenient('sign', 'dissent', ['sign.alreadyAnswered']),
  'no seal is asked for': param('sign', { seal: false }),
  'one signature of members is enough': judging('sign', 'close', () => () => ({ outcome: 'signed' })),
  'a refused signature does not count': judging('sign', 'refuse', (right) => (ctx, payload) => {
    const judgement = right(ctx, payload);
    return 'refusal' in judgement ? judgement : {};
  }),
  'a department’s disagreement does not block': judging(
    'opine',
    'opine',
    (right) => (ctx, payload) => right(ctx, { ...payload, position: 'agree' }),
  ),
  'departments are not asked': (game) =>
    withKind(game, 'opine', (kind) => ({ ...kind, onOpen: () => 'notNeeded' })),
  'a decision has no milestones': lenient('decide', 'complete', ['decide.milestonesMissing'], 'decided'),
  'milestones lie in the past': lenient('decide', 'complete', ['decide.milestonePast'], 'decided'),
  'the public notice is cut short': without('publish', 'schedule'),
  'an amended decision counts as published already': without('publish', 'reset'),
  'a dispute is made public without consent': lenient(
    'publish',
    'publish',
    ['publish.consentMissing'],
    'published',
  ),
  'objections are left unanswered': lenient('publish', 'complete', ['publish.objectionsOpen'], 'published'),
  'implemented with the first milestone': judging('implement', 'report', (right) => (ctx, payload) => {
    const judgement = right(ctx, payload);
    return 'refusal' in judgement ? judgement : { outcome: 'implemented' };
  }),
  'a case without milestones waits for ever': without('implement', 'onOpen'),
  'a revisit comes too early': (game) =>
    without('revisit', 'schedule')(lenient('revisit', 'visit', ['step.tooEarly'], 'holding')(game)),
  'relapses are not bounded': procedures((step) => ({
    ...step,
    on: Object.fromEntries(
      Object.entries(step.on).map(([outcome, way]) => [
        outcome,
        'to' in way && way.limit !== undefined ? { ...way, limit: way.limit + 1 } : way,
      ]),
    ),
  })),
  'a decision does not wait for the opinions': procedures(({ needs: _gone, ...step }) => step),
  'facts depend on more than the events': applying('consult', 'talk', (right) => ({
    ...right,
    talks: { ...right.talks, [`call-${(impure += 1)}`]: 'aligned' },
  })),
  'facts are changed in place': applying('consult', 'talk', (_right, given, { memberId, result }) => {
    given.talks[memberId] = result;
    return given;
  }),
  'facts can’t travel as JSON': applying('confirmTopic', 'complete', (right) => ({
    ...right,
    explainWays: undefined,
  })),
  'a rule throws': judging(
    'feedback',
    'complete',
    (right) => (ctx, payload) => right(ctx, payload.ratings.length > 0 ? payload : {}),
  ),
};
