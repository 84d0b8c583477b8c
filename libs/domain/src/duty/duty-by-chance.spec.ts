import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULES_VERSION } from '../model/basics.js';
import { type Actor } from '../model/command.js';
import {
  type Body,
  by,
  OFFICE,
  COLLEAGUE,
  COUNTY,
  CONVENER,
  CLERK,
  order,
  answer,
  returned,
  close,
  readdress,
  cancel,
  attempt,
  toAccount,
} from '../testing/a-duty.js';
import { at } from '../testing/index.js';
import { type DutyEvent, evolveDuty, foldDuty, hasEnded, nextDutyWake, wakeDuty } from './index.js';

describe('an order, played by chance', () => {
  const ACTORS = [OFFICE, COLLEAGUE, COUNTY, CONVENER, CLERK, by(40, 'townshipOffice', 'clerk')];
  const turn = fc.record({
    actor: fc.constantFrom(...ACTORS),
    body: fc.constantFrom<Body>(
      order('2wd'),
      answer,
      returned,
      { ...returned, term: '6h' } as Body,
      close,
      cancel,
      readdress({ role: 'clerk' }),
      readdress(toAccount(CONVENER.accountId, 'convener')),
    ),
    hours: fc.integer({ min: 0, max: 80 }),
  });

  function play(turns: readonly { actor: Actor; body: Body; hours: number }[]) {
    let now = at('2026-09-14T10:00');
    let state = foldDuty([]);
    const events: DutyEvent[] = [];
    const take = (more: readonly DutyEvent[]): void => {
      for (const event of more) {
        events.push(event);
        state = evolveDuty(state, event);
      }
    };
    for (const { actor, body, hours } of turns) {
      now += hours * 3_600_000;
      if (state) take(wakeDuty(RULES_VERSION, state, now));
      const decision = attempt(state, now, actor, body);
      if ('events' in decision) take(decision.events);
    }
    return { now, state, events };
  }

  const games = fc.array(turn, { minLength: 1, maxLength: 40, size: 'max' });
  const RUNS = { seed: 20_261_122, numRuns: 500 };

  it('folds to the same state from its events, also after a journey as JSON', () => {
    fc.assert(
      fc.property(games, (turns) => {
        const { state, events } = play(turns);
        const travelled = JSON.parse(JSON.stringify(events)) as DutyEvent[];
        expect(travelled).toEqual(events);
        expect(foldDuty(travelled)).toEqual(state);
        if (state) expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      RUNS,
    );
  });

  it('says each thing once a term, never when nothing is waited for, and stops when it has ended', () => {
    fc.assert(
      fc.property(games, (turns) => {
        const { state, events } = play(turns);
        let said: string[] = [];
        let status = 'none';
        for (const [index, event] of events.entries()) {
          const { type } = event;
          const { to, alertAt } = foldDuty(events.slice(0, index)) ?? {};
          if (type === 'dutyReminded') expect(event.to).toEqual(to);
          if (type === 'dutyReaddressed') {
            expect([status, foldDuty(events.slice(0, index + 1))!.alertAt]).toEqual(['open', alertAt]);
            continue;
          }
          if (type === 'dutyReminded' || type === 'dutyOverdue') {
            expect([status, said.includes(type)]).toEqual(['open', false]);
            said.push(type);
          } else {
            said = [];
            expect(status).not.toBe('ended');
            if (type === 'dutyIssued' || type === 'dutyReturned') status = 'open';
            else status = type === 'dutyAnswered' ? 'answered' : 'ended';
          }
        }
        if (state && hasEnded(state)) expect(nextDutyWake(state)).toBeUndefined();
        expect(events.filter(({ type }) => type === 'dutyReturned').length).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  });

  it('can always be ended', () => {
    fc.assert(
      fc.property(games, (turns) => {
        const { now, state } = play(turns);
        if (!state || hasEnded(state)) return;
        const judges = [OFFICE, COLLEAGUE, COUNTY];
        const ends = judges.flatMap((actor) =>
          [close, cancel].map((body) => attempt(state, now, actor, body)),
        );
        expect(ends.some((decision) => 'events' in decision)).toBe(true);
      }),
      RUNS,
    );
  });
});
