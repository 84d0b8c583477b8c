import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../model/basics.js';
import type { Procedure } from '../model/procedure.js';
import {
  type Change,
  changed,
  dispute,
  findings,
  intake,
  kinds,
  step,
  verify,
} from '../testing/small-procedures.js';
import { isError, LEGAL_PARAMETERS, verifyProcedure } from './index.js';

describe('intake', () => {
  it.each<[string, Change, string]>([
    ['a category', (p) => p.categories.push('dispute'), 'intake.categories /categories'],
    [
      'an overall deadline',
      (p) => (p.overallDeadline = { term: '3cd', until: 'triage' }),
      'intake.overallDeadline /overallDeadline',
    ],
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
      (_, at) => (at('sign').reminderRules = [{ before: '3cd', recipient: 'assignee' }]),
      'reminderRule.neverReached /steps/2/reminderRules/0',
    ],
    [
      'an overall deadline that the terms cannot meet',
      (p) => (p.overallDeadline!.term = '5cd'),
      'overallDeadline.tooShort /overallDeadline/term',
    ],
    ['no overall deadline', (p) => delete p.overallDeadline, 'law.frame '],
    [
      'an overall deadline beyond the usual frame',
      (p) => (p.overallDeadline!.term = '45cd'),
      'law.frame /overallDeadline/term',
    ],
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
      delete at('sign').reminderRules;
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
      overallDeadline: undefined,
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
