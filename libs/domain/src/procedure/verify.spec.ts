import { describe, expect, it } from '@jest/globals';
import { KINDS } from '../kinds/index.js';
import { ROLES } from '../model/basics.js';
import { KIND_NAMES } from '../model/kind-names.js';
import type { Procedure, ProcedureStep, Transition } from '../model/procedure.js';
import { isError, LEGAL_PARAMETERS, verifyProcedure, type KindRegistry, type Problem } from './index.js';

/** The real outcomes; parameters are checked where their schemas are compiled, except one that tests refuse. */
const kinds = Object.fromEntries(
  KIND_NAMES.map((name) => [
    name,
    {
      outcomes: KINDS[name].outcomes,
      checkParams: (params: Record<string, unknown>) =>
        'wrong' in params ? [{ path: '/wrong', code: 'field.unknown', params: { field: 'wrong' } }] : [],
    },
  ]),
) as unknown as KindRegistry;

type Parts = Partial<ProcedureStep>;
const step = (
  key: string,
  kind: ProcedureStep['kind'],
  on: Record<string, Transition>,
  parts: Parts = {},
) => ({
  ...{ key, kind, name: { zh: key, en: key }, owner: 'committee' as const, term: '2wd', params: {}, on },
  ...parts,
});

/** A small lawful dispute procedure with a bounded way back, a new round and a step beside another. */
const dispute = (): Procedure => ({
  key: 'small',
  version: 1,
  name: { zh: '小', en: 'Small' },
  categories: ['dispute'],
  start: 'select',
  whole: { term: '30cd', until: 'sign' },
  steps: [
    step(
      'select',
      'selectMembers',
      { selected: { to: 'meet' } },
      {
        params: { min: 1, max: 7, mediator: true, partiesMustAgree: true },
      },
    ),
    step(
      'meet',
      'deliberate',
      {
        consensus: { to: 'sign' },
        adjourned: { to: 'select', limit: 1, beyond: { to: 'ways' } },
        notAgreed: { to: 'ways' },
      },
      { params: { quorum: { parties: 'all' } } },
    ),
    step(
      'sign',
      'sign',
      {
        signed: { to: 'decide' },
        agreedOrally: { to: 'decide' },
        refused: { to: 'meet', limit: 1, beyond: { to: 'ways' } },
      },
      {
        params: { signers: 'parties', share: 'all', oral: true, seal: true },
        rungs: [{ before: '1wd', tell: 'holder' }],
      },
    ),
    step('opine', 'opine', { notNeeded: { to: 'decide' }, opined: { to: 'decide' } }, { beside: 'sign' }),
    step(
      'decide',
      'decide',
      { decided: { to: 'publish' }, returned: { to: 'ways' } },
      { needs: ['sign', 'opine'] },
    ),
    step(
      'publish',
      'publish',
      { published: { to: 'follow' }, amended: { to: 'ways' } },
      {
        params: { audience: 'parties' },
      },
    ),
    step('follow', 'feedback', {
      satisfied: { end: 'agreed' },
      newTrouble: { to: 'select', newRound: true, limit: 3, beyond: { end: 'handedUp' } },
    }),
    step('ways', 'answer', { answered: { end: 'notAgreed' } }, { params: { waysRequired: true } }),
  ],
});

const intake = (): Procedure => ({
  key: 'intake',
  version: 1,
  name: { zh: '受理', en: 'Intake' },
  categories: [],
  start: 'triage',
  steps: [
    step('triage', 'triage', {
      admitted: { chosenProcedure: true },
      notAdmitted: { to: 'intakeAnswer' },
      redLine: { end: 'reported' },
    }),
    step('intakeAnswer', 'answer', { answered: { end: 'answered' } }),
  ],
});

const verify = (procedure: Procedure, roles = ROLES as readonly (typeof ROLES)[number][]): Problem[] =>
  verifyProcedure(procedure, { kinds, roles });

type Change = (procedure: Procedure, at: (key: string) => ProcedureStep) => void;
const changed = (procedure: Procedure, change: Change): Procedure => {
  change(procedure, (key) => procedure.steps.find((each) => each.key === key)!);
  return procedure;
};
const findings = (problems: Problem[]): string[] => problems.map(({ code, path }) => `${code} ${path}`);

it('finds nothing wrong with procedures that are in order', () => {
  expect(verify(dispute())).toEqual([]);
  expect(verify(intake())).toEqual([]);
});

