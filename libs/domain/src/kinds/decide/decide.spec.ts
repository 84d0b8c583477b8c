import { describe, expect, it } from '@jest/globals';
import { aText, anId, at, attempt, contextFor, type ContextOptions } from '../../testing/index.js';
import { decide } from './index.js';

type Options = ContextOptions<{ form: 'full' | 'note' }>;
const DECIDED_AT = at('2026-03-02T23:30');
const complete = (payload: Record<string, unknown>, options: Options = {}) =>
  attempt(decide, 'complete', payload, { occurredAt: DECIDED_AT, ...options });

const aMilestone = (dueOn: string, more = {}) => ({ title: aText(), dueOn, ...more });
const FULL = { disposition: aText(1), steps: aText(2), milestones: [aMilestone('2026-03-06')] };
const NOTE: Options = { params: { form: 'note' } };

describe('a decision', () => {
  it('keeps its milestones with numbers, without their texts', () => {
    const ownerId = anId(1);
    const milestones = [
      aMilestone('2026-03-06', { ownerId }),
      aMilestone('2026-04-20'),
      aMilestone('2026-02-20', { doneOn: '2026-02-27', proof: aText() }),
    ];
    const { outcome, facts } = complete({ ...FULL, milestones });
    expect(outcome).toBe('decided');
    expect(facts.milestones).toStrictEqual([
      { id: 'm1', dueOn: '2026-03-06', ownerId },
      { id: 'm2', dueOn: '2026-04-20' },
      { id: 'm3', dueOn: '2026-02-20', doneOn: '2026-02-27' },
    ]);
  });

  it.each(['disposition', 'steps', 'milestones'] as const)('lacks nothing of the three parts: %s', (part) => {
    const { [part]: _, ...rest } = FULL;
    const missing = { code: `decide.${part}Missing`, path: `/${part}` };
    expect(complete(rest)).toMatchObject(missing);
    expect(complete({ ...FULL, milestones: [] }).code).toBe('decide.milestonesMissing');
    expect(complete(rest, NOTE).outcome).toBe('decided');
  });

  it('may be a mere note of the agreement', () => {
    const { outcome, facts } = complete({}, NOTE);
    expect(outcome).toBe('decided');
    expect(facts.milestones).toEqual([]);
  });

  it.each([undefined, 'note'] as const)('waits for departments that disagree (form %s)', (form) => {
    const params = form && { form };
    const standing = { [anId(21)]: { position: 'disagree' as const } };
    expect(complete(FULL, { params, facts: { opinions: standing } }).judgement).toEqual({
      refusal: { code: 'decide.departmentDisagrees', params: { departments: [anId(21)] } },
    });
    const overruled = { [anId(21)]: { position: 'disagree' as const, overruled: true } };
    expect(complete(FULL, { params, facts: { opinions: overruled } }).outcome).toBe('decided');
  });

  it('may be returned for more deliberation', () => {
    expect(attempt(decide, 'return', { reason: aText() }).outcome).toBe('returned');
  });

  it('begins without the milestones of an earlier one', () => {
    const { state } = contextFor(decide, { facts: { milestones: [{ id: 'm1', dueOn: '2026-03-06' }] } });
    expect(decide.reset?.(state.facts).milestones).toEqual([]);
  });
});

describe('a milestone', () => {
  const withMilestone = (dueOn: string, more = {}, options: Options = {}) =>
    complete({ ...FULL, milestones: [aMilestone('2026-03-06'), aMilestone(dueOn, more)] }, options);

  it('is not planned in the past, by the day of the decision in Shanghai', () => {
    expect(withMilestone('2026-03-01').judgement).toEqual({
      refusal: {
        code: 'decide.milestonePast',
        params: { number: 2, dueOn: '2026-03-01' },
        path: '/milestones/1/dueOn',
      },
    });
    expect(withMilestone('2026-03-02').outcome).toBe('decided');
    const afterMidnight = { occurredAt: at('2026-03-03T00:00') };
    expect(withMilestone('2026-03-02', {}, afterMidnight).code).toBe('decide.milestonePast');
  });

  it('is judged the same when it is entered late, or is only noted', () => {
    expect(withMilestone('2026-03-05', {}, { now: at('2026-03-20T09:00') }).outcome).toBe('decided');
    expect(withMilestone('2026-03-01', {}, NOTE).code).toBe('decide.milestonePast');
  });

  it('may be past when it is done, with proof', () => {
    const doneOn = '2026-02-27';
    expect(withMilestone('2026-03-01', { doneOn, proof: aText() }).outcome).toBe('decided');
    expect(withMilestone('2026-03-01', { doneOn })).toMatchObject({
      code: 'decide.milestoneProofMissing',
      path: '/milestones/1/proof',
    });
    expect(withMilestone('2026-03-01', { proof: aText() }).code).toBe('decide.milestonePast');
  });

  it('is not done on a day that had not come', () => {
    expect(withMilestone('2026-03-09', { doneOn: '2026-03-03', proof: aText() })).toMatchObject({
      code: 'decide.milestoneDoneInFuture',
      path: '/milestones/1/doneOn',
    });
    expect(withMilestone('2026-03-09', { doneOn: '2026-03-02', proof: aText() }).outcome).toBe('decided');
  });
});
