import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION } from '../model/basics.js';
import type { Command } from '../model/command.js';
import { aCase, aStep, aText, anId, at, MONDAY } from '../testing/index.js';
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

describe('the one timer', () => {
  it('waits for nothing that would not ring', () => {
    const rungs = [{ rung: 0, at: MONDAY, for: MONDAY }];
    const steps = { triage: aStep('triage', { key: 'triage', rungs }) };
    const state = aCase({ steps });
    expect([nextWake(state), wake(RULES_VERSION, state, MONDAY)]).toEqual([undefined, []]);
  });
});
