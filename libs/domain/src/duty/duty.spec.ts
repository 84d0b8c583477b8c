import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULES_VERSION, type Instant, type Role, type Term } from '../model/basics.js';
import type { Actor, CommandMeta } from '../model/command.js';
import { anId, announced2026, at, aText } from '../testing/index.js';
import { encodeCalendar, isOff } from '../time/index.js';
import {
  decideDuty,
  type DutyCommand,
  type DutyEvent,
  type DutyState,
  evolveDuty,
  foldDuty,
  hasEnded,
  nextDutyWake,
  wakeDuty,
} from './index.js';

type Body<C = DutyCommand> = C extends DutyCommand ? Omit<C, keyof CommandMeta> : never;

const calendar = announced2026();
const place = { countyId: anId(1), townshipId: anId(2), villageId: anId(3) };
const by = (n: number, ...roles: Role[]): Actor => ({ accountId: anId(n), roles });
const OFFICE = by(10, 'townshipOffice');
const COLLEAGUE = by(11, 'townshipOffice');
const COUNTY = by(12, 'county');
const CONVENER = by(20, 'convener');
const CLERK = by(21, 'clerk');

const order = (term: Term, to: object = { role: 'convener' }): Body =>
  ({
    type: 'issue',
    dutyId: anId(500),
    kind: 'supervisionOrder',
    caseId: anId(501),
    place,
    step: 'convene',
    to,
    instruction: aText(1),
    term,
    calendar,
  }) as Body;
const answer: Body = { type: 'answer', text: aText(2) };
const returned: Body = { type: 'return', reason: aText(3) };
const close: Body = { type: 'close' };
const readdress = (to: object): Body => ({ type: 'readdress', to, reason: aText(5) }) as Body;
const cancel: Body = { type: 'cancel', reason: aText(4) };

function attempt(state: DutyState | undefined, now: Instant, actor: Actor, body: Body) {
  const command = { id: 'c', bodyHash: 'h', actor, occurredAt: now, ...body } as DutyCommand;
  return decideDuty(RULES_VERSION, state, command, now);
}

function after(state: DutyState | undefined, when: string, actor: Actor, body: Body): DutyState {
  const decision = attempt(state, at(when), actor, body);
  if ('refusal' in decision) throw new Error(`refused with ${decision.refusal.code}`);
  return decision.events.reduce<DutyState | undefined>((s, event) => evolveDuty(s, event), state)!;
}

const refusalOf = (state: DutyState | undefined, when: string, actor: Actor, body: Body) => {
  const decision = attempt(state, at(when), actor, body);
  return 'refusal' in decision ? decision.refusal.code : undefined;
};

/** On the Tuesday before National Day. */
const issued = (term: Term = '3wd', to?: object): DutyState =>
  after(undefined, '2026-09-29T16:20', OFFICE, order(term, to));
const answered = (): DutyState => after(issued(), '2026-10-09T10:00', CONVENER, answer);

/** Each in the half hour that it lies in: what is said at nine is spread over it. */
const timesOf = ({ dueAt, remindAt, alertAt }: DutyState): (string | undefined)[] =>
  [dueAt, remindAt, alertAt].map((time) => (time === undefined ? undefined : halfHour(time)));
const halfHour = (instant: Instant): string =>
  new Date(Math.floor(instant / 1_800_000) * 1_800_000 + 8 * 3_600_000).toISOString().slice(0, 16);

const wakeAt = (state: DutyState, when: string): { state: DutyState; types: string[] } => {
  const events = wakeDuty(RULES_VERSION, state, at(when));
  return {
    state: events.reduce((s, event) => evolveDuty(s, event), state),
    types: events.map(({ type }) => type),
  };
};

