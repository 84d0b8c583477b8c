import { describe, expect, it } from '@jest/globals';
import type { CaseState, EventBody } from '#domain';
import { aCase } from '../../../domain/src/testing/index.js';
import { caseMails } from './mails.js';

const state: CaseState = aCase();
const run = (...bodies: (EventBody & { actor?: string })[]) =>
  bodies.flatMap((body, index) =>
    caseMails(
      {
        seq: index + 5,
        rules: 1,
        commandId: 'c',
        occurredAt: 1_000 + index,
        recordedAt: 2_000 + index,
        ...body,
      },
      state,
    ),
  );
const reason = { content: 'id', digest: '' };

describe('the messages of a case', () => {
  it('tell who is handed a step by another, not who claims it nor of what is given back', () => {
    const assigned = { type: 'stepAssigned', step: 's', dueAt: 7 } as const;
    const mails = run(
      { ...assigned, assignee: 'me', actor: 'clerk' },
      { ...assigned, assignee: 'me', actor: 'me' },
      { ...assigned, assignee: null, actor: 'clerk' },
    );
    const { caseId, place } = state;
    expect(mails).toEqual([
      {
        caseId,
        dutyId: null,
        seq: 5,
        kind: 'assigned',
        step: 's',
        ...place,
        gridId: null,
        accountId: 'me',
        role: null,
        departmentIds: null,
        dueAt: 7,
        createdAt: 2_000,
      },
    ]);
  });

  it('tell who asked for more time what was decided', () => {
    const decided = { type: 'extensionDecided', step: 's', requestedBy: 'me' } as const;
    expect(run({ ...decided, approved: true }, { ...decided, approved: false, reason })).toMatchObject([
      { kind: 'extensionApproved', accountId: 'me' },
      { kind: 'extensionRefused', accountId: 'me' },
    ]);
  });

  it('go to the departments that a nudge waits for', () => {
    expect(run({ type: 'nudged', step: 's', owner: 'department', departments: ['d'] })).toMatchObject([
      { kind: 'nudge', role: 'department', departmentIds: ['d'] },
    ]);
  });

  it('remind who holds the step, else its role', () => {
    const reminder: Extract<EventBody, { type: 'reminded' }> = {
      type: 'reminded',
      cause: 'reminder',
      reminders: [{ rule: 0, for: 0 }],
      step: 's',
      dueAt: 7,
      owner: 'clerk',
    };
    expect(run(reminder, { ...reminder, assignee: 'me' })).toMatchObject([
      { seq: 5, kind: 'reminder', step: 's', accountId: null, role: 'clerk', dueAt: 7, createdAt: 2_000 },
      { seq: 6, kind: 'reminder', step: 's', accountId: 'me', role: null, dueAt: 7, createdAt: 2_001 },
    ]);
  });
});
