import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { explainDeadlines, type CaseEvent } from '#domain';
import { Dice, type Game, sensibleTurn, shippedGame } from '../support/play.js';
import { calendarOf2026, later, told, VirtualOffice } from './virtual-office.js';

const text = () => ({ content: randomUUID(), digest: 'd' });
const PEOPLE = {
  a: { accountId: randomUUID(), roles: ['committee' as const] },
  b: { accountId: randomUUID(), roles: ['committee' as const] },
};

let game: Game;
let office: VirtualOffice;
let caseId: string;
beforeAll(async () => {
  game = { ...(await shippedGame()), calendar: calendarOf2026() };
  office = await VirtualOffice.open();
}, 120_000);
afterAll(() => office?.close());

const dice = new Dice(20_260_105);
type Payload = Record<string, unknown>;

/** The next action of people who know their work. */
async function once(
  step: string,
  change: (payload: Payload) => Payload = (payload) => payload,
): Promise<void> {
  const state = office.state(caseId);
  const { command } = sensibleTurn({ game, state, now: office.now(), dice }, 'straight');
  if (command.type !== 'act' || command.step !== step) throw new Error(`${step} is not next`);
  const { payload, action, procedure, actor } = command;
  // What kind of matter it is would be left to chance.
  if (step === 'triage' && payload.procedure !== 'development') return once(step, change);
  const holder = Object.values(PEOPLE).find(({ accountId }) => accountId === state.steps[step]?.assignee);
  const act = {
    type: 'act' as const,
    step,
    action,
    payload: change(payload),
    ...(procedure && { procedure }),
  };
  await office.send(caseId, act, holder ?? actor);
}

async function complete(step: string, change?: (payload: Payload) => Payload): Promise<void> {
  while (office.state(caseId).steps[step]?.status === 'open') await once(step, change);
}

const hold = (step: string, { accountId }: { accountId: string }) =>
  office.send(caseId, { type: 'assign', step, assignee: accountId, assigneeRoles: ['committee'] });

/** Everything that time said since the last look: when, of what, why, to whom. */
let looked = 0;
function said(): string[] {
  const events = office.events(caseId);
  const fresh = events.slice(looked);
  looked = events.length;
  return fresh.flatMap(line);
}
function line(event: CaseEvent): string[] {
  if (event.type === 'resumed') return [`${told(event.recordedAt)} resumed`];
  if (event.type !== 'reminded') return [];
  const name = Object.entries(PEOPLE).find(([, { accountId }]) => accountId === event.assignee)?.[0];
  return [`${told(event.recordedAt)} ${event.step} ${event.cause} ${name ?? event.owner}`];
}
const dueOf = (step: string) => told(office.state(caseId).steps[step]!.dueAt!);

/**
 * A development topic from intake to archive, over 200 working days with the Spring Festival, the holidays of May and
 * National Day, make-up days, a pause, an extension, a hand-over, a missed term and a calendar published meanwhile.
 * Every date is typed from the announced days off.
 */