describe('the term of an order', () => {
  it('runs in working days over the holidays, with its reminder and alert at nine', () => {
    // 30 September, 8 and 9 October; then Saturday the 10th works.
    expect(timesOf(issued())).toEqual(['2026-10-10T00:00', '2026-10-08T09:00', '2026-10-10T09:00']);
  });

  it.each([
    ['1wd', '2026-10-01T00:00', '2026-09-30T09:00', '2026-10-08T09:00'],
    ['sameDay', '2026-09-30T00:00', undefined, '2026-09-30T09:00'],
    // At twenty past, that is in the half hour from 14:00; the alert when it is due.
    ['24h', '2026-09-30T16:00', '2026-09-30T14:00', '2026-09-30T16:00'],
    // At 20:20 nobody is told; the holidays follow the 30th.
    ['4h', '2026-09-29T20:00', undefined, '2026-09-30T09:00'],
    ['28h', '2026-09-30T20:00', '2026-09-30T09:00', '2026-10-08T09:00'],
  ])('of %s', (term, ...times) => {
    expect(timesOf(issued(term))).toEqual(times);
  });

  it('begins anew with a return, by the calendar that holds then', () => {
    const newer = { ...calendar, version: 2 };
    const again = after(answered(), '2026-10-12T09:30', OFFICE, {
      ...returned,
      term: '1wd',
      calendar: newer,
    });
    expect(again).toMatchObject({
      status: 'open',
      returns: 1,
      term: '1wd',
      startedAt: at('2026-10-12T09:30'),
    });
    expect(timesOf(again)).toEqual(['2026-10-14T00:00', '2026-10-13T09:00', '2026-10-14T09:00']);
    expect(again.calendar.version).toBe(2);
    // An answer that was returned is none; the order was issued only once.
    expect(again).not.toHaveProperty('answer');
    expect(again.issuedAt).toBe(issued().issuedAt);
  });
});

describe('reminders of an order', () => {
  it('come at their instants, once each', () => {
    const first = wakeAt(issued(), '2026-10-08T09:30');
    expect(first.types).toEqual(['dutyReminded']);
    expect(nextDutyWake(first.state)).toBe(first.state.alertAt);
    expect(wakeAt(first.state, '2026-10-09T09:00').types).toEqual([]);
    const second = wakeAt(first.state, '2026-10-10T09:30');
    expect(second.types).toEqual(['dutyOverdue']);
    expect(nextDutyWake(second.state)).toBeUndefined();
    expect(wakeAt(second.state, '2026-12-31T09:00').types).toEqual([]);
  });

  it('say only that it is overdue when nobody was there in time', () => {
    const late = wakeAt(issued(), '2026-10-20T10:00');
    expect(late.types).toEqual(['dutyOverdue']);
    expect(nextDutyWake(late.state)).toBeUndefined();
  });

  it.each([
    ['answered', answered()],
    ['cancelled', after(issued(), '2026-10-08T08:00', OFFICE, cancel)],
    ['closed', after(answered(), '2026-10-12T08:00', OFFICE, close)],
  ])('do not come for what is %s', (_status, state) => {
    expect(nextDutyWake(state)).toBeUndefined();
    expect(wakeAt(state, '2026-12-31T09:00').types).toEqual([]);
  });
});

describe('a calendar published meanwhile', () => {
  /** Two more days off. */
  const published = (() => {
    const off = new Set<string>();
    for (let day = Date.parse('2026-01-01'); day < Date.parse('2027-01-01'); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      if (isOff(calendar, date) || ['2026-10-08', '2026-10-09'].includes(date)) off.add(date);
    }
    return encodeCalendar({ version: 2, from: '2026-01-01', days: 365, off });
  })();
  const apply: Body = { type: 'applyCalendar', calendar: published };
  const publisher = by(90, 'administrator');

  it('moves the term, its reminder and its alert', () => {
    // With the 8th and 9th off: 30 September, 10 (a working Saturday) and 12 October.
    const moved = after(issued(), '2026-10-01T10:00', publisher, apply);
    expect(timesOf(moved)).toEqual(['2026-10-13T00:00', '2026-10-10T09:00', '2026-10-13T09:00']);
    expect(moved).toMatchObject({ status: 'open', returns: 0, calendar: { version: 2 } });
  });

  it('is told of again as overdue once the new term is over', () => {
    const overdue = wakeAt(issued(), '2026-10-10T10:00').state;
    const moved = after(overdue, '2026-10-10T11:00', publisher, apply);
    expect(wakeAt(moved, '2026-10-13T09:30').types).toEqual(['dutyOverdue']);
  });

  it.each<[string, DutyState, Actor, Body]>([
    ['calendar.notNewer', issued('1wd'), publisher, apply],
    ['calendar.notNewer', issued(), publisher, { type: 'applyCalendar', calendar }],
    ['calendar.notNewer', answered(), publisher, apply],
    ['supervisionOrder.roleMissing', issued(), OFFICE, apply],
  ])('is refused with %s where it moves nothing, or is none', (code, state, actor, body) => {
    expect(refusalOf(state, '2026-10-12T10:00', actor, body)).toBe(code);
  });
});

