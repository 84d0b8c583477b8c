import { describe, expect, it } from '@jest/globals';
import { decideDuty } from '../duty/index.js';
import type { DutyCommand } from '../duty/model.js';
import { RULES_VERSION } from '../model/basics.js';
import type { Command } from '../model/command.js';
import { aCase, anId, announced2026, aStep, aStepDefinition, at, aText } from '../testing/index.js';
import { decide } from './index.js';

const calendar = announced2026();
const now = at('2026-10-13T10:00');
const openedAt = at('2026-10-12T09:00');
const who = { id: 'c', bodyHash: 'h', actor: { accountId: anId(2_000), roles: ['clerk' as const] } };
const stands = (kind: 'convene' | 'implement' | 'decide') =>
  aCase({
    calendar,
    openedAt,
    intake: {
      ...aCase().intake,
      start: kind,
      steps: [aStepDefinition(kind, { owner: 'clerk', params: { within: '5wd', notice: 'none' } })],
    },
    steps: { [kind]: aStep(kind, { startedAt: openedAt, owner: 'clerk' }) },
    facts: {
      ...aCase().facts,
      milestones: [{ id: 'm1', dueOn: '2026-10-20' }],
    },
  });
const state = stands('implement');
const sent = (body: object, given = state) =>
  decide(RULES_VERSION, given, { ...who, ...body } as unknown as Command, now);
const comment = { type: 'comment', text: aText(3) };
const refused = (path: string, earliest: string, latest: string) => ({
  refusal: { code: 'date.implausible', path, params: { earliest, latest } },
});

const WILD = [
  ...[at('0206-03-02T10:00'), Date.parse('0000-01-01T00:00:00Z'), Date.parse('-271821-04-20T00:00:00Z')],
  ...[-1e308, NaN, -Infinity, at('2016-10-11T23:59')],
];

describe('when a fact happened', () => {
  it.each(WILD)('is not %p', (occurredAt) => {
    expect(sent({ ...comment, occurredAt })).toEqual(refused('/occurredAt', '2016-10-12', '2026-10-13'));
  });

  it.each([1e308, Infinity, at('9999-12-31T23:59')])('is not to come: %p', (occurredAt) => {
    expect(sent({ ...comment, occurredAt })).toMatchObject({ refusal: { code: 'command.inFuture' } });
  });

  it.each(WILD)('is not %p in an order either', (occurredAt) => {
    const answer = { ...who, type: 'answer', text: aText(4), occurredAt } as DutyCommand;
    expect(decideDuty(RULES_VERSION, undefined, answer, now)).toEqual(
      refused('/occurredAt', '2016-10-12', '2026-10-13'),
    );
  });

  it('is the workflow’s time where nobody said it, whatever clocks the API has', () => {
    const late = openedAt - 1_000;
    for (const when of [openedAt, now]) {
      const decision = decide(RULES_VERSION, state, { ...who, ...comment } as Command, when);
      expect(decision).toMatchObject({ events: [{ occurredAt: when, recordedAt: when }] });
    }
    expect(sent({ ...comment, occurredAt: late })).toMatchObject({
      refusal: { code: 'command.beforeIntake' },
    });
  });

  it('is the form’s for all of it, where an action says nothing else', () => {
    const matter = { caseId: anId(1), number: '1', place: state.place, matter: aText(1) };
    const open = { type: 'open', ...matter, intake: stands('convene').intake, calendar };
    const action = { step: 'convene', action: 'complete', payload: {} };
    const form = (occurredAt: number) => ({
      type: 'recordDone',
      open,
      lateReason: aText(2),
      actions: [{ ...action, occurredAt }],
    });
    const decision = decide(
      RULES_VERSION,
      undefined,
      { ...who, ...form(WILD[0]!) } as unknown as Command,
      now,
    );
    expect(decision).toMatchObject({
      refusal: { code: 'date.implausible', path: '/actions/0' },
    });
  });
});

describe('dates of a payload', () => {
  const act = (kind: 'convene' | 'implement' | 'decide', action: string, payload: object) =>
    sent({ type: 'act', step: kind, action, payload }, stands(kind));

  it.each(['0206-10-13', '1990-01-01', '2126-10-13', '2026-02-30', '9999-12-31', '+10000-01-01'])(
    'say on which day something was done, so not %s',
    (doneOn) => {
      const report = { milestoneId: 'm1', doneOn, proof: aText(5) };
      expect(act('implement', 'report', report)).toEqual(refused('/doneOn', '2016-10-12', '2026-10-13'));
    },
  );

  it.each(['0000-01-01', '2126-10-13', '2036-10-14'])('say until when, so not %s', (dueOn) => {
    const milestones = [
      { title: aText(6), dueOn: '2026-11-01' },
      { title: aText(7), dueOn },
    ];
    expect(act('decide', 'complete', { disposition: aText(8), milestones })).toEqual(
      refused('/milestones/1/dueOn', '2016-10-12', '2036-10-13'),
    );
  });

  it('say when one meets', () => {
    const meeting = { at: '9999-12-31T23:59:59+08:00', mode: 'meetingRoom', place: aText(9) };
    expect(act('convene', 'complete', meeting)).toEqual(refused('/at', '2016-10-12', '2027-10-14'));
  });

  it('say how long a pause lasts', () => {
    const pause = { type: 'pause', reason: 'awayForWork' };
    for (const until of ['0206-10-20', '9999-12-31', 'tomorrow'])
      expect(sent({ ...pause, until })).toEqual(refused('/until', '2016-10-12', '2027-10-14'));
  });
});
