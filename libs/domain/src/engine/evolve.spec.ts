import { describe, expect, it } from '@jest/globals';
import type { CaseEvent, EventBody } from '../model/event.js';
import type { CaseState } from '../model/state.js';
import { aCase, aRef, aStep, at, aText } from '../testing/index.js';
import { caseDueAt, evolve } from './index.js';

const after = (state: CaseState, body: EventBody & Partial<CaseEvent>): CaseState =>
  evolve(state, {
    seq: state.seq + 1,
    rules: 1,
    commandId: 'c',
    occurredAt: at('2026-10-13T10:00'),
    recordedAt: at('2026-10-20T10:00'),
    ...body,
  });

const opened: Extract<EventBody, { type: 'stepOpened' }> = {
  type: 'stepOpened',
  step: 'sign',
  kind: 'sign',
  round: 1,
  visit: 1,
  owner: 'convener',
  startedAt: at('2026-10-13T10:00'),
};

describe('the state knows what lists show', () => {
  it('when its last event was recorded', () => {
    const state = after(aCase(), { type: 'commented', text: aText(1) });
    expect(state).toMatchObject({ seq: 2, updatedAt: at('2026-10-20T10:00') });
  });

  it('when the late entry was made that opened a step, until it opens again in time', () => {
    const late = after(aCase(), { ...opened, late: true });
    expect(late.steps['sign']).toMatchObject({ enteredAt: at('2026-10-20T10:00') });
    expect(after(late, { ...opened, visit: 2 }).steps['sign']).not.toHaveProperty('enteredAt');
  });

  it('the title that the case was opened with', () => {
    const { caseId, number, place, urgent, intake, calendar, externalRefs } = aCase();
    const body = { caseId, number, place, urgent, intake, calendar, externalRefs, matter: aText(1) };
    const first = { seq: 1, rules: 1, commandId: 'c', occurredAt: 1, recordedAt: 2, ...body };
    expect(evolve(undefined, { ...first, type: 'caseOpened', title: aText(2) })).toMatchObject({
      title: aText(2),
      updatedAt: 2,
    });
    expect(evolve(undefined, { ...first, type: 'caseOpened' })).not.toHaveProperty('title');
  });
});

describe('the date that the case as a whole has to keep', () => {
  const overallDue = at('2026-11-12T00:00');
  const { intake } = aCase();
  const withOverallDeadline = aCase({
    procedure: { ...intake, key: 'p', overallDeadline: { term: '30cd', until: 'sign' } },
    overallDueAt: overallDue,
    steps: { sign: aStep('sign') },
  });

  it('is the overall deadline until the step that keeps it is done in this round', () => {
    expect(caseDueAt(aCase())).toBeUndefined();
    expect(caseDueAt(withOverallDeadline)).toBe(overallDue);
    const done = after(withOverallDeadline, {
      type: 'stepCompleted',
      step: 'sign',
      kind: 'sign',
      outcome: 'signed',
    });
    expect(caseDueAt(done)).toBeUndefined();
    expect(caseDueAt(after(done, { type: 'roundOpened', round: 2, cause: 'reopened' }))).toBe(overallDue);
    expect(caseDueAt(after(done, { ...opened, visit: 2 }))).toBe(overallDue);
  });

  it('is the date of an outside number where that is earlier, met or not', () => {
    const ref = aRef('7', '2026-10-30');
    const linked = after(withOverallDeadline, { type: 'externalLinked', ref });
    expect(caseDueAt(linked)).toBe(at('2026-10-31T00:00'));
    const done = after(linked, { type: 'stepCompleted', step: 'sign', kind: 'sign', outcome: 'signed' });
    expect(caseDueAt(done)).toBe(at('2026-10-31T00:00'));
  });
});
