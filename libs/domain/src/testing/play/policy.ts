import type { Instant, Term } from '../../model/basics.js';
import type { KindName } from '../../model/kind-names.js';
import type { CaseState, StepState } from '../../model/state.js';
import { AGENDAS } from '../../kinds/deliberate/index.js';
import { addDays, atEarliest, dateOf, dueAfter } from '../../time/index.js';
import { aText } from '../values.js';
import {
  DEPARTMENTS,
  KIN,
  MEDIATORS,
  PARTIES,
  POOL,
  PROXIES,
  STRANGERS,
  proceduresFor,
  type Game,
} from './cast.js';
import type { Dice } from './dice.js';

export interface View {
  game: Game;
  state: CaseState;
  step: StepState;
  params: Record<string, unknown>;
  at: Instant;
  dice: Dice;
  /** Straight on to the end; else everything that may happen may happen. */
  straight: boolean;
}

export interface Move {
  action: string;
  payload: Record<string, unknown>;
}

const move = (action: string, payload: Record<string, unknown> = {}): Move => ({ action, payload });
const note = ({ dice }: View) => aText(dice.between(1, 9));
/** Something off the straight way happens with this probability. */
const astray = ({ dice, straight }: View, probability: number): boolean =>
  !straight && dice.chance(probability);

const otherWays = (probability: number, ways: (view: View) => Move[], usual: (view: View) => Move) => {
  return (view: View): Move =>
    (astray(view, probability) ? view.dice.pick(ways(view)) : undefined) ?? usual(view);
};

