import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KINDS } from '../kinds/index.js';
import { KIND_NAMES } from '../model/kind-names.js';
import type { Procedure, ProcedureStep, Transition } from '../model/procedure.js';
import { durations, type KindRegistry, type Span } from './index.js';
import { expectedUntilPromise } from './duration.js';
import { approximateDays } from './span.js';

const kinds = Object.fromEntries(
  KIND_NAMES.map((name) => [name, { outcomes: KINDS[name].outcomes, checkParams: () => [] }]),
) as unknown as KindRegistry;

const step = (
  key: string,
  kind: ProcedureStep['kind'],
  on: Record<string, Transition>,
  parts: Partial<ProcedureStep> = {},
): ProcedureStep => ({ key, kind, name: { zh: key, en: key }, owner: 'clerk', params: {}, on, ...parts });

const procedure = (steps: ProcedureStep[], parts: Partial<Procedure> = {}): Procedure => ({
  key: 'p',
  version: 1,
  name: { zh: 'p', en: 'p' },
  categories: ['dispute'],
  start: steps[0]!.key,
  steps,
  ...parts,
});

const span = (workingDays: number, calendarDays = 0, hours = 0): Span => ({
  workingDays,
  calendarDays,
  hours,
});

const full = procedure(
  [
    step(
      'convene',
      'convene',
      { convened: { to: 'meet' } },
      { term: '1wd', params: { within: '5wd', notice: '3wd' } },
    ),
    step('meet', 'deliberate', {
      consensus: { to: 'sign' },
      adjourned: { to: 'convene', limit: 2, afterLimit: { to: 'ways' } },
      notAgreed: { to: 'ways' },
    }),
    step('sign', 'sign', { signed: { to: 'decide' }, refused: { to: 'ways' } }, { term: '3wd' }),
    step(
      'opine',
      'opine',
      { notNeeded: { to: 'decide' }, opined: { to: 'decide' } },
      { term: '7cd', beside: 'sign' },
    ),
    step(
      'decide',
      'decide',
      { decided: { to: 'publish' }, returned: { end: 'handedUp' } },
      {
        term: '24h',
        needs: ['sign', 'opine'],
      },
    ),
    step(
      'publish',
      'publish',
      { published: { to: 'revisit' }, amended: { end: 'handedUp' } },
      {
        term: '3wd',
        params: { audience: 'public', notice: '7cd' },
      },
    ),
    step(
      'revisit',
      'revisit',
      {
        holding: { end: 'agreed' },
        relapsed: { to: 'convene', newRound: true, limit: 1, afterLimit: { to: 'ways' } },
      },
      { params: { after: ['90cd', '30cd'] } },
    ),
    step('ways', 'answer', { answered: { end: 'notAgreed' } }, { term: '2wd' }),
  ],
  { overallDeadline: { term: '60cd', until: 'decide' } },
);

describe('durations', () => {
  // convene 1 + 5 wd, sign beside opine: 7 cd is longer than 3 wd, decide 24 h, publish 3 wd + 7 cd, revisit 90 cd.
  it('adds up the usual way', () => {
    expect(durations(full, kinds)).toMatchObject({
      shortest: span(3, 97),
      expected: span(9, 104, 24),
    });
    expect(expectedUntilPromise(full, kinds)).toEqual(span(6, 7, 24));
  });

  // Each of two rounds convenes three times (18 wd) and goes on to the revisit; the second relapse explains the ways.
  it('takes every way back as often as it may', () => {
    expect(durations(full, kinds)?.longest).toEqual(span(2 * (18 + 3) + 2, 2 * (7 + 7 + 90), 2 * 24));
  });

  it('knows no usual way that comes round again or leads nowhere', () => {
    const round = procedure([
      step('a', 'answer', { answered: { to: 'b' } }),
      step('b', 'answer', { answered: { to: 'a', limit: 1, afterLimit: { end: 'answered' } } }),
    ]);
    expect(durations(round, kinds)).toBeUndefined();
    expect(durations(procedure([step('a', 'answer', { answered: { to: 'b' } })]), kinds)).toBeUndefined();
  });

  it('gives up counting what has too many combinations, but not the rest', () => {
    const back = (i: number): Transition => ({ to: 's0', limit: 20, afterLimit: { to: `s${i + 1}` } });
    const many = procedure([
      ...Array.from({ length: 12 }, (_, i) =>
        step(`s${i}`, 'feedback', { satisfied: { to: `s${i + 1}` }, newTrouble: back(i) }, { term: '1wd' }),
      ),
      step('s12', 'answer', { answered: { end: 'answered' } }, { term: '1wd' }),
    ]);
    expect(durations(many, kinds)).toEqual({ shortest: span(0), expected: span(13) });
  });
});

/** Walks at random, as a case would, keeping count of the bounded ways. */
const walk = (p: Procedure, choose: (n: number) => number): number => {
  let days = 0;
  let counts: Record<string, number> = {};
  let at: string | undefined = p.start;
  while (at !== undefined) {
    const here: ProcedureStep = p.steps.find(({ key }) => key === at)!;
    days += Number.parseInt(here.term ?? '0', 10);
    const outcomes = Object.keys(here.on);
    const outcome = outcomes[choose(outcomes.length)]!;
    let transition: Transition | undefined = here.on[outcome];
    const way = `${here.key}.${outcome}`;
    if (transition && 'to' in transition && transition.limit !== undefined) {
      const taken = counts[way] ?? 0;
      if (taken >= transition.limit) transition = transition.afterLimit;
      else if (transition.newRound)
        counts = Object.fromEntries(
          Object.entries({ ...counts, [way]: taken + 1 }).filter(([key]) => rounds(p, key)),
        );
      else counts[way] = taken + 1;
    }
    at = transition && 'to' in transition ? transition.to : undefined;
  }
  return days;
};
const rounds = (p: Procedure, way: string): boolean => {
  const [key, outcome] = way.split('.') as [string, string];
  const transition = p.steps.find((each) => each.key === key)?.on[outcome];
  return transition !== undefined && 'to' in transition && transition.newRound === true;
};

const LENGTH = 5;
/** A line of steps, each of which may lead back to any before it, so often. */
const anyProcedure = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 9 }),
      back: fc.nat(LENGTH),
      limit: fc.integer({ min: 1, max: 2 }),
      newRound: fc.boolean(),
    }),
    { minLength: LENGTH, maxLength: LENGTH },
  )
  .map((plan) =>
    procedure([
      ...plan.map(({ days, back, limit, newRound }, i) => {
        const to = `s${Math.min(back, i)}`;
        const on: Record<string, Transition> = {
          satisfied: { to: `s${i + 1}` },
          newTrouble: { to, limit, newRound, afterLimit: { to: `s${i + 1}` } },
        };
        return step(`s${i}`, 'feedback', on, { term: `${days}cd` });
      }),
      step(`s${LENGTH}`, 'answer', { answered: { end: 'answered' } }, { term: '1cd' }),
    ]),
  );

describe('the longest time', () => {
  it('is exceeded by no walk, not even one that goes back whenever it may', () => {
    fc.assert(
      fc.property(anyProcedure, fc.infiniteStream(fc.nat()), (p, stream) => {
        const longest = approximateDays(durations(p, kinds)!.longest!);
        const any = walk(p, (n) => stream.next().value! % n);
        expect(any).toBeLessThanOrEqual(longest);
        expect(walk(p, (n) => n - 1)).toBeLessThanOrEqual(longest);
        expect(approximateDays(durations(p, kinds)!.expected)).toBeLessThanOrEqual(longest);
      }),
      { numRuns: 60 },
    );
  });
});
