import { describe, expect, it } from '@jest/globals';
import type { CaseFacts, TalkResult } from '../../model/state.js';
import { aMember, aText, anId, attempt, noFacts } from '../../testing/index.js';
import { consult } from './index.js';
import { TALK_RESULTS } from './schemas.js';

const withTalks = (...results: (TalkResult | undefined)[]): Pick<CaseFacts, 'members' | 'talks'> => ({
  members: results.map((_, i) => aMember(11 + i)),
  talks: Object.fromEntries(results.flatMap((result, i) => (result ? [[anId(11 + i), result]] : []))),
});

describe('consult', () => {
  it.each(TALK_RESULTS)('ticks %s, and corrects an earlier tick', (result) => {
    const { judgement, facts } = attempt(
      consult,
      'talk',
      { memberId: anId(11), result },
      { facts: withTalks('opposed', undefined) },
    );
    expect(judgement).toEqual({});
    expect(facts.talks).toEqual({ [anId(11)]: result });
  });

  it('refuses a tick for somebody who is no member', () => {
    const payload = { memberId: anId(99), result: 'aligned' };
    expect(attempt(consult, 'talk', payload, { facts: withTalks('aligned') })).toMatchObject({
      code: 'consult.notAMember',
      path: '/memberId',
    });
  });

  it('wants a tick for everyone, even with a reason', () => {
    const facts = withTalks('aligned', 'aligned', undefined);
    expect(attempt(consult, 'complete', { reason: aText() }, { facts })).toMatchObject({
      code: 'consult.talksMissing',
      judgement: { refusal: { params: { missing: 1 } } },
    });
  });

  it('goes on when two thirds are aligned', () => {
    const facts = withTalks('aligned', 'aligned', 'notReached');
    expect(attempt(consult, 'complete', {}, { facts }).outcome).toBe('consulted');
  });

  it('goes on below two thirds only with a reason; partly aligned does not count', () => {
    const facts = withTalks('aligned', 'partly', 'opposed');
    expect(attempt(consult, 'complete', {}, { facts })).toMatchObject({
      code: 'consult.notAligned',
      path: '/reason',
      judgement: { refusal: { params: { aligned: 1, needed: 2 } } },
    });
    expect(attempt(consult, 'complete', { reason: aText() }, { facts }).outcome).toBe('consulted');
  });

  it('never blocks where the procedure says so, as in a dispute', () => {
    const facts = withTalks('opposed', 'opposed', 'opposed');
    expect(attempt(consult, 'complete', {}, { facts, params: { blocks: false } }).outcome).toBe('consulted');
  });

  it('leads back to the selection, with a reason, whoever was talked to', () => {
    const facts = withTalks('opposed', undefined);
    expect(attempt(consult, 'complete', { reselect: true }, { facts }).code).toBe('consult.reasonMissing');
    expect(attempt(consult, 'complete', { reselect: true, reason: aText() }, { facts }).outcome).toBe(
      'reselect',
    );
  });

  it('keeps the ticks of those who stayed after a new selection', () => {
    const facts: CaseFacts = {
      ...noFacts(),
      members: [aMember(11), aMember(13)],
      talks: { [anId(11)]: 'aligned', [anId(12)]: 'opposed' },
    };
    expect(consult.reset?.(facts).talks).toEqual({ [anId(11)]: 'aligned' });
  });
});