it('a whole year: each reminder at its instant, and none other', async () => {
  await office.goTo('2026-01-05T10:00');
  caseId = await office.start(game.intake, game.calendar);
  await office.goTo('2026-01-06T15:00');
  await complete('triage', (payload) => ({ ...payload, parties: [], departments: [] }));
  expect(said()).toEqual(['2026-01-06T09:00 triage reminder clerk']);

  // Ten working days: 7, 8, 9, 12 to 16, 19, 20 January. It is handed over on the last day, and missed.
  expect(dueOf('investigate')).toBe('2026-01-21T00:00');
  await hold('investigate', PEOPLE.a);
  await office.goTo('2026-01-20T12:00');
  await hold('investigate', PEOPLE.b);
  await office.goTo('2026-01-26T10:00');
  await complete('investigate');
  expect(said()).toEqual([
    '2026-01-19T09:00 investigate reminder a',
    '2026-01-20T09:00 investigate reminder a',
    '2026-01-21T09:00 investigate overdue b',
    '2026-01-23T09:00 investigate overdue townshipOffice',
  ]);

  // Three working days: 27, 28, 29 January; two more: 30 January and Monday 2 February.
  expect(dueOf('confirmTopic')).toBe('2026-01-30T00:00');
  await hold('confirmTopic', PEOPLE.b);
  await office.goTo('2026-01-27T15:00');
  await office.send(
    caseId,
    { type: 'requestExtension', step: 'confirmTopic', term: '2wd', reason: text() },
    PEOPLE.b,
  );
  await office.send(
    caseId,
    { type: 'decideExtension', step: 'confirmTopic', approve: true },
    'townshipOffice',
  );
  expect(dueOf('confirmTopic')).toBe('2026-02-03T00:00');
  await office.goTo('2026-02-02T17:00');
  await complete('confirmTopic');
  expect(said()).toEqual([
    '2026-01-30T09:00 confirmTopic reminder b',
    '2026-02-02T09:00 confirmTopic reminder b',
  ]);

  // Three working days: 3, 4, 5 February. Nobody takes it; then people are away over the Spring Festival: 4 to 6, 9 to
  // 13, Saturday 14, 24 to 27 February are 13 working days. After the 5th: 6, 9 to 14, 24 to 28 February (the 28th is a
  // working Saturday) are twelve, and Monday 2 March is the thirteenth.
  expect(dueOf('selectMembers')).toBe('2026-02-06T00:00');
  await office.goTo('2026-02-04T10:00');
  await office.send(caseId, { type: 'pause', reason: 'awayForWork', until: later('2026-02-27') });
  expect(dueOf('selectMembers')).toBe('2026-03-03T00:00');
  await office.goTo('2026-03-02T15:00');
  await complete('selectMembers');
  expect(said()).toEqual([
    '2026-02-03T09:00 selectMembers unassigned clerk',
    '2026-02-04T09:00 selectMembers unassigned townshipOffice',
    '2026-02-04T09:00 selectMembers reminder convener',
    '2026-02-28T00:00 resumed',
    '2026-02-28T09:00 selectMembers reminder convener',
    '2026-03-02T09:00 selectMembers reminder convener',
  ]);

  // Done at once each; the meeting is on Friday 6 March, after notice of three working days.
  await complete('consult');
  await complete('convene', (payload) => ({ ...payload, at: `${later('2026-03-06')}T14:00:00+08:00` }));
  expect(dueOf('deliberate')).toBe('2026-03-07T00:00');
  await office.goTo('2026-03-06T14:30');
  await complete('deliberate');
  await complete('sign');
  await complete('decide', (payload) => ({
    ...payload,
    milestones: [
      { title: text(), dueOn: later('2026-05-06') },
      { title: text(), dueOn: later('2026-09-28') },
    ],
  }));
  expect(said()).toEqual([
    '2026-03-05T09:00 deliberate reminder convener',
    '2026-03-06T09:00 deliberate reminder convener',
  ]);

  // Published on Friday 6 March, to hang out for seven days: until Friday the 13th; then one working day.
  await once('publish');
  expect(dueOf('publish')).toBe('2026-03-17T00:00');
  await office.goTo('2026-03-14T00:30');
  await complete('publish');
  expect(said()).toEqual(['2026-03-13T09:00 publish reminder clerk']);

  // The first milestone is due on Wednesday 6 May, after five days off; it is missed by four working days, Saturday 9 May
  // among them. The second one is due on Monday 28 September; the Friday before is off.
  await hold('implement', PEOPLE.a);
  expect(dueOf('implement')).toBe('2026-05-07T00:00');
  await office.goTo('2026-05-08T15:00');
  await office.send(caseId, { type: 'nudge', step: 'implement', text: text() }, 'townshipOffice');
  await office.goTo('2026-05-12T10:00');
  await once('implement');
  expect(dueOf('implement')).toBe('2026-09-29T00:00');
  await office.goTo('2026-09-28T17:00');
  await complete('implement');
  expect(said()).toEqual([
    '2026-04-30T09:00 implement reminder a',
    '2026-05-06T09:00 implement reminder a',
    '2026-05-07T09:00 implement overdue a',
    '2026-05-09T09:00 implement overdue townshipOffice',
    '2026-09-24T09:00 implement reminder a',
    '2026-09-28T09:00 implement reminder a',
  ]);

  // Ten working days: 29, 30 September, 8, 9, 10 (a working Saturday), 12 to 16 October. Then the 12th and 13th turn out
  // to be days off: 14, 15, 16, 19, 20 October follow the 10th.
  expect(dueOf('feedback')).toBe('2026-10-17T00:00');
  await office.goTo('2026-10-09T12:00');
  const published = calendarOf2026('10-12 10-13', 2);
  await office.send(caseId, { type: 'applyCalendar', calendar: published }, 'administrator');
  expect(dueOf('feedback')).toBe('2026-10-21T00:00');
  await office.goTo('2026-10-20T16:00');
  await complete('feedback');
  expect(said()).toEqual([
    '2026-09-29T09:00 feedback unassigned clerk',
    '2026-09-30T09:00 feedback unassigned townshipOffice',
    '2026-10-19T09:00 feedback reminder clerk',
    '2026-10-20T09:00 feedback reminder clerk',
  ]);

  // A visit to every milestone within five working days: 21, 22, 23, 26, 27 October. The next after 90 days, which end
  // with Monday 18 January of a year whose holidays nobody knows yet: then 20, 21, 22, 25, 26 January.
  expect(dueOf('revisit')).toBe('2026-10-28T00:00');
  await office.goTo('2026-10-22T10:00');
  await once('revisit');
  expect(dueOf('revisit')).toBe('2027-01-27T00:00');
  const [deadline] = explainDeadlines(office.state(caseId));
  expect(deadline).toMatchObject({ step: 'revisit', provisional: true });
  await office.goTo('2027-01-26T15:00');
  await complete('revisit');
  expect(said()).toEqual([
    '2026-10-21T09:00 revisit unassigned clerk',
    '2026-10-22T09:00 revisit unassigned townshipOffice',
    '2027-01-25T09:00 revisit reminder gridWorker',
    '2027-01-26T09:00 revisit reminder gridWorker',
  ]);
  expect(office.state(caseId).closed?.outcome).toBe('implemented');
  await office.goTo('2027-03-01T12:00');
  expect(said()).toEqual([]);
});
