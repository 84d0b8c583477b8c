import { describe, expect, it } from '@jest/globals';
import type { Milestone } from '../../model/state.js';
import { MONDAY, aText, anId, at, attempt, contextFor, type ContextOptions } from '../../testing/index.js';
import { revisit } from './index.js';

type Options = ContextOptions<{ after: string[]; eachMilestone?: boolean; confirmByParties?: boolean }>;
const [ZHANG, LI] = [anId(1), anId(2)];
const AFTER = ['30cd', '90cd'];
/** 30 days after Monday 2 March end with Wednesday 1 April, 90 days with Sunday 31 May, so with Monday 1 June. */
const FIRST = at('2026-04-02T00:00');
const LAST = at('2026-06-02T00:00');
const SEEN = { at: FIRST, holding: true };

const visit = (payload: Record<string, unknown>, { params, facts, ...more }: Options = {}) =>
  attempt(
    revisit,
    'visit',
    { holding: true, note: aText(), ...payload },
    { ...more, params: { after: AFTER, ...params }, facts },
  );
const last: Options = { occurredAt: LAST, facts: { revisits: [SEEN] } };

describe('visits', () => {
  it('follow one another, and the last ends the step', () => {
    const first = visit({}, { occurredAt: FIRST });
    expect(first.judgement).toEqual({});
    expect(first.facts.revisits).toEqual([SEEN]);
    expect(visit({}, last).outcome).toBe('holding');
  });

  it('are not made before their time', () => {
    expect(visit({}, { occurredAt: FIRST - 1 }).judgement).toEqual({
      refusal: { code: 'step.tooEarly', params: { step: 'revisit', notBefore: FIRST } },
    });
    expect(visit({}, { ...last, occurredAt: LAST - 1 }).code).toBe('step.tooEarly');
  });

  it('find a relapse whenever it is', () => {
    const { judgement, facts } = visit({ holding: false }, { occurredAt: MONDAY });
    expect(judgement).toEqual({ outcome: 'relapsed', early: true });
    expect(facts.revisits).toEqual([{ at: MONDAY, holding: false }]);
    expect(visit({ holding: false }, last).outcome).toBe('relapsed');
  });
});

describe('confirmation by the parties', () => {
  const confirm = (...parties: [string, boolean][]) => ({
    confirmations: parties.map(([partyId, resolved]) => ({ partyId, resolved })),
  });
  const params = { after: AFTER, confirmByParties: true };

  it('is needed of all of them at the last visit', () => {
    expect(visit({}, { params, occurredAt: FIRST }).code).toBeUndefined();
    expect(visit(confirm([ZHANG, true]), { ...last, params }).judgement).toEqual({
      refusal: { code: 'revisit.confirmationMissing', params: { missing: 1 }, path: '/confirmations' },
    });
    expect(visit({}, { ...last, params }).code).toBe('revisit.confirmationMissing');
    expect(visit(confirm([ZHANG, true], [LI, true]), { ...last, params }).outcome).toBe('holding');
  });

  it('that says unresolved is a relapse', () => {
    const { outcome, facts } = visit(confirm([ZHANG, true], [LI, false]), { occurredAt: FIRST });
    expect(outcome).toBe('relapsed');
    expect(facts.revisits).toEqual([{ at: FIRST, holding: false }]);
  });

  it('comes from a party, once', () => {
    expect(visit(confirm([ZHANG, true], [anId(77), true]), last)).toMatchObject({
      code: 'revisit.notAParty',
      path: '/confirmations/1/partyId',
    });
    expect(visit(confirm([LI, true], [LI, true]), last)).toMatchObject({
      code: 'revisit.confirmedTwice',
      path: '/confirmations/1/partyId',
    });
  });
});

describe('a visit to each milestone', () => {
  const milestones: Milestone[] = ['m1', 'm2'].map((id) => ({
    id,
    dueOn: '2026-02-20',
    doneOn: '2026-02-20',
  }));
  const options: Options = { params: { after: ['90cd'], eachMilestone: true }, facts: { milestones } };

  it('comes first and at once', () => {
    const { judgement, facts } = visit({ milestones: ['m2', 'm1'] }, options);
    expect(judgement).toEqual({});
    expect(facts.revisits).toHaveLength(1);
    expect(visit({}, options).judgement).toEqual({});
    expect(visit({}, { ...options, occurredAt: LAST, facts: { milestones, revisits: [SEEN] } }).outcome).toBe(
      'holding',
    );
  });

  it('leaves none out', () => {
    expect(visit({ milestones: ['m2'] }, options).judgement).toEqual({
      refusal: { code: 'revisit.milestonesMissing', params: { missing: ['m1'] }, path: '/milestones' },
    });
    expect(visit({ milestones: ['m2', 'm3'] }, options)).toMatchObject({
      code: 'revisit.unknownMilestone',
      path: '/milestones/1',
    });
  });

  it('is left out where there are none', () => {
    const none = { ...options, facts: {} };
    expect(visit({}, none).code).toBe('step.tooEarly');
    expect(visit({}, { ...none, occurredAt: LAST }).outcome).toBe('holding');
  });
});

describe('the dates', () => {
  const dates = ({ params, ...options }: Options) =>
    revisit.schedule?.(contextFor(revisit, { params: { after: AFTER, ...params }, ...options }));

  it('are those of the next visit, with five working days for it', () => {
    expect(dates({})).toEqual({ notBefore: FIRST, dueAt: at('2026-04-10T00:00') });
    expect(dates({ facts: { revisits: [SEEN] } })).toEqual({
      notBefore: LAST,
      dueAt: at('2026-06-10T00:00'),
    });
  });

  it('count from the opening of the step', () => {
    const step = { startedAt: at('2026-03-03T08:00') };
    expect(dates({ step })).toEqual({ notBefore: at('2026-04-03T00:00'), dueAt: at('2026-04-11T00:00') });
  });

  it('hold back no visit to the milestones', () => {
    const milestones = [{ id: 'm1', dueOn: '2026-02-20' }];
    expect(dates({ params: { after: AFTER, eachMilestone: true }, facts: { milestones } })).toEqual({
      dueAt: at('2026-03-10T00:00'),
    });
  });

  it('begin again when the step does', () => {
    const { state } = contextFor(revisit, { facts: { revisits: [SEEN] } });
    expect(revisit.reset?.(state.facts).revisits).toEqual([]);
  });
});