describe('an order', () => {
  it('is answered, returned twice at most, and closed', () => {
    let state = answered();
    for (const day of ['12', '13']) {
      state = after(state, `2026-10-${day}T09:00`, COLLEAGUE, returned);
      state = after(state, `2026-10-${day}T15:00`, CLERK, answer);
    }
    expect(refusalOf(state, '2026-10-14T09:00', OFFICE, returned)).toBe('supervisionOrder.returnsUsedUp');
    expect(after(state, '2026-10-14T09:00', OFFICE, close)).toMatchObject({ status: 'closed', returns: 2 });
  });

  it('may go from the county to the township office, and from an office only downwards', () => {
    const toOffice = order('3wd', { role: 'townshipOffice' });
    expect(after(undefined, '2026-09-29T16:20', COUNTY, toOffice)).toMatchObject({ level: 'county' });
    expect(refusalOf(undefined, '2026-09-29T16:20', OFFICE, toOffice)).toBe('supervisionOrder.roleUnfit');
  });

  it('is the nearer office’s, of whoever holds both', () => {
    const both = by(13, 'county', 'townshipOffice');
    expect(after(undefined, '2026-09-29T16:20', both, order('3wd')).level).toBe('townshipOffice');
  });
});

const toAccount = (accountId: string, ...roles: Role[]) => ({ accountId, roles });

describe('an order that is readdressed', () => {
  const named = issued('3wd', toAccount(CONVENER.accountId, 'convener'));
  const toClerk = readdress(toAccount(CLERK.accountId, 'clerk'));
  const moved = after(named, '2026-09-30T09:00', COLLEAGUE, toClerk);

  it('is the other’s to answer, by the same term', () => {
    const updatedAt = at('2026-09-30T09:00');
    expect(moved).toEqual({ ...named, seq: 2, updatedAt, to: { accountId: CLERK.accountId } });
    expect(refusalOf(moved, '2026-09-30T10:00', CONVENER, answer)).toBe('supervisionOrder.notAddressee');
    expect(after(moved, '2026-09-30T10:00', CLERK, answer).answer?.by).toBe(CLERK.accountId);
  });

  it('reminds whom it goes to by then, and tells its issuer when it is overdue', () => {
    const told = wakeDuty(RULES_VERSION, moved, at('2026-10-08T09:30'));
    expect(told).toMatchObject([{ type: 'dutyReminded', to: { accountId: CLERK.accountId } }]);
    const late = wakeDuty(RULES_VERSION, moved, at('2026-10-10T09:30'));
    expect(late).toMatchObject([{ type: 'dutyOverdue', issuer: OFFICE.accountId }]);
  });

  it('goes from a person to a role and back, by the office or the one above it', () => {
    const toRole = after(named, '2026-09-30T09:00', COUNTY, readdress({ role: 'committee' }));
    expect(toRole.to).toEqual({ role: 'committee' });
    // The county steps in, and the township office still judges.
    expect(toRole.level).toBe('townshipOffice');
    expect(after(toRole, '2026-09-30T10:00', OFFICE, toClerk).to).toEqual({ accountId: CLERK.accountId });
  });

  const ofCounty = after(undefined, '2026-09-29T16:20', COUNTY, order('3wd'));
  it.each<[string, DutyState, Actor, Body]>([
    ['supervisionOrder.roleMissing', named, CONVENER, toClerk],
    ['supervisionOrder.otherOffice', ofCounty, OFFICE, toClerk],
    ['supervisionOrder.sameAddressee', named, OFFICE, readdress(toAccount(CONVENER.accountId, 'convener'))],
    ['supervisionOrder.sameAddressee', issued(), OFFICE, readdress({ role: 'convener' })],
    ['supervisionOrder.toOneself', named, OFFICE, readdress(toAccount(OFFICE.accountId, 'clerk'))],
    ['supervisionOrder.addresseeUnfit', named, OFFICE, readdress(toAccount(anId(99)))],
    // What the county readdresses stays an order of the township office, which can't be told by itself.
    ['supervisionOrder.roleUnfit', named, COUNTY, readdress({ role: 'townshipOffice' })],
    ['supervisionOrder.answered', answered(), OFFICE, toClerk],
    ['supervisionOrder.ended', after(named, '2026-09-30T09:00', OFFICE, cancel), OFFICE, toClerk],
  ])('is refused with %s', (code, state, actor, body) => {
    expect(refusalOf(state, '2026-10-12T10:00', actor, body)).toBe(code);
  });
});

