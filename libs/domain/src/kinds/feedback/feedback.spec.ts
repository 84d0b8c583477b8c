import { describe, expect, it } from '@jest/globals';
import { aText, anId, attempt } from '../../testing/index.js';
import { feedback } from './index.js';

const complete = (more: Record<string, unknown>) => attempt(feedback, 'complete', { note: aText(), ...more });
const rating = (satisfaction: string, personId?: string) => ({ satisfaction, ...(personId && { personId }) });

describe('feedback', () => {
  it('ends the follow-up where nothing new came up', () => {
    expect(complete({}).outcome).toBe('satisfied');
    expect(complete({ newTrouble: false }).outcome).toBe('satisfied');
  });

  it('leads to another round with new trouble, which is named', () => {
    expect(complete({ newTrouble: true })).toMatchObject({
      code: 'feedback.troubleMissing',
      path: '/trouble',
    });
    expect(complete({ newTrouble: true, trouble: aText() }).outcome).toBe('newTrouble');
  });

  it('is given once by each person, and by any number who leave no name', () => {
    const ratings = [rating('satisfied', anId(1)), rating('basically'), rating('satisfied', anId(1))];
    expect(complete({ ratings })).toMatchObject({
      code: 'feedback.ratedTwice',
      path: '/ratings/2/personId',
    });
    const unnamed = [rating('satisfied', anId(1)), rating('basically'), rating('satisfied')];
    expect(complete({ ratings: unnamed }).outcome).toBe('satisfied');
  });

  it('says of dissatisfaction whether there is new trouble', () => {
    const ratings = [rating('satisfied'), rating('dissatisfied')];
    expect(complete({ ratings })).toMatchObject({
      code: 'feedback.dissatisfactionOpen',
      path: '/newTrouble',
    });
    expect(complete({ ratings, newTrouble: false }).outcome).toBe('satisfied');
    expect(complete({ ratings, newTrouble: true, trouble: aText() }).outcome).toBe('newTrouble');
  });
});
