import { describe, expect, it } from '@jest/globals';
import { MONDAY, aText, at, attempt, noFacts } from '../../testing/index.js';
import { convene } from './index.js';

const DISPUTE = { within: '3wd', notice: '1wd' };
const call = (local: string, more: Record<string, unknown> = {}, params = DISPUTE) =>
  attempt(
    convene,
    'complete',
    { at: `${local}:00+08:00`, mode: 'meetingRoom', place: aText(), ...more },
    { params, occurredAt: MONDAY },
  );

describe('convene', () => {
  it('plans a meeting at which nobody is present yet, open unless the parties ask otherwise', () => {
    const { outcome, facts } = call('2026-03-04T15:00');
    expect(outcome).toBe('convened');
    expect(facts.meeting).toEqual({
      at: at('2026-03-04T15:00'),
      mode: 'meetingRoom',
      open: true,
      presentMembers: [],
      presentParties: [],
      proxies: {},
      agenda: [],
    });
    expect(call('2026-03-04T15:00', { open: false }).facts.meeting?.open).toBe(false);
  });

  it('gives a whole working day of notice', () => {
    expect(call('2026-03-03T23:59')).toMatchObject({
      code: 'convene.noticeTooShort',
      path: '/at',
      judgement: { refusal: { params: { earliest: at('2026-03-04T00:00') } } },
    });
    expect(call('2026-03-04T00:00').outcome).toBe('convened');
  });

  it('waives the notice for a reason', () => {
    expect(call('2026-03-02T14:00', { noticeWaived: aText() }).outcome).toBe('convened');
  });

  it('meets within the term, whatever is waived', () => {
    expect(call('2026-03-05T23:59').outcome).toBe('convened');
    expect(call('2026-03-06T00:00', { noticeWaived: aText() })).toMatchObject({
      code: 'convene.tooLate',
      path: '/at',
      judgement: { refusal: { params: { latest: at('2026-03-06T00:00') } } },
    });
  });

  it('never meets before it was called', () => {
    expect(call('2026-03-02T09:59', { noticeWaived: aText() }).code).toBe('convene.beforeCalling');
  });

  it('meets at once on the spot', () => {
    const onTheSpot = { within: 'sameDay', notice: 'none' };
    expect(call('2026-03-02T10:00', { mode: 'onTheSpot' }, onTheSpot).outcome).toBe('convened');
    expect(call('2026-03-03T00:00', {}, onTheSpot).code).toBe('convene.tooLate');
  });

  it('counts from the calling, so that a late convener can still call a lawful meeting', () => {
    const late = { at: '2026-06-10T15:00:00+08:00', mode: 'online', place: aText() };
    const options = { params: DISPUTE, step: { startedAt: MONDAY }, occurredAt: at('2026-06-08T10:00') };
    expect(attempt(convene, 'complete', late, options).outcome).toBe('convened');
  });

  it('refuses an instant that no clock shows', () => {
    const payload = { at: '2026-12-31T23:59:60Z', mode: 'online', place: aText() };
    expect(attempt(convene, 'complete', payload, { params: DISPUTE }).code).toBe('convene.timeInvalid');
  });

  it('forgets the meeting before when it opens anew', () => {
    const { facts } = call('2026-03-04T15:00');
    expect(convene.reset?.(facts)).toEqual({ ...noFacts(), parties: facts.parties });
  });
});
