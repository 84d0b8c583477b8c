import type { Cast } from '../../tour/cast.js';
import { agenda, attend, sign } from '../../tour/scenes/meeting.js';
import type { Walk } from '../../tour/walk.js';
import type { Matter, Stage } from './matters.js';

/** A matter on its way, with the people and departments that it names. */
export interface Going {
  matter: Matter;
  walk: Walk;
  cast: Cast;
  parties: string[];
  members: string[];
  /** Of the members, a mediator of the village's committee. */
  mediator: string;
  departments: { id: string; name: string }[];
}

/** Nobody listens: what is told of each act goes nowhere. */
const by = (role: string, hours = 2) => ({ zh: '', en: '', by: role, hours });
const isDispute = ({ category }: Matter): boolean => category === 'dispute';

/** What is done in each step, so that the next one opens. */
export const STEPS: Record<Stage, (going: Going) => Promise<void>> = {
  triage: ({ walk, matter, parties, departments }) =>
    walk.act(
      'triage',
      'complete',
      {
        category: matter.category,
        procedure: matter.category,
        parties,
        departments: departments.map(({ id }) => id),
        willingness: isDispute(matter) ? 'willing' : 'notAsked',
        redLines: [],
        pending: 'none',
      },
      by('clerk'),
    ),
  async investigate({ walk, matter, parties, members }) {
    const people = [...parties, ...members].slice(0, 3);
    for (const personId of people)
      await walk.act(
        'investigate',
        'hear',
        { personId, note: '入户听了情况，记在走访本上。' },
        { ...by('committee'), channel: 'homeVisit' },
      );
    await walk.act(
      'investigate',
      'complete',
      { principalContradiction: matter.contradiction, proposedPosition: matter.position },
      by('committee'),
    );
  },
  confirmTopic: ({ walk, matter }) =>
    walk.act('confirmTopic', 'complete', { decision: 'confirmed', topic: matter.title }, by('committee')),
  selectMembers: ({ walk, matter, members, mediator }) =>
    walk.act(
      'selectMembers',
      'complete',
      {
        members: members.map((personId) => ({
          personId,
          nomination: 'publicNominated',
          ...(personId === mediator && { mediator: true }),
        })),
        ...(isDispute(matter) && { partiesAgree: true }),
      },
      by('convener'),
    ),
  async consult({ walk, members }) {
    for (const [index, memberId] of members.entries())
      await walk.act(
        'consult',
        'talk',
        { memberId, result: index === members.length - 1 ? 'partly' : 'aligned' },
        { ...by('convener', 0.2), channel: 'phone' },
      );
    await walk.act('consult', 'complete', {}, by('convener', 1));
  },
  convene: ({ walk, matter }) => walk.callMeeting('村群英议事室', !isDispute(matter), by('convener', 1)),
  async deliberate({ walk, matter, parties, members }) {
    if (isDispute(matter)) {
      await walk.act('deliberate', 'attend', { members, parties }, by('convener', 0.1));
      await agenda(walk, [
        ['statePositions', '双方先后说了各自的看法。', '', ''],
        ['guide', '群英讲了村里往年的办法。', '', ''],
        ['reachConsensus', matter.terms!, '', ''],
      ]);
    } else {
      await attend(walk, members, '', '');
      await agenda(walk, [
        ['explainTopic', '“两委”说明来由和初步意见。', '', ''],
        ['giveOpinions', '群英逐个发表意见。', '', ''],
        ['reachConsensus', matter.terms!, '', ''],
      ]);
    }
    const form = isDispute(matter) ? 'mediationAgreement' : 'consentForm';
    await walk.act(
      'deliberate',
      'complete',
      { result: 'consensus', form, terms: matter.terms },
      by('convener', 0.5),
    );
  },
  async sign({ walk, matter, parties, members, mediator, departments }) {
    await sign(walk, isDispute(matter) ? parties : members);
    if (isDispute(matter))
      await walk.act('sign', 'seal', { mediatorId: mediator, sealed: true }, by('mediator', 0.2));
    for (const { id, name } of departments)
      await walk.act(
        'opine',
        'opine',
        { departmentId: id, position: 'agree', opinion: '同意，按规定落实。' },
        { ...by('department', 1), at: `清溪镇·${name}` },
      );
  },
  decide: ({ walk, matter, parties }) =>
    walk.act(
      'decide',
      'complete',
      {
        disposition: isDispute(matter) ? '记录双方协议，督促履行。' : '按议事结果办理。',
        steps: matter.terms,
        milestones: matter.milestones?.map(({ title, inDays }) => ({
          title,
          dueOn: walk.date(inDays),
          ...(parties[0] && { ownerId: parties[0] }),
        })),
      },
      by('committee', 4),
    ),
  async publish({ walk, matter }) {
    await hangOut(walk, matter);
    if (!isDispute(matter)) await walk.act('publish', 'complete', {}, by('clerk', 1));
  },
  async implement({ walk }) {
    for (const { id, dueOn } of (await walk.view()).milestones) {
      walk.waitUntil(dueOn);
      const payload = { milestoneId: id, doneOn: walk.date(0), proof: '现场看过，已拍照。' };
      await walk.act('implement', 'report', payload, by('committee', 0.5));
    }
  },
  feedback: ({ walk, parties }) =>
    walk.act(
      'feedback',
      'complete',
      {
        note: '上门问过，都说行。',
        ratings: parties.map((personId) => ({ personId, satisfaction: 'satisfied' })),
      },
      by('clerk', 20),
    ),
  async revisit({ walk, matter, parties }) {
    for (let view = await walk.view(); view.status === 'open'; view = await walk.view())
      await walk.act(
        'revisit',
        'visit',
        {
          holding: true,
          note: '看过，没有反复。',
          milestones: view.milestones.map(({ id }) => id),
          ...(isDispute(matter) && {
            confirmations: parties.map((partyId) => ({ partyId, resolved: true })),
          }),
        },
        by('gridWorker'),
      );
  },
};

export const hangOut = (walk: Walk, matter: Matter): Promise<void> =>
  walk.act(
    'publish',
    'publish',
    isDispute(matter)
      ? { channels: ['delivered'], text: '协议已送达双方，不公开。' }
      : { channels: ['noticeBoard', 'gridGroup'], text: `${matter.title}：${matter.terms}` },
    by('clerk', 4),
  );
