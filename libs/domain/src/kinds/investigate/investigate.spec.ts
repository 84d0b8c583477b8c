import { describe, expect, it } from '@jest/globals';
import { aText, anId, attempt } from '../../testing/index.js';
import { investigate } from './index.js';

const found = { principalContradiction: aText(1), proposedPosition: aText(2) };

describe('investigate', () => {
  it('records each person heard once, however often they are talked to', () => {
    const { judgement, facts } = attempt(
      investigate,
      'hear',
      { personId: anId(1) },
      { facts: { heard: [anId(1), anId(3)] } },
    );
    expect(judgement).toEqual({});
    expect(facts.heard).toEqual([anId(1), anId(3)]);
    expect(attempt(investigate, 'hear', { personId: anId(2) }, { facts }).facts.heard).toEqual([
      anId(1),
      anId(3),
      anId(2),
    ]);
  });

  it('completes when both parties of a dispute were heard, before or with this', () => {
    const { outcome, facts } = attempt(
      investigate,
      'complete',
      { ...found, heard: [anId(2), anId(3)] },
      { facts: { heard: [anId(1), anId(3)] } },
    );
    expect(outcome).toBe('completed');
    expect(facts.heard).toEqual([anId(1), anId(3), anId(2)]);
  });

  it('refuses a dispute in which a party was not heard, unless a reason is given', () => {
    const payload = { ...found, heard: [anId(1), anId(3)] };
    const { judgement, path } = attempt(investigate, 'complete', payload);
    expect(path).toBe('/heard');
    expect(judgement).toEqual({
      refusal: {
        code: 'investigate.partyNotHeard',
        params: { missing: 1, parties: [anId(2)] },
        path: '/heard',
      },
    });
    expect(attempt(investigate, 'complete', { ...payload, notHeardReason: aText(3) }).outcome).toBe(
      'completed',
    );
  });

  it('does not ask for every party outside of disputes', () => {
    const options = { state: { category: 'development' as const } };
    expect(attempt(investigate, 'complete', { ...found, heard: [anId(3)] }, options).outcome).toBe(
      'completed',
    );
  });

  it('refuses when fewer were heard than the procedure asks for, whatever the reason', () => {
    const options = { params: { minHeard: 3 } };
    const payload = { ...found, heard: [anId(1), anId(2)], notHeardReason: aText(3) };
    expect(attempt(investigate, 'complete', payload, options)).toMatchObject({
      judgement: { refusal: { params: { needed: 3, heard: 2 } } },
      code: 'investigate.tooFewHeard',
    });
  });
});