describe('refused is', () => {
  const named = issued('3wd', toAccount(CONVENER.accountId, 'convener'));
  it.each<[string, DutyState | undefined, Actor, Body]>([
    ['supervisionOrder.roleMissing', undefined, CLERK, order('3wd')],
    ['supervisionOrder.roleUnfit', undefined, OFFICE, order('3wd', { role: 'department' })],
    ['supervisionOrder.roleUnfit', undefined, COUNTY, order('3wd', { role: 'administrator' })],
    ['supervisionOrder.toOneself', undefined, OFFICE, order('3wd', toAccount(OFFICE.accountId, 'clerk'))],
    ['supervisionOrder.addresseeUnfit', undefined, OFFICE, order('3wd', toAccount(anId(99)))],
    [
      'supervisionOrder.addresseeUnfit',
      undefined,
      OFFICE,
      order('3wd', toAccount(anId(99), 'townshipOffice')),
    ],
    ...['', '0wd', '3', '31wd', '46cd', '241h', '1e3h'].map((term): [string, undefined, Actor, Body] => [
      'supervisionOrder.termInvalid',
      undefined,
      OFFICE,
      order(term),
    ]),
    ['supervisionOrder.alreadyIssued', issued(), OFFICE, order('3wd')],
    ['supervisionOrder.unknown', undefined, OFFICE, answer],
    ['supervisionOrder.notAddressee', issued(), OFFICE, answer],
    ['supervisionOrder.notAddressee', issued(), by(30, 'gridWorker'), answer],
    ['supervisionOrder.notAddressee', named, CLERK, answer],
    ['supervisionOrder.notAddressee', named, by(31, 'convener'), answer],
    ['supervisionOrder.answered', answered(), CONVENER, answer],
    ['supervisionOrder.notAnswered', issued(), OFFICE, close],
    ['supervisionOrder.notAnswered', issued(), OFFICE, returned],
    ['supervisionOrder.otherOffice', answered(), COUNTY, close],
    ['supervisionOrder.otherOffice', issued(), COUNTY, cancel],
    ['supervisionOrder.roleMissing', answered(), CONVENER, returned],
    ['supervisionOrder.roleMissing', issued(), CONVENER, cancel],
    ['supervisionOrder.answered', answered(), OFFICE, cancel],
    ['supervisionOrder.termInvalid', answered(), OFFICE, { ...returned, term: '0h' }],
    ['supervisionOrder.ended', after(answered(), '2026-10-12T08:00', OFFICE, close), CONVENER, answer],
    ['supervisionOrder.ended', after(issued(), '2026-10-09T08:00', OFFICE, cancel), OFFICE, close],
  ])('%s', (code, state, actor, body) => {
    expect(refusalOf(state, '2026-10-12T10:00', actor, body)).toBe(code);
  });

  it('to judge one’s own answer', () => {
    const twoHats = by(40, 'townshipOffice', 'clerk');
    const own = after(issued(), '2026-10-09T10:00', twoHats, answer);
    expect(refusalOf(own, '2026-10-10T10:00', twoHats, close)).toBe('supervisionOrder.ownAnswer');
    expect(refusalOf(own, '2026-10-10T10:00', twoHats, returned)).toBe('supervisionOrder.ownAnswer');
    expect(after(own, '2026-10-10T10:00', OFFICE, close).status).toBe('closed');
  });

  it('what lies ahead, and what was judged by an older version', () => {
    const ahead = { id: 'c', bodyHash: 'h', actor: CONVENER, occurredAt: at('2026-10-09T10:00'), ...answer };
    const decision = decideDuty(RULES_VERSION, issued(), ahead, at('2026-10-09T09:00'));
    expect(decision).toMatchObject({ refusal: { code: 'command.inFuture' } });
    const stale = { ...ahead, expectedVersion: 9 } as DutyCommand;
    expect(decideDuty(RULES_VERSION, issued(), stale, ahead.occurredAt)).toMatchObject({
      refusal: { code: 'command.stale' },
    });
  });
});

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