/** Each breaks one thing; what must be found, and where. */
const BROKEN: [string, Change, string][] = [
  [
    'a kind that does not exist',
    (_, at) => (at('meet').kind = 'dance' as never),
    'kind.unknown /steps/1/kind',
  ],
  [
    'an outcome that the kind does not have',
    (_, at) => (at('meet').on.fight = { end: 'notAgreed' }),
    'outcome.unknown /steps/1/on/fight',
  ],
  [
    'an outcome that leads nowhere',
    (_, at) => delete at('meet').on.adjourned,
    'outcome.leadsNowhere /steps/1/on',
  ],
  [
    'an outcome that leads to no step',
    (_, at) => (at('meet').on.consensus = { to: 'signing' }),
    'step.unknown /steps/1/on/consensus/to',
  ],
  [
    'a step beyond a limit that does not exist',
    (_, at) => (at('meet').on.adjourned = { to: 'select', limit: 1, beyond: { to: 'gone' } }),
    'step.unknown /steps/1/on/adjourned/beyond/to',
  ],
  ['a start that does not exist', (p) => (p.start = 'begin'), 'step.unknown /start'],
  ['a promise until no step', (p) => (p.whole = { term: '30cd', until: 'x' }), 'step.unknown /whole/until'],
  [
    'an end that does not exist',
    (_, at) => (at('ways').on.answered = { end: 'won' as never }),
    'end.unknown /steps/7/on/answered/end',
  ],
  ['one key twice', (p) => p.steps.push({ ...p.steps[7]! }), 'step.twice /steps/8/key'],
  [
    'a key that objects have anyway',
    (_, at) => (at('follow').key = 'constructor'),
    'step.reserved /steps/6/key',
  ],
  ['a key of intake', (_, at) => (at('follow').key = 'intakeAnswer'), 'step.reserved /steps/6/key'],
  ['a category twice', (p) => p.categories.push('dispute'), 'category.twice /categories/1'],
  ['an unknown category', (p) => p.categories.push('war' as never), 'category.unknown /categories/1'],
  ['no category', (p) => (p.categories = []), 'category.none /categories'],
  [
    'a step that cannot be reached',
    (p) => p.steps.push(step('alone', 'answer', { answered: { end: 'answered' } })),
    'step.unreachable /steps/8',
  ],
  [
    'a loop without a bound',
    (_, at) => (at('meet').on.adjourned = { to: 'select' }),
    'loop.unbounded /steps/1/on/adjourned',
  ],
  [
    'a new round without a bound',
    (_, at) => (at('follow').on.newTrouble = { to: 'select', newRound: true }),
    'loop.unbounded /steps/6/on/newTrouble',
  ],
  [
    'a way back beyond a limit',
    (_, at) => (at('sign').on.refused = { to: 'meet', limit: 1, beyond: { to: 'select' } }),
    'loop.unbounded /steps/2/on/refused/beyond',
  ],
  [
    'a limit of none',
    (_, at) => (at('meet').on.adjourned = { to: 'select', limit: 0, beyond: { to: 'ways' } }),
    'limit.notPositive /steps/1/on/adjourned/limit',
  ],
  [
    'a limit with nothing beyond',
    (_, at) => (at('meet').on.adjourned = { to: 'select', limit: 1 }),
    'limit.withoutBeyond /steps/1/on/adjourned',
  ],
  [
    'something beyond no limit',
    (_, at) => (at('meet').on.notAgreed = { to: 'ways', beyond: { end: 'handedUp' } }),
    'beyond.withoutLimit /steps/1/on/notAgreed',
  ],
  [
    'a limit behind a limit',
    (_, at) =>
      (at('meet').on.adjourned = {
        ...{ to: 'select', limit: 1 },
        beyond: { to: 'select', limit: 2, beyond: { to: 'ways' } },
      }),
    'limit.nested /steps/1/on/adjourned/beyond/limit',
  ],
  ['a step beside itself', (_, at) => (at('opine').beside = 'opine'), 'beside.chained /steps/3/beside'],
  ['a step beside none', (_, at) => (at('opine').beside = 'x'), 'step.unknown /steps/3/beside'],
  ['a first step beside another', (p) => (p.start = 'opine'), 'beside.start /steps/3/beside'],
  [
    'a way to a step that opens beside another',
    (_, at) => (at('publish').on.amended = { to: 'opine' }),
    'beside.ledTo /steps/3/beside',
  ],
  [
    'a step beside that overtakes its host',
    (_, at) => (at('opine').on.opined = { to: 'publish' }),
    'beside.withoutJoin /steps/3/on/opined',
  ],
  [
    'a step beside for which nobody waits',
    (_, at) => (at('decide').needs = ['sign']),
    'beside.neverAwaited /steps/3/beside',
  ],
  ['a need that is no step', (_, at) => at('decide').needs!.push('x'), 'step.unknown /steps/4/needs/2'],
  [
    'a need that never leads there',
    (_, at) => at('decide').needs!.push('meet'),
    'needs.neverMet /steps/4/needs/2',
  ],
  [
    'a place that can stand still',
    (_, at) => {
      at('publish').on.amended = { to: 'decide', limit: 1, beyond: { to: 'ways' } };
      at('follow').on.newTrouble = { to: 'decide', newRound: true, limit: 1, beyond: { end: 'handedUp' } };
    },
    'flow.stuck /steps/6/on/newTrouble',
  ],
  [
    'a step from which every way stands still',
    (p, at) => {
      p.steps.push(step('note', 'answer', { answered: { to: 'decide' } }));
      at('follow').on.newTrouble = { to: 'note', newRound: true, limit: 1, beyond: { end: 'handedUp' } };
    },
    'flow.noEnd /steps/8',
  ],
  [
    'an owner that nobody can be',
    (_, at) => (at('meet').owner = 'king' as never),
    'owner.unfilled /steps/1/owner',
  ],
  ['a term of nothing', (_, at) => (at('sign').term = '0wd'), 'term.notPositive /steps/2/term'],
  ['a term below nothing', (_, at) => (at('sign').term = '-3cd'), 'term.notPositive /steps/2/term'],
  ['a term that nobody can read', (_, at) => (at('sign').term = 'soon'), 'term.unreadable /steps/2/term'],
  [
    'a reminder that nobody can read',
    (_, at) => (at('sign').rungs = [{ before: '1d', tell: 'holder' }]),
    'term.unreadable /steps/2/rungs/0',
  ],
  ['a promise that nobody can read', (p) => (p.whole!.term = '1 month'), 'term.unreadable /whole/term'],
  ['no term', (_, at) => delete at('sign').term, 'term.missing /steps/2'],
  [
    'a parameter that the kind refuses',
    (_, at) => (at('meet').params.wrong = 1),
    'field.unknown /steps/1/params/wrong',
  ],
  [
    'more members than fit',
    (_, at) => (at('select').params.min = 9),
    'selectMembers.minAboveMax /steps/0/params/min',
  ],
  [
    'triage in the middle',
    (p) =>
      p.steps.push(
        step('again', 'triage', {
          admitted: { end: 'agreed' },
          notAdmitted: { end: 'agreed' },
          redLine: { end: 'reported' },
        }),
      ),
    'intake.triageElsewhere /steps/8/kind',
  ],
  [
    'a second choice of procedure',
    (_, at) => (at('ways').on.answered = { chosenProcedure: true }),
    'intake.choiceElsewhere /steps/7/on/answered',
  ],
  [
    'a meeting without the parties',
    (_, at) => (at('meet').params = {}),
    'law.partiesPresent /steps/1/params/quorum/parties',
  ],
  [
    'outsiders without consent',
    (_, at) => (at('select').params.partiesMustAgree = false),
    'law.outsidersNeedConsent /steps/0/params/partiesMustAgree',
  ],
  [
    'no mediator',
    (_, at) => (at('select').params.mediator = false),
    'law.mediatorAndSeal /steps/0/params/mediator',
  ],
  ['no seal', (_, at) => (at('sign').params.seal = false), 'law.mediatorAndSeal /steps/2/params/seal'],
  [
    'members who sign for the parties',
    (_, at) => (at('sign').params.signers = 'members'),
    'law.partiesSign /steps/2/params/signers',
  ],
  ['parties outvoted', (_, at) => (at('sign').params.share = '2/3'), 'law.partiesSign /steps/2/params/share'],
  [
    'a dispute made public',
    (_, at) => (at('publish').params.audience = 'public'),
    'law.audience /steps/5/params/audience',
  ],
  [
    'failing without the ways explained',
    (_, at) => (at('ways').params = {}),
    'law.waysExplained /steps/7/on/answered',
  ],
  [
    'failing in silence',
    (_, at) => (at('meet').on.notAgreed = { end: 'notAgreed' }),
    'law.waysExplained /steps/1/on/notAgreed',
  ],
  ['no way to fail', (_, at) => (at('ways').on.answered = { end: 'answered' }), 'law.failureMissing /steps'],
];

