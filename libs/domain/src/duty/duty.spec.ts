import { describe, expect, it } from '@jest/globals';
import { RULES_VERSION } from '../model/basics.js';
import { type Actor } from '../model/command.js';
import {
  type Body,
  calendar,
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
  after,
  refusalOf,
  issued,
  answered,
  timesOf,
  wakeAt,
  toAccount,
} from '../testing/a-duty.js';
import { anId, at } from '../testing/index.js';
import { encodeCalendar, isOff } from '../time/index.js';
import { decideDuty, type DutyCommand, type DutyState, nextDutyWake, wakeDuty } from './index.js';

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
