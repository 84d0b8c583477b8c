import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULES_VERSION } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { Command } from '../model/command.js';
import type { CaseState } from '../model/state.js';
import { encodeCalendar } from '../time/index.js';
import { anId, aCase, aStep, aStepDefinition, at, halfHour } from '../testing/index.js';
import { begin, Dice, play, type Game, type Played } from '../testing/play/index.js';
import { shippedGame } from '../testing/play/shipped.js';
import { decide, evolve, newDates, nextWake } from './index.js';

let game: Game;
beforeAll(async () => {
  game = await shippedGame();
});
const RUNS = { seed: 20_261_122, numRuns: 60 };

/** Any days off at all from 2026 on, as long as there are working days among them. */
const calendars = fc
  .array(fc.integer({ min: 0, max: 700 }), { maxLength: 250 })
  .map((days) => encodeCalendar({ version: 2, from: '2026-01-01', days: 730, off: dates(days) }));
const dates = (days: number[]): Set<string> =>
  new Set(days.map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)));

const command = (calendar: CalendarBits, now: number, more: Partial<Command> = {}): Command =>
  ({
    type: 'applyCalendar',
    id: anId(77),
    bodyHash: 'h',
    actor: { accountId: anId(2_009), roles: ['administrator'] },
    occurredAt: now,
    calendar,
    ...more,
  }) as Command;

function apply(state: CaseState, calendar: CalendarBits, now: number): CaseState {
  const decision = decide(RULES_VERSION, state, command(calendar, now), now);
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  return decision.events.reduce<CaseState>((s, event) => evolve(s, event), state);
}

/** What follows from start, term and calendar alone; when a reminder goes out depends on the clock, too. */
const dated = ({ steps, overallDueAt }: CaseState) => ({
  overallDueAt,
  steps: Object.values(steps)
    .filter(({ status }) => status === 'open')
    .map(({ key, dueAt, notBefore }) => ({ key, dueAt, notBefore })),
});

/** The same accepted commands under another calendar from the first; undefined when it decides otherwise. */
function playedUnder(played: Played, calendar: CalendarBits): CaseState | undefined {
  let state: CaseState | undefined;
  for (const { command: given, now } of played.accepted) {
    const turn = given.type === 'open' ? { ...given, calendar } : given;
    const decision = decide(RULES_VERSION, state, turn, now, game.kinds);
    if ('refusal' in decision) return undefined;
    for (const event of decision.events) state = evolve(state, event, game.kinds);
  }
  return state;
}

