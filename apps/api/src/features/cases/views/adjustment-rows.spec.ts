import { describe, expect, it } from '@jest/globals';
import type { CaseEvent, CaseState, DeadlineAdjustment } from '#domain';
import { answerOf, adjustmentRows, textOf } from './adjustment-rows.js';

const ref = (content: string) => ({ content, digest: 'd' });
const numbered = (events: object[]) =>
  events.map((event, index) => ({ seq: index + 1, ...event }) as CaseEvent);
const decided = (title: string) => ({
  type: 'stepActed',
  step: 'decide',
  kind: 'decide',
  action: 'complete',
  payload: { milestones: [{ title: ref(title), dueOn: '2026-11-20' }] },
});
const asked = (reason: string) => ({
  type: 'extensionRequested',
  step: 'implement',
  milestone: 'm1',
  reason: ref(reason),
  actor: 'holder',
});
const answered = (reason: string) => ({
  type: 'extensionDecided',
  step: 'implement',
  reason: ref(reason),
  actor: 'office',
});
const extension = (visit: number, approved?: boolean) =>
  ({ type: 'extension', step: 'implement', milestone: 'm1', visit, approved }) as DeadlineAdjustment;
const pause = (resumedAt?: number) => ({ type: 'pause', reason: 'harvest', resumedAt }) as DeadlineAdjustment;
const state = (adjustments: DeadlineAdjustment[], more: object = {}) =>
  ({ adjustments, steps: { implement: { status: 'open', visit: 2 } }, ...more }) as unknown as CaseState;

describe('the rows of the deadline adjustments', () => {
  it('each have the events that wrote them, and the title that the milestone had then', () => {
    const events = numbered([
      decided('封排口'),
      asked('first'),
      answered('granted'),
      decided('清走沙子'),
      asked('second'),
      answered('refused'),
    ]);
    const rows = adjustmentRows(state([extension(1, true), extension(2, false)]), events);
    const told = rows.map((row) => [
      row.title?.content,
      textOf(row.entered)?.content,
      textOf(row.answered)?.content,
    ]);
    expect(told).toEqual([
      ['封排口', 'first', 'granted'],
      ['清走沙子', 'second', 'refused'],
    ]);
    expect(rows.map(answerOf)).toEqual(['approved', 'refused']);
  });

  it('tell a request that waits from one that its step’s end overtook', () => {
    const events = numbered([asked('overtaken'), asked('waiting')]);
    const adjustments = [extension(1), extension(2)];
    expect(adjustmentRows(state(adjustments), events).map(answerOf)).toEqual(['overtaken', 'waiting']);
    const closed = { outcome: 'answered', at: 0 };
    expect(adjustmentRows(state(adjustments, { closed }), events).map(answerOf)).toEqual([
      'overtaken',
      'overtaken',
    ]);
  });

  it('leave a pause that the end of the case ended without whoever resumed', () => {
    const events = numbered([
      { type: 'paused', text: ref('rain') },
      { type: 'caseClosed' },
      { type: 'paused' },
      { type: 'resumed', text: ref('dry') },
    ]);
    const rows = adjustmentRows(state([pause(1), pause(2)]), events);
    expect(rows.map(({ answered: end }) => end?.seq)).toEqual([undefined, 4]);
  });
});
