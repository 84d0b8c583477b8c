import { describe, expect, it } from '@jest/globals';
import {
  type Change,
  changed,
  dispute,
  findings,
  intake,
  step,
  verify,
} from '../testing/small-procedures.js';

it('finds nothing wrong with procedures that are in order', () => {
  expect(verify(dispute())).toEqual([]);
  expect(verify(intake())).toEqual([]);
  expect(verify({ ...dispute(), pauseLimit: 20, pauseTotal: 20 })).toEqual([]);
  expect(verify({ ...dispute(), pauseTotal: 30 })).toEqual([]);
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
    (_, at) => (at('meet').on.adjourned = { to: 'select', limit: 1, afterLimit: { to: 'gone' } }),
    'step.unknown /steps/1/on/adjourned/afterLimit/to',
  ],
  ['a start that does not exist', (p) => (p.start = 'begin'), 'step.unknown /start'],
  [
    'an overall deadline until no step',
    (p) => (p.overallDeadline = { term: '30cd', until: 'x' }),
    'step.unknown /overallDeadline/until',
  ],
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
    (_, at) => (at('sign').on.refused = { to: 'meet', limit: 1, afterLimit: { to: 'select' } }),
    'loop.unbounded /steps/2/on/refused/afterLimit',
  ],
  [
    'a limit of none',
    (_, at) => (at('meet').on.adjourned = { to: 'select', limit: 0, afterLimit: { to: 'ways' } }),
    'limit.notPositive /steps/1/on/adjourned/limit',
  ],
  [
    'a limit with nothing beyond',
    (_, at) => (at('meet').on.adjourned = { to: 'select', limit: 1 }),
    'limit.withoutAfterLimit /steps/1/on/adjourned',
  ],
  [
    'something beyond no limit',
    (_, at) => (at('meet').on.notAgreed = { to: 'ways', afterLimit: { end: 'handedUp' } }),
    'afterLimit.withoutLimit /steps/1/on/notAgreed',
  ],
  [
    'a limit behind a limit',
    (_, at) =>
      (at('meet').on.adjourned = {
        to: 'select',
        limit: 1,
        afterLimit: { to: 'select', limit: 2, afterLimit: { to: 'ways' } },
      }),
    'limit.nested /steps/1/on/adjourned/afterLimit/limit',
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
      at('publish').on.amended = { to: 'decide', limit: 1, afterLimit: { to: 'ways' } };
      at('follow').on.newTrouble = {
        to: 'decide',
        newRound: true,
        limit: 1,
        afterLimit: { end: 'handedUp' },
      };
    },
    'flow.stuck /steps/6/on/newTrouble',
  ],
  [
    'a step from which every way stands still',
    (p, at) => {
      p.steps.push(step('note', 'answer', { answered: { to: 'decide' } }));
      at('follow').on.newTrouble = { to: 'note', newRound: true, limit: 1, afterLimit: { end: 'handedUp' } };
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
    (_, at) => (at('sign').reminderRules = [{ before: '1d', recipient: 'assignee' }]),
    'term.unreadable /steps/2/reminderRules/0',
  ],
  [
    'an overall deadline that nobody can read',
    (p) => (p.overallDeadline!.term = '1 month'),
    'term.unreadable /overallDeadline/term',
  ],
  [
    'pauses that together may take less than one',
    (p) => Object.assign(p, { pauseLimit: 20, pauseTotal: 19 }),
    'pause.totalBelowLimit /pauseTotal',
  ],
  [
    'pauses that together may take less than one that nothing is said of',
    (p) => (p.pauseTotal = 29),
    'pause.totalBelowLimit /pauseTotal',
  ],
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