describe('a calendar applied to a case', () => {
  it('gives the dates that it would have had, opened under it', () => {
    let compared = 0;
    fc.assert(
      fc.property(calendars, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (calendar, seeds) => {
        const played = play(game, seeds);
        if (played.state.closed || played.accepted.some((turn) => turn.command.type === 'reopen')) return;
        const other = playedUnder(played, calendar);
        if (!other || other.closed) return;
        const promised = Object.values(played.state.steps).find(
          ({ key, status }) => key === played.state.procedure?.overallDeadline?.until && status === 'done',
        );
        if (promised) return;
        compared += 1;
        expect(dated(apply(played.state, calendar, played.now))).toEqual(dated(other));
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('does what the preview says, nothing else, and once', () => {
    fc.assert(
      fc.property(calendars, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (calendar, seeds) => {
        const { state, now } = play(game, seeds);
        const effect = newDates(state, calendar, now);
        if (state.closed) return expect(effect).toBeUndefined();
        const after = apply(state, calendar, now);
        for (const step of Object.values(after.steps)) {
          const moved = effect?.steps.find((one) => one.step === step.key);
          const was = state.steps[step.key]!;
          if (!moved) expect(step).toEqual(was);
          else {
            const { dueAt: _d, notBefore: _n, reminders: _r, ...kept } = was;
            expect(step).toEqual({ ...kept, ...moved.after });
          }
        }
        expect(after.overallDueAt).toBe(effect?.overallDueAt?.after ?? state.overallDueAt);
        expect(after.facts).toEqual(state.facts);
        expect(newDates(after, calendar, now)).toBeUndefined();
        expect(decide(RULES_VERSION, after, command(calendar, now), now)).toEqual({
          refusal: { code: 'calendar.notNewer', params: { version: 2 } },
        });
      }),
      RUNS,
    );
  });

  it('is refused to whoever does not publish, older, and for a closed case', () => {
    const { state, now } = begin(game, new Dice(1));
    const refusal = (of: CaseState, given: Command) => {
      const decision = decide(RULES_VERSION, of, given, now);
      return 'refusal' in decision ? decision.refusal.code : undefined;
    };
    const clerk = { actor: { accountId: anId(1), roles: ['clerk' as const] } };
    const newer = { ...game.calendar, version: 2 };
    expect(refusal(state, command(newer, now, clerk))).toBe('case.roleMissing');
    expect(refusal(state, command(game.calendar, now))).toBe('calendar.notNewer');
    expect(refusal(state, command({ ...newer, version: 0 }, now))).toBe('calendar.notNewer');
    const closed = { ...state, closed: { outcome: 'answered' as const, at: now } };
    expect(refusal(closed, command(newer, now))).toBe('case.closed');
  });

  it('comes with the next action of a case that it moves nothing in', () => {
    const { state, now } = begin(game, new Dice(3));
    const newer = { ...game.calendar, version: 9 };
    const act = {
      ...command(newer, now),
      type: 'act',
      step: 'triage',
      action: 'complete',
      actor: { accountId: anId(2), roles: ['clerk'] },
      payload: {
        category: 'development',
        procedure: 'none',
        parties: [],
        willingness: 'notAsked',
        redLines: [],
        pending: 'none',
        answerable: true,
      },
    } as unknown as Command;
    const decision = decide(RULES_VERSION, state, act, now);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    expect(decision.events[0]).toMatchObject({ type: 'calendarApplied', calendar: { version: 9 } });
    expect(decision.events.map(({ type }) => type)).toContain('stepActed');
  });
});

describe('a reminder', () => {
  const off = (days: string): Set<string> => {
    const weekends = Array.from({ length: 61 }, (_, i) => new Date(Date.UTC(2026, 8, 1 + i)))
      .filter((day) => [0, 6].includes(day.getUTCDay()))
      .map((day) => day.toISOString().slice(0, 10));
    return new Set([...weekends, ...days.split(' ').map((day) => `2026-${day}`)]);
  };
  /** As two announcements might tell it. */
  const plain = encodeCalendar({ version: 1, from: '2026-09-01', days: 61, off: off('10-01 10-02') });
  const longer = encodeCalendar({
    version: 2,
    from: '2026-09-01',
    days: 61,
    off: off('10-01 10-02 10-05 10-06 10-07 10-08'),
  });
  const open = (dueAt: string, reached?: string): CaseState =>
    aCase({
      calendar: plain,
      openedAt: at('2026-09-29T10:00'),
      intake: {
        ...aCase().intake,
        steps: [
          aStepDefinition('answer', {
            term: '5wd',
            reminderRules: [{ before: '1wd', recipient: 'assignee' }],
          }),
        ],
      },
      steps: {
        answer: aStep('answer', {
          startedAt: at('2026-09-29T10:00'),
          dueAt: at(dueAt),
          ...(reached
            ? { reminders: [{ rule: 0, at: at(reached), for: at(dueAt) }] }
            : { sentReminders: { 0: [at(dueAt)] } }),
        }),
      },
    });

  it('moves with the calendar', () => {
    // 30 September, 5, 6, 7, 8 October become 30 September, 9, 12, 13, 14 October.
    const after = apply(open('2026-10-09T00:00', '2026-10-07T09:00'), longer, at('2026-09-30T10:00'));
    expect(after.steps.answer).toMatchObject({ dueAt: at('2026-10-15T00:00') });
    expect(halfHour(nextWake(after))).toBe(at('2026-10-13T09:00'));
  });

  it('that went out for the old date goes out for the new one', () => {
    const after = apply(open('2026-10-09T00:00'), longer, at('2026-10-08T10:00'));
    expect(halfHour(nextWake(after))).toBe(at('2026-10-13T09:00'));
  });

  it('is not repeated when the date stays', () => {
    const same = { ...plain, version: 2 };
    const after = apply(open('2026-10-09T00:00'), same, at('2026-10-06T10:00'));
    expect(nextWake(after)).toBeUndefined();
  });

  it('that comes to lie in the past is not lost', () => {
    const back = { ...plain, version: 3 };
    const under = { ...open('2026-10-15T00:00', '2026-10-13T09:00'), calendar: longer };
    // The new reminder would have been on 7 October; it is the 8th, the last day.
    const after = apply(under, back, at('2026-10-08T10:00'));
    expect(after.steps.answer).toMatchObject({ dueAt: at('2026-10-09T00:00') });
    expect(nextWake(after)).toBe(at('2026-10-08T10:00'));
  });
});
