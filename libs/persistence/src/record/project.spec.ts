import { describe, expect, it } from '@jest/globals';
import type { CaseEvent, EventBody } from '#domain';
import { project } from './project.js';

const run = (...bodies: (EventBody & { actor?: string })[]) =>
  project(
    bodies.map((body, index): CaseEvent => ({
      seq: index + 5,
      rules: 1,
      commandId: 'c',
      occurredAt: 1_000 + index,
      recordedAt: 2_000 + index,
      ...body,
    })),
  );
const opened = (step: string): EventBody => ({
  type: 'stepOpened',
  step,
  kind: 'investigate',
  round: 1,
  visit: 1,
  owner: 'convener',
  startedAt: 1,
  dueAt: 9,
});
const reason = { content: 'id', digest: '' };

describe('project', () => {
  it('says only what the events tell', () => {
    const changes = run({ type: 'stepAssigned', step: 'sign', assignee: 'a' });
    expect(changes).toEqual({
      patch: {},
      steps: [{ step: 'sign', opened: false, assignee: 'a', heldFor: null, holderAsked: false }],
      escalatesOthers: false,
      actors: [],
      figures: { backlog: [], dwell: [] },
      mails: [],
      dates: { wholeReset: false, done: [], reopened: [], spans: [] },
      departments: { replaced: false, cleared: false, departments: [] },
      updatedAt: 2_000,
    });
  });

  it('tells a cleared value from one that stays', () => {
    const [step] = run({ type: 'stepRescheduled', step: 'sign', notBefore: 5 }).steps;
    expect(step).toEqual({ step: 'sign', opened: false, dueAt: null, notBefore: 5 });
    expect(run({ type: 'stepRescheduled', step: 'sign' }).steps).toMatchObject([
      { dueAt: null, notBefore: null },
    ]);
    expect(run({ type: 'caseReopened', reason }).patch).toEqual({ outcome: null, closedAt: null });
  });

  it('forgets what a step was when it opens again', () => {
    const { steps } = run(
      { type: 'stepAssigned', step: 'investigate', assignee: 'a' },
      { type: 'stepCompleted', step: 'investigate', kind: 'investigate', outcome: 'done' },
      opened('investigate'),
    );
    expect(steps).toMatchObject([
      { opened: true, status: 'open', outcome: null, assignee: null, doneAt: null, dueAt: 9 },
    ]);
  });

  it('hands open steps up to the township, done ones not, and later holders stay', () => {
    const { steps, escalatesOthers, patch } = run(
      opened('a'),
      opened('b'),
      { type: 'stepCompleted', step: 'b', kind: 'investigate', outcome: 'done' },
      { type: 'escalated', reason },
      { type: 'stepAssigned', step: 'c', assignee: 'x' },
    );
    expect(escalatesOthers).toBe(true);
    expect(patch.escalated).toBe(true);
    expect(steps).toMatchObject([
      { step: 'a', ownerRole: 'townshipOffice', assignee: null },
      { step: 'b', ownerRole: 'convener' },
      { step: 'c', ownerRole: 'townshipOffice', assignee: 'x' },
    ]);
  });

  it('tells who is handed a step by another, not who claims it nor of what is given back', () => {
    const assigned = { type: 'stepAssigned', step: 's', dueAt: 7 } as const;
    const { mails } = run(
      { ...assigned, assignee: 'me', actor: 'clerk' },
      { ...assigned, assignee: 'me', actor: 'me' },
      { ...assigned, assignee: null, actor: 'clerk' },
    );
    expect(mails).toEqual([
      { seq: 5, kind: 'assigned', step: 's', accountId: 'me', dueAt: 7, createdAt: 2_000 },
    ]);
  });

  it('tells who asked for more time what was decided', () => {
    const decided = { type: 'extensionDecided', step: 's', requestedBy: 'me' } as const;
    const { mails } = run({ ...decided, approved: true }, { ...decided, approved: false, reason });
    expect(mails).toMatchObject([
      { kind: 'extensionApproved', accountId: 'me' },
      { kind: 'extensionRefused', accountId: 'me' },
    ]);
  });

  it('speaks to the departments that owe, and no longer waits for who is to do it once they have given', () => {
    const { mails, steps } = run(
      { type: 'nudged', step: 's', owner: 'department', departments: ['d'] },
      { type: 'stepAssigned', step: 's', assignee: null, given: true },
    );
    expect(mails).toMatchObject([{ kind: 'nudge', role: 'department', departments: ['d'] }]);
    expect(steps).toMatchObject([{ nudgedAt: 2_000, assignee: null, heldFor: null, holderAsked: false }]);
  });

  it('sends a reminder to who holds the step, else to its role', () => {
    const reminder = {
      type: 'reminded',
      cause: 'reminder',
      rungs: [{ rung: 0, for: 0 }],
      step: 's',
      dueAt: 7,
      owner: 'clerk',
    } as const;
    expect(run(reminder, { ...reminder, assignee: 'me' }).mails).toEqual([
      { seq: 5, kind: 'reminder', step: 's', role: 'clerk', dueAt: 7, createdAt: 2_000 },
      { seq: 6, kind: 'reminder', step: 's', accountId: 'me', dueAt: 7, createdAt: 2_001 },
    ]);
  });
});
