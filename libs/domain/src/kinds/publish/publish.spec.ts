import { describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '../../model/state.js';
import {
  MONDAY,
  aStep,
  aText,
  anId,
  at,
  attempt,
  contextFor,
  type ContextOptions,
} from '../../testing/index.js';
import { publish } from './index.js';

type Options = ContextOptions<{ audience: 'public' | 'parties'; notice?: string }>;
const NOTICE: Options = { params: { audience: 'public', notice: '7cd' } };
const NO_NOTICE: Options = { params: { audience: 'public' } };
const PARTIES: Options = { params: { audience: 'parties' } };

const act = (channels: string[], options: Options, more = {}) =>
  attempt(publish, 'publish', { channels, text: aText(), ...more }, options);

const notice = { publishedAt: MONDAY, audience: 'public' as const };

describe('publishing to everybody', () => {
  it('waits for objections where there is a notice, and is over at once where there is none', () => {
    const { judgement, facts } = act(['noticeBoard'], NOTICE);
    expect(judgement).toEqual({});
    expect(facts.notice).toEqual(notice);
    expect(act(['noticeBoard', 'delivered'], NO_NOTICE).outcome).toBe('published');
  });

  it('is not done by handing it to the parties', () => {
    expect(act(['delivered'], NOTICE)).toMatchObject({ code: 'publish.notMadePublic', path: '/channels' });
  });

  it('happens once', () => {
    expect(act(['noticeBoard'], { ...NOTICE, facts: { notice } }).code).toBe('publish.alreadyPublished');
  });
});

describe('publishing to the parties', () => {
  it('is delivering', () => {
    const { outcome, facts } = act(['delivered'], PARTIES);
    expect(outcome).toBe('published');
    expect(facts.notice).toEqual({ publishedAt: MONDAY, audience: 'parties' });
  });

  it.each(['noticeBoard', 'wechatAccount', 'gridGroup', 'meeting'])(
    'is not by %s unless all consent',
    (way) => {
      const channels = ['delivered', way];
      expect(act(channels, PARTIES)).toMatchObject({ code: 'publish.consentMissing', path: '/channels' });
      expect(act(channels, PARTIES, { allConsent: false }).code).toBe('publish.consentMissing');
      const { outcome, facts } = act(channels, PARTIES, { allConsent: true });
      expect(outcome).toBe('published');
      expect(facts.notice?.audience).toBe('public');
    },
  );
});

it.each([PARTIES, NOTICE])('nothing of a red line is published (%j)', (options) => {
  const steps = { triage: aStep('triage', { status: 'done', outcome: 'redLine' }) };
  const code = act(['noticeBoard', 'delivered'], { ...options, state: { steps } }, { allConsent: true }).code;
  expect(code).toBe('publish.redLine');
  const admitted = { triage: aStep('triage', { status: 'done', outcome: 'admitted' }) };
  expect(
    act(['noticeBoard'], { ...options, state: { steps: admitted } }, { allConsent: true }).code,
  ).toBeUndefined();
});

describe('the end of the notice', () => {
  const complete = (objections: CaseFacts['objections'], published = true) =>
    attempt(publish, 'complete', {}, { ...NOTICE, facts: { objections, ...(published && { notice }) } });
  const objection = (answered?: 'kept' | 'upheld') => ({ raisedAt: MONDAY, ...(answered && { answered }) });

  it('comes after publishing', () => {
    expect(complete({}, false).code).toBe('publish.notYetPublished');
  });

  it('waits for an answer to every objection', () => {
    const objections = { [anId(1)]: objection(), [anId(2)]: objection('upheld'), [anId(3)]: objection() };
    expect(complete(objections).judgement).toEqual({
      refusal: { code: 'publish.objectionsOpen', params: { open: 2 } },
    });
  });

  it('leads back when an objection was upheld', () => {
    expect(complete({}).outcome).toBe('published');
    expect(complete({ [anId(1)]: objection('kept') }).outcome).toBe('published');
    expect(complete({ [anId(1)]: objection('kept'), [anId(2)]: objection('upheld') }).outcome).toBe(
      'amended',
    );
  });
});

describe('the step', () => {
  it('ends when the notice has run in full, with one working day to say so', () => {
    const dates = (term: string) =>
      publish.schedule?.(
        contextFor(publish, { params: { audience: 'public', notice: term }, facts: { notice } }),
      );
    // Published on Monday the 2nd: seven days run to the 9th, five working days too.
    expect(dates('7cd')).toEqual({ notBefore: at('2026-03-10T00:00'), dueAt: at('2026-03-12T00:00') });
    expect(dates('5wd')).toEqual({ notBefore: at('2026-03-10T00:00'), dueAt: at('2026-03-12T00:00') });
    // The sixth day is a Sunday, so the term ends on Monday (Civil Code 203).
    expect(dates('6cd')).toEqual({ notBefore: at('2026-03-10T00:00'), dueAt: at('2026-03-12T00:00') });
  });

  it('has the term of the procedure until it is published', () => {
    expect(publish.schedule?.(contextFor(publish, NOTICE))).toEqual({});
    expect(publish.schedule?.(contextFor(publish, { ...NO_NOTICE, facts: { notice } }))).toEqual({});
  });

  it('begins anew after an amended decision', () => {
    const objections = { [anId(1)]: { raisedAt: MONDAY, answered: 'upheld' as const } };
    const { state } = contextFor(publish, { facts: { notice, objections } });
    const facts = publish.reset?.(state.facts);
    expect(facts).not.toHaveProperty('notice');
    expect(facts?.objections).toEqual({});
  });

  it('offers publishing before, and the end after', () => {
    const offered = (action: string, facts: Partial<CaseFacts>) =>
      publish.actions[action]?.offered?.(contextFor(publish, { ...NOTICE, facts }));
    expect([offered('publish', {}), offered('complete', {})]).toEqual([true, false]);
    expect([offered('publish', { notice }), offered('complete', { notice })]).toEqual([false, true]);
  });
});
