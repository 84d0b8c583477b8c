import { AGENDAS } from '../../kinds/deliberate/index.js';
import { addDays, dateOf } from '../../time/index.js';
import { DEPARTMENTS, MEDIATORS, PROXIES } from './cast.js';
import { astray, move, note, otherWays, type Move, type View } from './move.js';

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
export const deliberate = otherWays(
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
export const sign = otherWays(
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

export const opine = (view: View): Move => {
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

export const decide = otherWays(
  0.12,
  (view) => [move('return', { reason: note(view) })],
  (view) => {
    const today = dateOf(view.at);
    const milestones = Array.from({ length: view.dice.between(1, 3) }, () => {
      const done = view.dice.chance(0.3) && { doneOn: addDays(today, -1), proof: note(view) };
      const dueIn = astray(view, 0.15) ? -2 : view.dice.between(done ? -2 : 0, 40);
      return { title: note(view), dueOn: addDays(today, dueIn), ...done };
    });
    const planned = astray(view, 0.1) ? [] : milestones;
    return move('complete', { disposition: note(view), steps: note(view), milestones: planned });
  },
);

export const publish = (view: View): Move => {
  if (view.state.facts.notice) return move('complete');
  if (view.params.audience === 'public')
    return move('publish', { channels: ['noticeBoard'], text: note(view) });
  const consented = astray(view, 0.4);
  return move('publish', {
    channels: consented ? ['meeting', 'wechatAccount'] : ['delivered'],
    text: note(view),
    ...(consented && !astray(view, 0.4) && { allConsent: true }),
  });
};

export const implement = otherWays(
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

export const feedback = otherWays(
  0.25,
  (view) => [move('complete', { note: note(view), newTrouble: true, trouble: note(view) })],
  (view) => move('complete', { note: note(view), ratings: [{ satisfaction: 'satisfied' }] }),
);

export const revisit = otherWays(
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
