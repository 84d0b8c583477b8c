import { describe, expect, it } from '@jest/globals';
import { aText, anId, attempt } from '../../testing/index.js';
import { confirmTopic } from './index.js';

const complete = (payload: Record<string, unknown>) =>
  attempt(confirmTopic, 'complete', payload, { facts: { departments: [anId(21)] } });

describe('confirmTopic', () => {
  it('confirms with a topic, and adds the departments that it touches', () => {
    const { outcome, facts } = complete({
      decision: 'confirmed',
      topic: aText(),
      departments: [anId(22), anId(21)],
    });
    expect(outcome).toBe('confirmed');
    expect(facts.departments).toEqual([anId(21), anId(22)]);
  });

  it('refuses to confirm without a topic', () => {
    expect(complete({ decision: 'confirmed', reason: aText() })).toMatchObject({
      code: 'confirmTopic.topicMissing',
      path: '/topic',
    });
  });

  it.each(['moreInquiry', 'notConfirmed'])('%s needs a reason', (decision) => {
    expect(complete({ decision, topic: aText() })).toMatchObject({
      code: 'confirmTopic.reasonMissing',
      path: '/reason',
    });
    expect(complete({ decision, reason: aText() }).outcome).toBe(decision);
  });
});
