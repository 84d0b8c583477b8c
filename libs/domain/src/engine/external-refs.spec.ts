import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION } from '../model/basics.js';
import type { ExternalRef } from '../model/command.js';
import type { CaseState } from '../model/state.js';
import { aCase, anId, announced2026, aRef, aStep, aStepDefinition, at, aText } from '../testing/index.js';
import { endOfDay } from '../time/index.js';
import { caseDueAt, decide, evolve, explainDeadlines } from './index.js';

const calendar = announced2026();
const now = at('2026-10-13T10:00');
const meta = {
  id: 'c',
  bodyHash: 'h',
  occurredAt: now,
  actor: { accountId: anId(2_000), roles: ['clerk' as const] },
};
const entered = aCase({
  calendar,
  openedAt: at('2026-10-12T09:00'),
  steps: { triage: aStep('triage', { startedAt: at('2026-10-12T09:00'), dueAt: at('2026-10-15T00:00') }) },
});
const hotline = (dueOn?: string): ExternalRef => aRef('QX-7', dueOn);

const link = (state: CaseState, ref: ExternalRef) =>
  decide(RULES_VERSION, state, { ...meta, type: 'linkExternal', ref }, now);
function linked(state: CaseState, ref: ExternalRef): CaseState {
  const decision = link(state, ref);
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  return decision.events.reduce((before, event) => evolve(before, event), state);
}
const outside = (state: CaseState) =>
  explainDeadlines(state).flatMap(({ external }) => (external ? [external.dueOn] : []));

describe('the date of an outside number', () => {
  it('is corrected by linking the number again, and taken away', () => {
    const wrong = linked(entered, hotline('2026-10-12'));
    const right = linked(wrong, hotline('2026-11-12'));
    expect(right.externalRefs).toEqual([hotline('2026-11-12')]);
    expect(outside(right)).toEqual(['2026-11-12']);
    const none = linked(right, hotline());
    expect(none.externalRefs).toEqual([hotline()]);
    expect(outside(none)).toEqual([]);
  });

  it('governs the case where it is the earliest of all', () => {
    const other = aRef('8', '2026-10-20', '信访');
    const both = linked(linked(entered, hotline('2026-10-14')), other);
    expect(caseDueAt(both)).toBe(endOfDay('2026-10-14'));
    expect(caseDueAt(linked(both, hotline('2026-11-12')))).toBe(endOfDay('2026-10-20'));
    expect(caseDueAt(linked(linked(entered, hotline('2026-10-14')), hotline()))).toBeUndefined();
  });

  it('is that of the number known again by its index: however it was sealed, what was said last counts', () => {
    const again = { ...hotline('2026-11-12'), number: aText(2) };
    expect(linked(linked(entered, hotline('2026-11-20')), again).externalRefs).toEqual([again]);
  });

  it('is refused when nothing differs', () => {
    const refusal = { code: 'externalRef.twice' };
    expect(link(linked(entered, hotline('2026-11-12')), hotline('2026-11-12'))).toMatchObject({ refusal });
    expect(link(linked(entered, hotline()), hotline())).toMatchObject({ refusal });
  });

  it.each(['0001-01-01', '2024-10-11', '2031-10-13', '9999-12-31'])('can’t be %s', (dueOn) => {
    expect(link(entered, hotline(dueOn))).toMatchObject({
      refusal: {
        code: 'date.implausible',
        path: '/dueOn',
        params: { earliest: '2024-10-12', latest: '2031-10-12' },
      },
    });
  });

  it.each(['2024-10-12', '2031-10-12'])('may be %s', (dueOn) => {
    expect(outside(linked(entered, hotline(dueOn)))).toEqual([dueOn]);
  });
});

describe('the outside numbers that a matter comes in with', () => {
  const opened = (externalRefs: ExternalRef[]) => {
    const { caseId, number, place } = entered;
    const intake = { ...entered.intake, steps: [aStepDefinition('triage', { term: '1wd' })] };
    const about = { caseId, number, place, matter: aText(1), externalRefs, intake, calendar };
    return decide(RULES_VERSION, undefined, { ...meta, type: 'open', ...about }, now);
  };

  it('are each given once', () => {
    expect(opened([hotline(), aRef('QX-8')])).toHaveProperty('events');
    expect(opened([hotline(), hotline('2026-11-12')])).toMatchObject({
      refusal: { code: 'externalRef.repeated', path: '/externalRefs/1/number' },
    });
  });

  it('have dates that can be meant', () => {
    expect(opened([hotline('2062-11-12')])).toMatchObject({
      refusal: { code: 'date.implausible', path: '/externalRefs/0/dueOn' },
    });
  });
});

describe('many outside numbers', () => {
  const reminderRules = Array.from({ length: 5 }, (_, i) => ({
    before: `${i + 1}wd`,
    recipient: 'assignee' as const,
  }));
  const watched = aCase({
    calendar,
    openedAt: at('2026-10-12T09:00'),
    intake: {
      ...aCase().intake,
      start: 'answer',
      reminderRules,
      steps: [aStepDefinition('answer', { term: '5wd' })],
    },
    steps: { answer: aStep('answer', { startedAt: at('2026-10-12T09:00'), dueAt: at('2026-10-20T00:00') }) },
  });
  const number = (n: number, month = '11'): ExternalRef =>
    aRef(`QX-${n}`, `2026-${month}-${String(n + 1).padStart(2, '0')}`);
  const all = (count: number): CaseState =>
    Array.from({ length: count }, (_, n) => number(n)).reduce(linked, watched);

  it('are twenty at most, of which dates can still be corrected', () => {
    const full = all(20);
    expect(link(full, number(20))).toEqual({
      refusal: { code: 'externalRef.tooMany', params: { max: 20 }, path: '/number' },
    });
    expect(linked(full, number(3, '12')).externalRefs).toHaveLength(20);
  });

  it('say with each link its own dates alone, and evolve keeps all of them', () => {
    const full = all(20);
    expect(full.steps.answer?.reminders?.length).toBeGreaterThan(90);
    const decision = link(full, number(3, '12'));
    const [, moved] = 'events' in decision ? decision.events : [];
    expect(moved).toMatchObject({ type: 'remindersRescheduled' });
    const { reminders: come, remindersRemoved } = moved as {
      reminders: { for: number }[];
      remindersRemoved: { for: number }[];
    };
    const own = ['2026-12-05T00:00', '2026-10-20T00:00'].map(at);
    expect(new Set(come.map((one) => one.for))).toEqual(new Set(own));
    expect(new Set(remindersRemoved.map((one) => one.for))).toEqual(new Set([at('2026-11-05T00:00')]));
    // Linked in another order, the same is still to come.
    const other = Array.from({ length: 20 }, (_, n) => number(19 - n)).reduce(linked, watched);
    expect(other.steps.answer?.reminders).toEqual(full.steps.answer?.reminders);
  });
});