const CATEGORIES = ['dispute', 'development', 'socialProgress'] as const;
const triage = (view: View): Move => {
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

const answer = (view: View): Move => move('complete', { text: note(view), ways: ['court'] });

const investigate = otherWays(
  0.5,
  ({ dice }) => [move('hear', { personId: dice.pick([...PARTIES, ...STRANGERS]), channel: 'homeVisit' })],
  (view) =>
    move('complete', {
      principalContradiction: note(view),
      proposedPosition: note(view),
      heard: [...new Set([...view.state.facts.parties, ...STRANGERS, ...POOL.slice(10, 30)])],
    }),
);

const confirmTopic = otherWays(
  0.25,
  (view) => [
    move('complete', { decision: 'moreInquiry', reason: note(view) }),
    move('complete', { decision: 'notConfirmed', reason: note(view) }),
    move('complete', { decision: 'confirmed', topic: note(view), departments: [DEPARTMENTS[2]] }),
  ],
  (view) => move('complete', { decision: 'confirmed', topic: note(view) }),
);

const selectMembers = (view: View): Move => {
  const { dice, state, params } = view;
  const { min, max } = params as { min: number; max: number };
  const fit = POOL.filter((person) => !state.facts.parties.includes(person) && !KIN[person]);
  const count = dice.between(min, Math.min(max, min + 4, fit.length));
  const chosen = [...MEDIATORS.slice(0, 1), ...dice.some(fit.slice(3), count - 1)];
  const forgotten = astray(view, 0.1);
  const members = chosen.map((personId, i) => ({
    personId,
    nomination: dice.pick(['selfNominated', 'publicNominated', 'committeesSelected', 'adHoc']),
    ...(i === 0 && !forgotten ? { mediator: true } : dice.chance(0.3) && { expert: true }),
  }));
  return move('complete', { members, partiesAgree: true, reason: note(view) });
};

const consult = otherWays(
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

const convene = (view: View): Move => {
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

const attendance = (view: View): Move => {
  const { members, parties } = view.state.facts;
  const ids = members.map(({ personId }) => personId);
  const present = astray(view, 0.4) ? view.dice.some(ids, Math.ceil((ids.length * 2) / 3)) : ids;
  if (!astray(view, 0.2) || parties.length === 0) return move('attend', { members: present, parties });
  const [absent = '', ...there] = parties;
  const proxies = [{ partyId: absent, proxyId: PROXIES[0], authorisation: note(view) }];
  return move('attend', { members: present, parties: there, proxies });
};

const votes = (view: View): Move => {
  const present = view.state.facts.meeting?.presentMembers.length ?? 0;
  const inFavour = view.straight ? present : view.dice.between(0, present);
  return move('vote', { for: inFavour, against: present - inFavour, abstained: 0 });
};

const discussion = (view: View): Move => {
  const { facts, category = 'development' } = view.state;
  const { meeting } = facts;
  const present = meeting?.presentMembers.length ?? 0;
  const represented = Object.keys(meeting?.proxies ?? {}).length + (meeting?.presentParties.length ?? 0);
  const begun = (meeting?.agenda.length ?? 0) > 0;
  const enough = view.straight ? facts.members.length : 1;
  if (!begun && (present < enough || represented < facts.parties.length)) return attendance(view);
  const item = AGENDAS[category][meeting?.agenda.length ?? 0];
  if (item) return move('agenda', { item, minutes: note(view) });
  const outvoted = meeting?.votes && meeting.votes.for * 2 <= meeting.presentMembers.length;
  if (outvoted && !astray(view, 0.3)) return votes(view);
  const form = category === 'dispute' && view.dice.chance(0.2) ? { form: 'consentForm' } : {};
  return move('complete', { result: 'consensus', terms: note(view), ...form });
};
const deliberate = otherWays(
  0.15,
  (view) => [
    attendance(view),
    votes(view),
    votes(view),
    move('complete', { result: 'adjourned', reason: note(view) }),
    move('complete', { result: 'notAgreed', reason: note(view) }),
  ],
  discussion,
);

const byParties = ({ state, params }: View): boolean =>
  params.signers !== 'members' &&
  state.facts.parties.length > 0 &&
  (params.signers === 'parties' || state.category === 'dispute');

const nextSigner = (view: View): string | undefined => {
  const { parties, meeting, agreement } = view.state.facts;
  const signers = byParties(view) ? parties : (meeting?.presentMembers ?? []);
  return signers.find((signer) => !agreement?.answers[signer]);
};
const signature = (view: View): Move => {
  const signerId = nextSigner(view);
  if (signerId) {
    const manner = view.dice.pick(['signature', 'seal', 'fingerprint', 'readAloud']);
    return move('sign', { signerId, manner, ...(manner === 'readAloud' && { witness: note(view) }) });
  }
  if (!byParties(view)) return move('close');
  const mediator = view.state.facts.members.find((member) => member.mediator)?.personId;
  return mediator
    ? move('seal', { mediatorId: mediator, sealed: true })
    : move('recordOral', { record: note(view) });
};
const sign = otherWays(
  0.2,
  (view) => {
    const signerId = nextSigner(view);
    const answers = signerId
      ? [
          move('refuse', { signerId, reason: note(view) }),
          move('dissent', { signerId, reason: note(view) }),
          move('sign', { signerId, manner: 'seal', proxyId: PROXIES[1], authorisation: note(view) }),
        ]
      : [];
    return [
      ...answers,
      move('recordOral', { record: note(view) }),
      move('close'),
      move('seal', { mediatorId: MEDIATORS[0], sealed: true }),
    ];
  },
  signature,
);

const opine = (view: View): Move => {
  const { departments, opinions } = view.state.facts;
  const unsettled = (id: string) =>
    !opinions[id] || (opinions[id].position === 'disagree' && !opinions[id].overruled);
  const departmentId = departments.find(unsettled) ?? DEPARTMENTS[0];
  const disagreeing = departments.find((id) => opinions[id]?.position === 'disagree');
  if (astray(view, 0.1)) return move('ask', { departmentId: view.dice.pick(DEPARTMENTS) });
  if (disagreeing && astray(view, 0.5))
    return move('overrule', { departmentId: disagreeing, reason: note(view) });
  if (astray(view, 0.3)) return move('opine', { departmentId, position: 'disagree', opinion: note(view) });
  const position = view.dice.pick(['agree', 'agreeWithConditions']);
  return move('opine', { departmentId, position, opinion: note(view), conditions: note(view) });
};

const decide = otherWays(
  0.12,
  (view) => [move('return', { reason: note(view) })],
  (view) => {
    const today = dateOf(view.at);
    const milestones = Array.from({ length: view.dice.between(1, 3) }, () => {
      const done = view.dice.chance(0.3) && { doneOn: addDays(today, -1), proof: note(view) };
      const earliest = done || astray(view, 0.1) ? -2 : 0;
      return { title: note(view), dueOn: addDays(today, view.dice.between(earliest, 40)), ...done };
    });
    const planned = astray(view, 0.1) ? [] : milestones;
    return move('complete', { disposition: note(view), steps: note(view), milestones: planned });
  },
);

const publish = (view: View): Move => {
  if (view.state.facts.notice) return move('complete');
  if (view.params.audience === 'public')
    return move('publish', { channels: ['noticeBoard'], text: note(view) });
  const consented = astray(view, 0.3);
  return move('publish', {
    channels: consented ? ['meeting', 'wechatAccount'] : ['delivered'],
    text: note(view),
    ...(consented && !astray(view, 0.3) && { allConsent: true }),
  });
};

const implement = otherWays(
  0.2,
  (view) => [
    move('delay', { milestoneId: 'm1', reason: note(view) }),
    move('delay', { milestoneId: 'm2', reason: note(view) }),
    move('obstruct', { reason: note(view) }),
  ],
  (view) => {
    const milestone = view.state.facts.milestones.find(({ doneOn }) => !doneOn);
    return move('report', { milestoneId: milestone?.id ?? 'm1', doneOn: dateOf(view.at), proof: note(view) });
  },
);

const feedback = otherWays(
  0.25,
  (view) => [move('complete', { note: note(view), newTrouble: true, trouble: note(view) })],
  (view) => move('complete', { note: note(view), ratings: [{ satisfaction: 'satisfied' }] }),
);

const revisit = otherWays(
  0.2,
  (view) => [
    move('visit', { holding: false, note: note(view) }),
    move('visit', {
      holding: true,
      note: note(view),
      confirmations: view.state.facts.parties.map((partyId) => ({ partyId, resolved: false })),
    }),
  ],
  (view) =>
    move('visit', {
      holding: true,
      note: note(view),
      milestones: view.state.facts.milestones.map(({ id }) => id),
      confirmations: view.state.facts.parties.map((partyId) => ({ partyId, resolved: true })),
    }),
);

/** What people who know their work would do next in a step. */
export const POLICY: Record<KindName, (view: View) => Move> = {
  triage,
  answer,
  investigate,
  confirmTopic,
  selectMembers,
  consult,
  convene,
  deliberate,
  sign,
  opine,
  decide,
  publish,
  implement,
  feedback,
  revisit,
};
