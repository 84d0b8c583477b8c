import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION } from '../model/basics.js';
import type { Command } from '../model/command.js';
import type { CaseState } from '../model/state.js';
import { aCase, aStep, aText, anId, at, MONDAY, WEEKENDS } from '../testing/index.js';
import { encodeCalendar } from '../time/index.js';
import { decide } from './decide.js';
import { nextWake, wake } from './timer.js';

const comment = (occurredAt: number): Command => ({
  id: 'a',
  bodyHash: 'b',
  actor: { accountId: anId(9), roles: ['clerk'] },
  occurredAt,
  type: 'comment',
  text: aText(),
});

describe('the time of a command', () => {
  const now = at('2026-03-03T09:00');

  it('is now when the sender’s clock is a little ahead', () => {
    const decision = decide(RULES_VERSION, aCase(), comment(now + 800), now);
    expect(decision).toMatchObject({ events: [{ type: 'commented', occurredAt: now, recordedAt: now }] });
  });

  it('is refused when it lies in the future or before the intake', () => {
    const code = (occurredAt: number) => decide(RULES_VERSION, aCase(), comment(occurredAt), now);
    expect(code(now + 61_000)).toMatchObject({ refusal: { code: 'command.inFuture' } });
    expect(code(MONDAY - 1)).toMatchObject({ refusal: { code: 'command.beforeIntake' } });
  });
});

describe('a late entry', () => {
  // Monday 2 March happened; the five working days that are free end with Monday 9 March.
  const [inTime, late] = [at('2026-03-09T23:59'), at('2026-03-10T00:00')];
  const code = (command: Command, now: number, state?: CaseState) => {
    const decision = decide(RULES_VERSION, state, command, now);
    return 'refusal' in decision ? decision.refusal : undefined;
  };

  it('is free for five working days, then needs a reason', () => {
    const command = comment(MONDAY);
    expect(code(command, inTime, aCase())).toBeUndefined();
    expect(code(command, late, aCase())).toEqual({
      code: 'command.lateReasonMissing',
      params: { occurredOn: '2026-03-02', days: 5 },
      path: '/lateReason',
    });
    const lateReason = aText(2);
    expect(decide(RULES_VERSION, aCase(), { ...command, lateReason }, late)).toMatchObject({
      events: [{ type: 'commented', late: true, lateReason }],
    });
  });

  it('is judged by the newest calendar that the command brings', () => {
    const off = new Set(['2026-03-07', '2026-03-08', '2026-03-09']);
    const calendar = encodeCalendar({ version: 2, from: '2026-03-01', days: 30, off });
    const act = { ...comment(MONDAY), type: 'act', step: 's', action: 'a', payload: {}, calendar } as Command;
    expect(code(act, late, aCase())).not.toMatchObject({ code: 'command.lateReasonMissing' });
    expect(code({ ...act, calendar: { ...calendar, version: 1 } } as Command, late, aCase())).toMatchObject({
      code: 'command.lateReasonMissing',
    });
  });

  it('in one form is as late as its earliest fact, and one reason serves all of it', () => {
    const { intake, calendar, place } = aCase();
    const open = { type: 'open', caseId: anId(1), number: '1', place, intake, calendar, matter: aText() };
    const action = { step: 'triage', action: 'complete', payload: {}, occurredAt: MONDAY };
    const form = { ...comment(late), type: 'recordDone', open, actions: [action] } as Command;
    expect(code(form, late)).toMatchObject({ code: 'command.lateReasonMissing', path: '/lateReason' });
    expect(code({ ...form, lateReason: aText(2) }, late)?.code).not.toBe('command.lateReasonMissing');
  });

  it('is no business of a published calendar', () => {
    const calendar = { ...WEEKENDS, version: 2 };
    const actor = { accountId: anId(9), roles: ['administrator'] };
    const command = { ...comment(MONDAY), actor, type: 'applyCalendar', calendar } as Command;
    expect(code(command, late, aCase())).toBeUndefined();
  });
});

describe('the one timer', () => {
  it('waits for nothing that would not ring', () => {
    const reminders = [{ rule: 0, at: MONDAY, for: MONDAY }];
    const steps = { triage: aStep('triage', { key: 'triage', reminders }) };
    const state = aCase({ steps });
    expect([nextWake(state), wake(RULES_VERSION, state, MONDAY)]).toEqual([undefined, []]);
  });
});
