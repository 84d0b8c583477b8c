import type { Term } from '../../model/basics.js';
import { atEarliest, dueAfter } from '../../time/index.js';
import { DEPARTMENTS, KIN, PARTIES, POOL, STRANGERS, proceduresFor } from './cast.js';
import { astray, move, note, otherWays, type Move, type View } from './move.js';

const CATEGORIES = ['dispute', 'development', 'socialProgress'] as const;
export const triage = (view: View): Move => {
  const { dice, game } = view;
  const category = dice.pick(CATEGORIES);
  const procedure = dice.pick(proceduresFor(game, category))?.key;
  const parties = dice.some(PARTIES, category === 'dispute' ? dice.between(2, 3) : dice.between(0, 2));
  const departments = dice.chance(0.4) ? dice.some(DEPARTMENTS, 2) : [];
  const usual = { category, procedure, parties, departments, redLines: [], pending: 'none' };
  const admitted = { ...usual, willingness: 'willing' };
  if (!astray(view, 0.12)) return move('complete', admitted);
  const other = dice.pick([
    { ...admitted, redLines: ['violence'], reportedTo: note(view) },
    { ...admitted, willingness: 'unwilling' },
    { ...admitted, pending: 'court' },
    { ...admitted, answerable: true, urgent: true },
    { ...admitted, urgent: true },
  ]);
  return move('complete', other);
};

export const answer = (view: View): Move => move('complete', { text: note(view), ways: ['court'] });

export const investigate = otherWays(
  0.5,
  ({ dice }) => [move('hear', { personId: dice.pick([...PARTIES, ...STRANGERS]), channel: 'homeVisit' })],
  (view) =>
    move('complete', {
      principalContradiction: note(view),
      proposedPosition: note(view),
      heard: [...new Set([...view.state.facts.parties, ...STRANGERS, ...POOL.slice(10, 30)])],
    }),
);

export const confirmTopic = otherWays(
  0.25,
  (view) => [
    move('complete', { decision: 'moreInquiry', reason: note(view) }),
    move('complete', { decision: 'notConfirmed', reason: note(view) }),
    move('complete', { decision: 'confirmed', topic: note(view), departments: [DEPARTMENTS[2]] }),
  ],
  (view) => move('complete', { decision: 'confirmed', topic: note(view) }),
);

export const selectMembers = (view: View): Move => {
  const { dice, state, params } = view;
  const { min, max } = params as { min: number; max: number };
  const fit = POOL.filter((person) => !state.facts.parties.includes(person) && !KIN[person]);
  const count = dice.between(min, Math.min(max, min + 4, fit.length));
  const chosen = [...fit.slice(0, 1), ...dice.some(fit.slice(1), count - 1)];
  const forgotten = astray(view, 0.1);
  const members = chosen.map((personId, i) => ({
    personId,
    nomination: dice.pick(['selfNominated', 'publicNominated', 'committeesSelected', 'adHoc']),
    ...(i === 0 && !forgotten ? { mediator: true } : dice.chance(0.3) && { expert: true }),
  }));
  return move('complete', { members, partiesAgree: true, reason: note(view) });
};

export const consult = otherWays(
  0.1,
  (view) => [move('complete', { reselect: true, reason: note(view) })],
  (view) => {
    const { members, talks } = view.state.facts;
    const next = members.find(({ personId }) => !talks[personId]);
    if (!next) return move('complete', { reason: note(view) });
    const result = astray(view, 0.3) ? view.dice.pick(['partly', 'opposed', 'notReached']) : 'aligned';
    return move('talk', { memberId: next.personId, result });
  },
);

export const convene = (view: View): Move => {
  const { state, params, at, dice } = view;
  const { within, notice } = params as { within: Term; notice: Term };
  const earliest = notice === 'none' ? at : atEarliest(state.calendar, at, notice);
  const latest = dueAfter(state.calendar, at, within) - 1;
  const when = Math.min(earliest + dice.between(0, 8) * 3_600_000, latest);
  return move('complete', {
    at: new Date(when).toISOString(),
    mode: dice.pick(['onTheSpot', 'meetingRoom', 'online']),
    place: note(view),
    open: dice.chance(0.7),
  });
};
