import { describe, expect, it } from '@jest/globals';
import type { Role } from '../model/basics.js';
import { aCase, after, anId, aStep, aText, at, type Body, carryOut, refusalOf } from '../testing/index.js';
import { isRestricted } from './index.js';

const MON = '2026-03-09T10:00';
const as = (...roles: Role[]) => ({ accountId: anId(2_000), roles });
const set = (confidential: boolean): Body => ({ type: 'setConfidential', confidential, reason: aText() });
const opened = () => {
  const startedAt = at('2026-03-05T10:00');
  const triage = aStep('triage', { owner: 'clerk', startedAt });
  return aCase({ openedAt: startedAt, steps: { triage }, intake: withEnd(aCase().intake) });
};
const withEnd = (intake: ReturnType<typeof aCase>['intake']) => ({
  ...intake,
  steps: intake.steps.map((step) => ({
    ...step,
    owner: 'clerk' as const,
    on: { redLine: { end: 'reported' as const } },
  })),
});

describe('a case marked confidential', () => {
  it('is restricted from then on, with the reason on record, until the mark is taken away', () => {
    expect(isRestricted(opened())).toBe(false);
    expect(carryOut(opened(), MON, set(true))).toMatchObject({
      events: [{ type: 'confidentialityChanged', confidential: true, reason: aText() }],
    });
    const marked = after(opened(), MON, set(true));
    expect(isRestricted(marked)).toBe(true);
    const unmarked = after(marked, MON, set(false));
    expect(isRestricted(unmarked)).toBe(false);
    expect(unmarked).not.toHaveProperty('confidential');
  });

  it.each<[Role, string | undefined]>([
    ['clerk', undefined],
    ['committee', undefined],
    ['townshipOffice', undefined],
    ['gridWorker', 'case.roleMissing'],
    ['department', 'case.roleMissing'],
    ['county', 'case.roleMissing'],
  ])('is marked by who leads it: %s', (role, code) => {
    expect(refusalOf(opened(), MON, set(true), as(role))).toBe(code);
  });

  it('is not marked twice', () => {
    expect(refusalOf(opened(), MON, set(false))).toBe('confidentiality.unchanged');
    expect(refusalOf(after(opened(), MON, set(true)), MON, set(true))).toBe('confidentiality.unchanged');
  });
});

describe('a case with a red line', () => {
  const redLine: Body = {
    type: 'act',
    step: 'triage',
    action: 'complete',
    payload: {
      category: 'dispute',
      parties: [anId(1)],
      willingness: 'notAsked',
      redLines: ['minorAtRisk'],
      pending: 'none',
      reportedTo: aText(),
    },
  };

  it('is restricted without anybody marking it, and stays so when it is reopened', () => {
    const reported = after(opened(), MON, redLine);
    expect(isRestricted(reported)).toBe(true);
    const reopened = after(reported, MON, { type: 'reopen', reason: aText() });
    expect(isRestricted(reopened)).toBe(true);
  });
});
