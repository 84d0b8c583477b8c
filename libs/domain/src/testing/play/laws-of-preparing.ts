import { atEarliest, dueAfter } from '../../time/index.js';
import { KIN } from './cast.js';
import { has, reaches, wrong, type Law } from './law.js';

export const triage: Law = ({ notes: n, payload: p, outcome }) => {
  n.parties = p.parties;
  n.departments = p.departments ?? [];
  n.barred = p.redLines.length === 0 && (p.willingness === 'unwilling' || p.pending !== 'none');
  const dispute = p.category === 'dispute';
  return wrong({
    'a red line stops everything': p.redLines.length > 0 === (outcome === 'redLine'),
    'a red line is reported': outcome !== 'redLine' || has(p.reportedTo),
    'nobody is mediated against his will': outcome !== 'admitted' || !n.barred,
    'a dispute has two parties who want it':
      outcome !== 'admitted' || !dispute || (new Set(p.parties).size >= 2 && p.willingness === 'willing'),
    'triage is done once': has(outcome),
  });
};

export const answer: Law = ({ notes: n, payload: p, params }) =>
  wrong({
    'the further ways are explained': (!params.waysRequired && !n.barred) || p.ways?.length > 0,
  });

export const investigate: Law = ({ notes: n, action, payload: p, params, outcome }) => {
  for (const person of action === 'hear' ? [p.personId] : (p.heard ?? [])) n.heard.add(person);
  if (!outcome) return [];
  return wrong({
    'enough people are heard': n.heard.size >= (params.minHeard ?? 1),
    'every party is heard':
      n.category !== 'dispute' || has(p.notHeardReason) || n.parties.every((party) => n.heard.has(party)),
  });
};

export const confirmTopic: Law = ({ notes: n, payload: p, outcome }) => {
  n.departments = [...new Set([...n.departments, ...(p.departments ?? [])])];
  return wrong({
    'the decision is what it says': outcome === p.decision,
    'topic or reason': outcome === 'confirmed' ? has(p.topic) : has(p.reason),
  });
};

export const selectMembers: Law = ({ notes: n, payload: p, params }) => {
  const ids: string[] = p.members.map(({ personId }: { personId: string }) => personId);
  n.members = p.members;
  const { min, max, usual } = params;
  return wrong({
    'nobody sits twice': new Set(ids).size === ids.length,
    'no party sits': !ids.some((person) => n.parties.includes(person)),
    'no close kin sits': !ids.some((person) => KIN[person]?.some((kin) => n.parties.includes(kin))),
    'as many as the method asks for': ids.length >= min && ids.length <= max,
    'an unusual number has a reason':
      !usual || (ids.length >= usual[0] && ids.length <= usual[1]) || has(p.reason),
    'a mediator sits': !params.mediator || n.members.some(({ mediator }) => mediator),
    'outsiders join a dispute with the parties’ consent':
      !params.partiesMustAgree ||
      n.category !== 'dispute' ||
      p.partiesAgree === true ||
      n.members.every(({ mediator }) => mediator),
  });
};

export const consult: Law = ({ notes: n, action, payload: p, params, outcome }) => {
  const ids = n.members.map(({ personId }) => personId);
  if (action === 'talk') {
    n.talks.set(p.memberId, p.result);
    return wrong({ 'members are talked to': ids.includes(p.memberId) });
  }
  if (outcome === 'reselect') return wrong({ 'a new selection has a reason': has(p.reason) });
  const aligned = ids.filter((person) => n.talks.get(person) === 'aligned').length;
  return wrong({
    'everyone is talked to': ids.every((person) => n.talks.has(person)),
    'views are basically unified, or a reason':
      !params.blocks || has(p.reason) || reaches(aligned, params.aligned, ids.length),
  });
};

export const convene: Law = ({ notes: n, payload: p, params, at }) => {
  const when = Date.parse(p.at);
  n.meetingAt = when;
  const earliest = params.notice === 'none' ? at : atEarliest(n.calendar, at, params.notice);
  return wrong({
    'the meeting comes after its calling': when >= at,
    'notice is given or waived': when >= earliest || has(p.noticeWaived),
    'the meeting is held in time': when < dueAfter(n.calendar, at, params.within),
  });
};
