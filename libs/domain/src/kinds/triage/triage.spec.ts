import { describe, expect, it } from '@jest/globals';
import { aText, anId, attempt } from '../../testing/index.js';
import { triage } from './index.js';

const admitted = {
  category: 'dispute',
  procedure: 'dispute',
  parties: [anId(1), anId(2)],
  willingness: 'willing',
  redLines: [],
  pending: 'none',
};
const complete = (more: Record<string, unknown>) => attempt(triage, 'complete', { ...admitted, ...more });

describe('triage', () => {
  it('admits a dispute whose parties are willing, and keeps parties and departments', () => {
    const { outcome, facts } = complete({ departments: [anId(21)] });
    expect(outcome).toBe('admitted');
    expect(facts).toMatchObject({ parties: [anId(1), anId(2)], departments: [anId(21)] });
    expect(facts).not.toHaveProperty('explainWays');
  });

  it.each(['crime', 'violence', 'minorAtRisk', 'suicideRisk'])(
    'stops at the red line %s once reported',
    (line) => {
      expect(complete({ redLines: [line], reportedTo: aText() }).outcome).toBe('redLine');
    },
  );

  it('lets a red line go before everything else', () => {
    const barred = {
      redLines: ['violence'],
      reportedTo: aText(),
      willingness: 'unwilling',
      pending: 'police',
    };
    expect(complete(barred).outcome).toBe('redLine');
  });

  it('refuses a red line that was not reported', () => {
    expect(complete({ redLines: ['violence'] })).toMatchObject({
      code: 'triage.reportMissing',
      path: '/reportedTo',
    });
  });

  it.each([{ willingness: 'unwilling' }, { pending: 'court' }, { pending: 'police' }])(
    'does not admit, and has the ways explained, with %j',
    (barred) => {
      const { outcome, facts } = complete(barred);
      expect(outcome).toBe('notAdmitted');
      expect(facts.explainWays).toBe(true);
    },
  );

  it('does not deliberate what can be answered right away, with nothing to explain', () => {
    const { outcome, facts } = complete({ answerable: true, procedure: undefined, parties: [] });
    expect(outcome).toBe('notAdmitted');
    expect(facts).not.toHaveProperty('explainWays');
  });

  it('forgets that ways were to be explained when triage is done again', () => {
    const options = { facts: { explainWays: true } };
    expect(attempt(triage, 'complete', admitted, options).facts).not.toHaveProperty('explainWays');
  });

  it.each([[[]], [[anId(1)]], [[anId(1), anId(1)]]])('refuses a dispute with the parties %j', (parties) => {
    expect(complete({ parties })).toMatchObject({ code: 'triage.partiesMissing', path: '/parties' });
  });

  it('refuses a dispute whose parties were not asked', () => {
    expect(complete({ willingness: 'notAsked' })).toMatchObject({
      code: 'triage.willingnessUnknown',
      path: '/willingness',
    });
  });

  it.each(['development', 'socialProgress'])('admits %s without parties or asking', (category) => {
    expect(complete({ category, parties: [], willingness: 'notAsked' }).outcome).toBe('admitted');
  });

  it('refuses to admit without a procedure', () => {
    expect(complete({ procedure: undefined })).toMatchObject({
      code: 'triage.procedureMissing',
      path: '/procedure',
    });
  });
});
