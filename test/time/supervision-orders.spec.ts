import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dutyStatusQuery } from '#contracts';
import type { Actor, Instant, Term } from '#domain';
import { refusalOf } from '../support/refusals.js';
import { at, calendarOf2026, VirtualOffice } from './virtual-office.js';

const text = () => ({ content: randomUUID(), digest: 'd' });

describe('supervision orders in virtual time', () => {
  const calendar = calendarOf2026();
  const issuer: Actor = { accountId: randomUUID(), roles: ['townshipOffice'] };
  let office: VirtualOffice;
  beforeAll(async () => {
    office = await VirtualOffice.open();
  }, 120_000);
  afterAll(() => office?.close());

  const issue = (term: Term, continueAfter?: number) =>
    office.issue({ instruction: text(), term, calendar }, issuer, continueAfter);
  const answer = (dutyId: string) => office.sendDuty(dutyId, { type: 'answer', text: text() });
  const close = (dutyId: string) => office.sendDuty(dutyId, { type: 'close' }, issuer);

  async function statusOf(dutyId: string): Promise<string> {
    await office.duty(dutyId).result();
    return (await office.duty(dutyId).describe()).status.name;
  }

  const said = (dutyId: string) =>
    office
      .dutyEvents(dutyId)
      .filter(({ commandId }) => commandId === 'timer')
      .map(({ type, recordedAt }) => ({ type, recordedAt }));

  /** At its instant, which at nine lies in the half hour after it, and then only as long as a task takes. */
  const within = (found: Instant | undefined, due: Instant) => {
    expect(found).toBeGreaterThanOrEqual(due);
    expect(found).toBeLessThan(due + 1_800_000);
  };

  it('over the Spring Festival: reminded, then told of as overdue, once each and at nine', async () => {
    // Friday 13 February; the 14th works, then the holidays until Tuesday the 24th, which is the second day.
    await office.goTo('2026-02-13T15:00');
    const dutyId = await issue('2wd');
    await office.goTo('2026-02-14T08:59');
    expect(said(dutyId)).toEqual([]);
    await office.goTo('2026-02-24T23:59');
    expect(said(dutyId).map(({ type }) => type)).toEqual(['dutyReminded']);
    within(said(dutyId)[0]?.recordedAt, at('2026-02-14T09:00'));
    await office.goTo('2026-02-25T08:59');
    expect(said(dutyId)).toHaveLength(1);
    await office.goTo('2026-02-25T12:00');
    within(said(dutyId)[1]?.recordedAt, at('2026-02-25T09:00'));
    expect(office.dutyEvents(dutyId).at(-1)).toMatchObject({ type: 'dutyOverdue', issuer: issuer.accountId });
    await office.goTo('2026-03-05T12:00');
    expect(said(dutyId)).toHaveLength(2);
    // A late answer is an answer.
    await answer(dutyId);
    await close(dutyId);
    expect(await statusOf(dutyId)).toBe('COMPLETED');
    expect(await refusalOf(answer(dutyId))).toBe('ended');
  });

  it('nothing is said once it is answered; returned, it is said of the new term', async () => {
    // Monday 20 April: the days are the 21st, 22nd, 23rd.
    await office.goTo('2026-04-20T10:00');
    const dutyId = await issue('3wd', 2);
    await office.goTo('2026-04-21T10:00');
    await answer(dutyId);
    await office.goTo('2026-04-27T10:00');
    expect(said(dutyId)).toEqual([]);
    // Until 10 o'clock of a Wednesday: two hours before nobody is there, so the reminder comes the morning before; the alert at once.
    await office.sendDuty(dutyId, { type: 'return', reason: text(), term: '48h' }, issuer);
    await office.goTo('2026-04-29T12:00');
    expect(said(dutyId).map(({ type }) => type)).toEqual(['dutyReminded', 'dutyOverdue']);
    within(said(dutyId)[0]?.recordedAt, at('2026-04-28T09:00'));
    within(said(dutyId)[1]?.recordedAt, at('2026-04-29T10:00'));
    // It has continued as new meanwhile, and forgotten nothing.
    expect(await office.duty(dutyId).query(dutyStatusQuery)).toMatchObject({
      dutyId,
      version: 5,
      blocked: false,
    });
    await answer(dutyId);
    await close(dutyId);
    expect(await statusOf(dutyId)).toBe('COMPLETED');
    const seqs = office.dutyEvents(dutyId).map(({ seq }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('readdressed, it reminds whom it goes to now, and goes on by its term', async () => {
    // Monday 11 May: the days are the 12th, 13th, 14th.
    await office.goTo('2026-05-11T10:00');
    const dutyId = await issue('3wd');
    const accountId = randomUUID();
    const to = { accountId, roles: ['clerk' as const] };
    await office.sendDuty(dutyId, { type: 'readdress', to, reason: text() }, issuer);
    await office.goTo('2026-05-13T12:00');
    within(said(dutyId)[0]?.recordedAt, at('2026-05-13T09:00'));
    expect(office.dutyEvents(dutyId).at(-1)).toMatchObject({ type: 'dutyReminded', to: { accountId } });
    expect(await refusalOf(answer(dutyId))).toBe('supervisionOrder.notAddressee');
    await office.goTo('2026-05-15T12:00');
    within(said(dutyId)[1]?.recordedAt, at('2026-05-15T09:00'));
    await office.sendDuty(dutyId, { type: 'answer', text: text() }, { accountId, roles: ['clerk'] });
    await close(dutyId);
    expect(await statusOf(dutyId)).toBe('COMPLETED');
  });

  it('cancelled before its reminder, it ends in silence', async () => {
    await office.goTo('2026-06-15T10:00');
    const dutyId = await issue('3wd');
    await office.sendDuty(dutyId, { type: 'cancel', reason: text() }, issuer);
    expect(await statusOf(dutyId)).toBe('COMPLETED');
    await office.goTo('2026-06-29T10:00');
    expect(said(dutyId)).toEqual([]);
  });
});
