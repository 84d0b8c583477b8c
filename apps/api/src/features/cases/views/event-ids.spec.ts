import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '#domain';
import { idsOf } from './event-ids.js';

const id = (n: number): string => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const event = (body: object): CaseEvent =>
  ({ seq: 1, rules: 1, commandId: 'c', actor: id(1), occurredAt: 0, recordedAt: 0, ...body }) as CaseEvent;

describe('the ids of an event', () => {
  it('are those fields that are ids: the name of another system is text, whatever it looks like', () => {
    const opened = event({
      type: 'caseOpened',
      caseId: id(2),
      number: id(3),
      title: { content: id(4), digest: 'd' },
      reporterId: id(5),
      place: { countyId: id(6), townshipId: id(7), villageId: id(8) },
      matter: { content: id(9), digest: 'd' },
      externalRefs: [{ system: id(10), number: { content: id(11), digest: 'd' }, index: id(13) }],
    });
    expect(idsOf(opened)).toEqual({
      persons: [id(5)],
      accounts: [id(1)],
      organisation: [id(6), id(7), id(8)],
    });
    const linked = event({
      type: 'externalLinked',
      ref: { system: 'x', number: { content: id(12), digest: 'd' }, index: id(14) },
    });
    expect(idsOf(linked)).toEqual({ persons: [], accounts: [id(1)], organisation: [] });
  });

  it('are in a payload what its schema calls so, each of its own kind', () => {
    const triage = event({
      type: 'stepActed',
      step: 'triage',
      kind: 'triage',
      action: 'complete',
      payload: { parties: [id(20), id(21)], departments: [id(22)], procedure: id(23), category: 'dispute' },
    });
    expect(idsOf(triage)).toMatchObject({ persons: [id(20), id(21)], organisation: [id(22)] });
  });

  it('are who gets, asks for and holds it', () => {
    const nudged = event({ type: 'nudged', assignee: id(30), departments: [id(31)] });
    expect(idsOf(nudged)).toMatchObject({ accounts: [id(1), id(30)], organisation: [id(31)] });
    const passed = { type: 'dutyReaddressed', from: { accountId: id(32) }, to: { role: 'clerk' } };
    expect(idsOf(passed)).toMatchObject({ accounts: [id(32)] });
    expect(idsOf(event({ type: 'withdrawn', by: [id(33)] }))).toMatchObject({ persons: [id(33)] });
  });
});
