import { describe, expect, it } from '@jest/globals';
import type { Milestone } from '../../model/state.js';
import { aCase, aStepDefinition, aText, anId, at, attempt, contextFor } from '../../testing/index.js';
import { implement } from './index.js';

const OPEN: Milestone[] = [
  { id: 'm1', dueOn: '2026-03-20' },
  { id: 'm2', dueOn: '2026-03-06', ownerId: anId(1) },
];
const ONE_LEFT: Milestone[] = [{ ...OPEN[0]!, doneOn: '2026-03-01' }, OPEN[1]!];

const act = (action: string, payload: Record<string, unknown>, milestones = OPEN) =>
  attempt(implement, action, payload, { facts: { milestones } });
const report = (milestoneId: string, more: Record<string, unknown> = { proof: aText() }) => ({
  milestoneId,
  doneOn: '2026-03-02',
  ...more,
});

describe('reporting a milestone', () => {
  it('marks it done, and the last one ends the step', () => {
    const { judgement, facts } = act('report', report('m1'));
    expect(judgement).toEqual({});
    expect(facts.milestones).toEqual([{ ...OPEN[0], doneOn: '2026-03-02' }, OPEN[1]]);
    expect(act('report', report('m2'), ONE_LEFT).outcome).toBe('implemented');
  });

  it('names one of the decision, still open', () => {
    expect(act('report', report('m3'))).toMatchObject({
      code: 'implement.unknownMilestone',
      path: '/milestoneId',
    });
    expect(act('report', report('m1'), ONE_LEFT).judgement).toEqual({
      refusal: {
        code: 'implement.alreadyDone',
        params: { milestone: 'm1', doneOn: '2026-03-01' },
        path: '/milestoneId',
      },
    });
  });

  it('is not of a day that has not come', () => {
    expect(act('report', { ...report('m1'), doneOn: '2026-03-03' })).toMatchObject({
      code: 'implement.doneInFuture',
      path: '/doneOn',
    });
  });

  it('shows that it is done, by words or by an attachment', () => {
    expect(act('report', report('m1', {}))).toMatchObject({ code: 'implement.proofMissing', path: '/proof' });
    expect(act('report', report('m1', { evidence: [] })).code).toBe('implement.proofMissing');
    expect(act('report', report('m1', { evidence: [anId(91)] })).code).toBeUndefined();
  });
});

describe('what hinders', () => {
  it('a delay is recorded and moves no date', () => {
    const { judgement, facts } = act('delay', { milestoneId: 'm2', reason: aText() });
    expect(judgement).toEqual({});
    expect(facts.milestones).toEqual(OPEN);
    expect(act('delay', { milestoneId: 'm9', reason: aText() }).code).toBe('implement.unknownMilestone');
    expect(act('delay', { milestoneId: 'm1', reason: aText() }, ONE_LEFT).code).toBe('implement.alreadyDone');
  });

  it('an obstruction ends the step', () => {
    expect(act('obstruct', { reason: aText() }).outcome).toBe('obstructed');
  });
});

describe('the step', () => {
  it('is over as it opens when nothing is left to do', () => {
    const opened = (milestones: Milestone[]) =>
      implement.onOpen?.(aCase({ facts: { milestones } }), aStepDefinition('implement'));
    expect(opened([])).toBe('implemented');
    expect(opened([{ ...OPEN[0]!, doneOn: '2026-03-01' }])).toBe('implemented');
    expect(opened(ONE_LEFT)).toBeUndefined();
  });

  it('is due by the nearest open milestone', () => {
    const dates = (milestones: Milestone[]) =>
      implement.schedule?.(contextFor(implement, { facts: { milestones } }));
    expect(dates(OPEN)).toEqual({ dueAt: at('2026-03-07T00:00') });
    expect(dates([OPEN[0]!, { ...OPEN[1]!, doneOn: '2026-03-05' }])).toEqual({
      dueAt: at('2026-03-21T00:00'),
    });
    expect(dates([])).toEqual({});
  });
});