describe('names what is wrong, and where', () => {
  it.each(BROKEN)('%s', (_, change, finding) => {
    const problems = verify(changed(dispute(), change));
    expect(findings(problems)).toContain(finding);
    expect(problems.find((found) => `${found.code} ${found.path}` === finding)).toMatchObject({
      severity: 'error',
    });
  });
});

describe('intake', () => {
  it.each<[string, Change, string]>([
    ['a category', (p) => p.categories.push('dispute'), 'intake.categories /categories'],
    ['a promise', (p) => (p.whole = { term: '3cd', until: 'triage' }), 'intake.whole /whole'],
    ['another start', (p) => (p.start = 'intakeAnswer'), 'intake.start /start'],
    ['no choice', (_, at) => (at('triage').on.admitted = { end: 'answered' }), 'intake.choosesNone /steps'],
    [
      'a key of other procedures',
      (_, at) => (at('intakeAnswer').key = 'answer'),
      'intake.stepKey /steps/1/key',
    ],
    [
      'a red line that goes on',
      (_, at) => (at('triage').on.redLine = { to: 'intakeAnswer' }),
      'law.redLinesReported /steps/0/on/redLine',
    ],
    [
      'a refusal without an answer',
      (_, at) => (at('triage').on.notAdmitted = { end: 'answered' }),
      'law.refusalAnswered /steps/0/on/notAdmitted',
    ],
  ])('%s', (_, change, finding) => {
    expect(findings(verify(changed(intake(), change)))).toContain(finding);
  });
});

