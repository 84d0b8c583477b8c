import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { Command } from '../model/command.js';
import type { CaseState } from '../model/state.js';
import { aCase, announced2026, anId, aStep, aStepDefinition, at, aText } from '../testing/index.js';
import { dateOf, encodeCalendar, isOff } from '../time/index.js';
import { decide, evolve, adjustmentsOf } from './index.js';

const announced = announced2026();
const NOW = at('2026-10-08T10:00');

/** As announced, with one more day off. */
function withDayOff(date: string, version: number): CalendarBits {
  const all = Array.from({ length: 365 }, (_, i) => dateOf(at('2026-01-01T12:00') + i * 86_400_000));
  const off = new Set([...all.filter((day) => isOff(announced, day)), date]);
  return encodeCalendar({ version, from: '2026-01-01', days: 365, off });
}

/** Opened on Tuesday 29 September: five working days end on Monday 12 October, thirty days on Thursday the 29th. */
const investigating = aCase({
  calendar: announced,
  procedure: {
    key: 'dispute',
    version: 1,
    name: { zh: '矛盾纠纷', en: 'Dispute' },
    categories: ['dispute'],
    start: 'investigate',
    overallDeadline: { term: '30cd', until: 'sign' },
    steps: [aStepDefinition('investigate', { term: '5wd' }), aStepDefinition('sign')],
  },
  openedAt: at('2026-09-29T09:00'),
  overallDueAt: at('2026-10-30T00:00'),
  steps: {
    investigate: aStep('investigate', {
      startedAt: at('2026-09-29T16:20'),
      dueAt: at('2026-10-13T00:00'),
    }),
  },
});

function after(state: CaseState, body: object): CaseState {
  const actor = { accountId: anId(9), roles: ['administrator', 'clerk', 'convener'] };
  const command = { id: 'c', bodyHash: 'h', actor, occurredAt: NOW, ...body } as Command;
  const decision = decide(RULES_VERSION, state, command, NOW);
  if ('refusal' in decision) throw new Error(`refused with ${decision.refusal.code}`);
  return decision.events.reduce((s, event) => evolve(s, event), state);
}

const apply = (state: CaseState, calendar: CalendarBits) => after(state, { type: 'applyCalendar', calendar });

describe('a calendar in the ledger of a case', () => {
  const change = { type: 'calendar', at: NOW };

  it('tells both versions and every date that it moved', () => {
    const once = apply(investigating, withDayOff('2026-10-09', 2));
    const twice = apply(once, withDayOff('2026-10-29', 3));
    expect(adjustmentsOf(twice)).toMatchObject([
      {
        ...change,
        before: 1,
        after: 2,
        moved: [{ step: 'investigate', before: at('2026-10-13T00:00'), after: at('2026-10-14T00:00') }],
      },
      {
        ...change,
        before: 2,
        after: 3,
        moved: [
          { before: at('2026-10-30T00:00'), after: at('2026-10-31T00:00') },
          { step: 'investigate', before: at('2026-10-14T00:00'), after: at('2026-10-13T00:00') },
        ],
      },
    ]);
  });

  it('is forgotten with the next one when it moved nothing', () => {
    const idle = apply(investigating, withDayOff('2026-03-03', 2));
    expect(adjustmentsOf(idle)).toMatchObject([{ after: 2, moved: [] }]);
    const next = apply(idle, withDayOff('2026-10-09', 3));
    expect(adjustmentsOf(next)).toMatchObject([{ before: 2, after: 3, moved: [{ step: 'investigate' }] }]);
  });

  it('is not blamed for what something else moved', () => {
    const applied = apply(investigating, withDayOff('2026-10-09', 2));
    const paused = after(applied, { type: 'pause', reason: 'harvest', until: '2026-10-12', text: aText() });
    expect(paused.steps.investigate?.dueAt).not.toBe(applied.steps.investigate?.dueAt);
    expect(adjustmentsOf(paused)).toEqual([
      ...adjustmentsOf(applied),
      expect.objectContaining({ type: 'pause' }),
    ]);
  });
});
