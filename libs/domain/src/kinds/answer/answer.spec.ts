import { describe, expect, it } from '@jest/globals';
import { aText, attempt } from '../../testing/index.js';
import { answer } from './index.js';

describe('answer', () => {
  it('answers without further ways where none are called for', () => {
    expect(attempt(answer, 'complete', { text: aText() }).outcome).toBe('answered');
  });

  it.each([
    ['the procedure asks for them', { params: { waysRequired: true } }],
    ['triage found the matter barred from mediation', { facts: { explainWays: true } }],
  ])('wants the further ways where %s', (_why, options) => {
    const missing = { code: 'answer.waysMissing', path: '/ways' };
    expect(attempt(answer, 'complete', { text: aText() }, options)).toMatchObject(missing);
    expect(attempt(answer, 'complete', { text: aText(), ways: [] }, options)).toMatchObject(missing);
    expect(attempt(answer, 'complete', { text: aText(), ways: ['court'] }, options).outcome).toBe('answered');
  });
});
