import { describe, expect, it } from '@jest/globals';
import type { CaseEvent, EventBody } from '#domain';
import { project } from './project.js';

const run = (...bodies: EventBody[]) =>
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
      steps: [{ step: 'sign', opened: false, assignee: 'a', holderAsked: false }],
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
