import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, Procedure, Term } from '#domain';
import { at, calendarOf2026, later, VirtualOffice, type Body } from './virtual-office.js';

/** Triage, then an answer, with the terms that a test is about. */
const intake = (triage: [Term, Term], answer: [Term, Term]): Procedure => ({
  key: 'intake',
  version: 1,
  name: { zh: '受理', en: 'Intake' },
  categories: [],
  start: 'triage',
  steps: [
    {
      key: 'triage',
      kind: 'triage',
      name: { zh: '受理分流', en: 'Triage' },
      owner: 'clerk',
      term: triage[0],
      reminderRules: [{ before: triage[1], recipient: 'assignee' }],
      params: {},
      on: { admitted: { to: 'reply' }, notAdmitted: { to: 'reply' }, redLine: { end: 'reported' } },
    },
    {
      key: 'reply',
      kind: 'answer',
      name: { zh: '答复', en: 'Answer' },
      owner: 'clerk',
      term: answer[0],
      reminderRules: [{ before: answer[1], recipient: 'assignee' }],
      params: { waysRequired: false },
      on: { answered: { end: 'answered' } },
    },
  ],
});

describe('reminders in virtual time', () => {
  const calendar = calendarOf2026();
  let office: VirtualOffice;
  beforeAll(async () => {
    office = await VirtualOffice.open();
  }, 120_000);
  afterAll(() => office?.close());

  const open = (procedure: Procedure) => office.start(procedure, calendar);

  const triaged = (caseId: string) =>
    office.send(caseId, {
      type: 'act',
      step: 'triage',
      action: 'complete',
      payload: {
        category: 'development',
        parties: [],
        willingness: 'notAsked',
        redLines: [],
        pending: 'none',
        answerable: true,
      },
    });
  const replied = (caseId: string) =>
    office.send(caseId, {
      type: 'act',
      step: 'reply',
      action: 'complete',
      payload: { text: { content: randomUUID(), digest: 'd' } },
    });

  const reminders = (caseId: string) =>
    office.of(caseId, 'reminded').map(({ step, dueAt, recordedAt }) => ({ step, dueAt, recordedAt }));

  /** Not a moment too early, and after it only as long as a task takes; mornings are spread over their half hour. */
  const within = (found: Instant | undefined, due: Instant, minutes = 0) => {
    expect(found).toBeGreaterThanOrEqual(due);
    expect(found).toBeLessThan(due + minutes * 60_000 + 30_000);
  };
  const inTheMorningOf = (found: Instant | undefined, day: string) => within(found, at(`${day}T09:00`), 29);

  it('over the Spring Festival a step done in time is never reminded of, and the timer is kept', async () => {
    // Two working days from Friday 13 February: 14 February works, then the holidays until Tuesday the 24th.
    await office.goTo('2026-02-13T10:00');
    const caseId = await open(intake(['2wd', 'sameDay'], ['5wd', 'sameDay']));
    await office.goTo('2026-02-24T08:00');
    expect(reminders(caseId)).toEqual([]);
    await triaged(caseId);
    // The answer's five days end on Monday 2 March, for Saturday 28 February works: later than the timer's instant.
    expect(await office.timers(caseId)).toEqual({ started: 1, canceled: 0, fired: 0 });
    await office.goTo('2026-02-24T12:00');
    expect(reminders(caseId)).toEqual([]);
    expect(await office.timers(caseId)).toEqual({ started: 2, canceled: 0, fired: 1 });
    await office.goTo('2026-03-02T08:59');
    expect(reminders(caseId)).toEqual([]);
    await office.goTo('2026-03-02T12:00');
    const [reminder, ...more] = reminders(caseId);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ step: 'reply', dueAt: at('2026-03-03T00:00') });
    inTheMorningOf(reminder?.recordedAt, '2026-03-02');
    await replied(caseId);
    expect(await office.timers(caseId)).toEqual({ started: 2, canceled: 0, fired: 2 });
  });

  it('over the Dragon Boat Festival the timer is set anew when something is due earlier', async () => {
    await office.goTo('2026-06-16T09:30');
    const caseId = await open(intake(['10wd', '1wd'], ['2wd', 'sameDay']));
    await triaged(caseId);
    // Two working days from Tuesday 16 June: Wednesday and Thursday.
    expect(await office.timers(caseId)).toEqual({ started: 2, canceled: 1, fired: 0 });
    await office.goTo('2026-06-18T12:00');
    const [reminder, ...more] = reminders(caseId);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ step: 'reply', dueAt: at('2026-06-19T00:00') });
    inTheMorningOf(reminder?.recordedAt, '2026-06-18');
    await office.goTo('2026-07-15T12:00');
    expect(reminders(caseId)).toHaveLength(1);
    expect(await office.timers(caseId)).toEqual({ started: 2, canceled: 1, fired: 1 });
  });

  it('a pause, an extension and a hand-over move the one reminder to its new day and holder', async () => {
    await office.goTo('2026-09-14T10:00');
    // 15, 16, 17, 18 and Sunday 20 September (a working one) are the five days.
    const caseId = await open(intake(['5wd', '1wd'], ['5wd', '1wd']));
    await office.goTo('2026-09-17T10:00');
    const until = later('2026-09-21');
    await office.send(caseId, { type: 'pause', reason: 'harvest', until });
    await office.goTo('2026-09-22T12:00');
    const resumed = office.of(caseId, 'resumed');
    expect(resumed).toMatchObject([{ atLimit: true, occurredAt: at('2026-09-22T00:00') }]);
    within(resumed[0]?.recordedAt, at('2026-09-22T00:00'));
    // 17, 18, 20 and 21 September were paused: 21, 22, 23, 24 follow the 20th.
    expect(office.of(caseId, 'stepRescheduled').at(-1)).toMatchObject({ dueAt: at('2026-09-25T00:00') });
    const reason = { content: randomUUID(), digest: 'd' };
    await office.send(caseId, { type: 'requestExtension', step: 'triage', term: '2wd', reason });
    const approval: Body = { type: 'decideExtension', step: 'triage', approve: true };
    await office.send(caseId, approval, 'townshipOffice');
    // Friday 25 September is off: Monday the 28th and Tuesday the 29th.
    expect(office.of(caseId, 'stepRescheduled').at(-1)).toMatchObject({ dueAt: at('2026-09-30T00:00') });
    const assignee = randomUUID();
    await office.send(caseId, { type: 'assign', step: 'triage', assignee, assigneeRoles: ['clerk'] });
    await office.goTo('2026-09-28T08:59');
    expect(reminders(caseId)).toEqual([]);
    await office.goTo('2026-09-28T12:00');
    const [reminder, ...more] = office.of(caseId, 'reminded');
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ assignee, dueAt: at('2026-09-30T00:00') });
    inTheMorningOf(reminder?.recordedAt, '2026-09-28');
  });

  it('over National Day the reminder comes at its instant, once', async () => {
    // Tuesday 29 September; 30 September, 8, 9, 10 (a working Saturday) and 12 October are the five days.
    await office.goTo('2026-09-29T16:20');
    const caseId = await open(intake(['5wd', '1wd'], ['5wd', '1wd']));
    await office.goTo('2026-10-10T08:59');
    expect(reminders(caseId)).toEqual([]);
    await office.goTo('2026-10-10T09:31');
    const [reminder] = reminders(caseId);
    expect(reminder).toMatchObject({ step: 'triage', dueAt: at('2026-10-13T00:00') });
    inTheMorningOf(reminder?.recordedAt, '2026-10-10');
    await office.goTo('2026-12-01T09:00');
    expect(reminders(caseId)).toHaveLength(1);
  });

  it('a calendar published meanwhile moves the reminder, and the old instant passes in silence', async () => {
    // Monday 14 December: 15 to 18 and 21 December; with the 17th and 18th off 15, 16, 21 to 23 December.
    await office.goTo('2026-12-14T10:00');
    const caseId = await open(intake(['5wd', '1wd'], ['5wd', '1wd']));
    await office.goTo('2026-12-15T10:00');
    const published = calendarOf2026('12-17 12-18', 2);
    await office.send(caseId, { type: 'applyCalendar', calendar: published }, 'administrator');
    await office.goTo('2026-12-22T08:59');
    expect(reminders(caseId)).toEqual([]);
    await office.goTo('2026-12-22T09:31');
    const [reminder, ...more] = reminders(caseId);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ step: 'triage', dueAt: at('2026-12-24T00:00') });
    inTheMorningOf(reminder?.recordedAt, '2026-12-22');
  });
});