describe('warnings do not keep a procedure from being used', () => {
  it.each<[string, Change, string]>([
    [
      'a reminder before the step begins',
      (_, at) => (at('sign').rungs = [{ before: '3cd', tell: 'holder' }]),
      'rung.neverReached /steps/2/rungs/0',
    ],
    ['a promise that the terms cannot keep', (p) => (p.whole!.term = '5cd'), 'whole.tooShort /whole/term'],
    ['no promise', (p) => delete p.whole, 'law.frame '],
    ['a promise beyond the usual frame', (p) => (p.whole!.term = '45cd'), 'law.frame /whole/term'],
    [
      'a usual number outside the bounds',
      (_, at) => (at('select').params.usual = [5, 9]),
      'selectMembers.usualOutside /steps/0/params/usual',
    ],
  ])('%s', (_, change, finding) => {
    const problems = verify(changed(dispute(), change));
    expect(findings(problems)).toEqual([finding]);
    expect(problems.some(isError)).toBe(false);
  });
});

describe('rules that depend on the organisation and the law', () => {
  it('asks only for roles that somebody holds', () => {
    const problems = verify(
      changed(dispute(), (_, at) => (at('opine').owner = 'department')),
      ['committee'],
    );
    expect(findings(problems)).toEqual(['owner.unfilled /steps/3/owner']);
  });

  it('lets other categories go without what the law demands of disputes', () => {
    const procedure = changed(dispute(), (p, at) => {
      p.categories = ['development'];
      at('sign').params = { signers: 'members', share: '2/3', oral: false, seal: false };
      delete at('sign').on.agreedOrally;
      at('publish').params = { audience: 'public', notice: '7cd' };
      at('meet').params = {};
    });
    expect(verify(procedure)).toEqual([]);
  });

  it('lets an oral agreement on the spot go without the mediator', () => {
    const onTheSpot = changed(dispute(), (_, at) => {
      at('sign').term = 'sameDay';
      delete at('sign').rungs;
      at('select').params.mediator = false;
    });
    expect(verify(onTheSpot)).toEqual([]);
  });

  it('takes the values from the parameters, so that a revised law is data', () => {
    const law = { ...LEGAL_PARAMETERS, frame: { ...LEGAL_PARAMETERS.frame, value: '20cd' } };
    const problems = verifyProcedure(dispute(), { kinds, roles: ROLES, law });
    expect(problems).toMatchObject([{ code: 'law.frame', params: { value: '20cd', act: 'mediationRules' } }]);
  });

  it('needs the outcome of an oral agreement only where one may come about', () => {
    const without: Change = (_, at) => delete at('sign').on.agreedOrally;
    expect(findings(verify(changed(dispute(), without)))).toEqual(['outcome.leadsNowhere /steps/2/on']);
  });

  it('refuses what is too tangled to be played through', () => {
    const keys = Array.from({ length: 16 }, (_, i) => `s${i}`);
    const wide: Procedure = {
      ...dispute(),
      categories: ['development'],
      whole: undefined,
      start: 'host',
      steps: [
        step('host', 'investigate', { completed: { to: 'join' } }),
        ...keys.map((key) =>
          step(key, 'opine', { notNeeded: { to: 'join' }, opined: { to: 'join' } }, { beside: 'host' }),
        ),
        step('join', 'answer', { answered: { end: 'answered' } }, { needs: ['host', ...keys] }),
      ],
    };
    expect(findings(verify(wide))).toEqual(['flow.tangled /steps']);
  });
});
