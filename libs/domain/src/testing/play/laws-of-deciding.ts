import { atEarliest, dateOf } from '../../time/index.js';
import { has, reaches, wrong, type Law } from './law.js';
import type { Loose, Notes } from './notes.js';

const AGENDA = {
  dispute: ['statePositions', 'guide', 'reachConsensus'],
  development: ['explainTopic', 'giveOpinions', 'reachConsensus'],
  socialProgress: ['explainTopic', 'giveOpinions', 'reachConsensus'],
};
const quorum = (n: Notes, { quorum: q = {} }: Record<string, Loose>): boolean =>
  reaches(n.presentMembers.length, q.members ?? '0/1', n.members.length) &&
  (q.parties !== 'all' ||
    n.parties.every((party) => n.presentParties.includes(party) || n.proxies.has(party)));

const attend = (n: Notes, { members, parties = [], proxies = [] }: Record<string, Loose>): string[] => {
  n.presentMembers = members;
  n.presentParties = parties;
  n.proxies = new Map(proxies.map((proxy: Loose) => [proxy.partyId, proxy.proxyId]));
  const ids = n.members.map(({ personId }) => personId);
  return wrong({
    'members are members': members.every((person: string) => ids.includes(person)),
    'parties are parties': [...parties, ...n.proxies.keys()].every((person) => n.parties.includes(person)),
    'no member stands in for a party': ![...n.proxies.values()].some((person) => ids.includes(person)),
  });
};

export const deliberate: Law = ({ notes: n, action, payload: p, params, outcome, at }) => {
  const agenda = AGENDA[n.category!];
  if (action === 'attend') return attend(n, p);
  if (action === 'vote') {
    n.votes = p as { for: number };
    return wrong({
      'nobody is outvoted in a dispute': n.category !== 'dispute',
      'as many votes as members': p.for + p.against + p.abstained <= n.presentMembers.length,
    });
  }
  if (action === 'agenda') {
    const expected = agenda[n.agenda.length];
    n.agenda.push(p.item);
    return wrong({
      'the agenda goes in order': p.item === expected,
      'the quorum is there': quorum(n, params),
      'not before its hour': at >= (n.meetingAt ?? at),
    });
  }
  if (outcome !== 'consensus') return wrong({ 'a meeting without result has a reason': has(p.reason) });
  const mediated = n.members.some(({ mediator }) => mediator);
  n.form = p.form ?? (n.category === 'dispute' && mediated ? 'mediationAgreement' : 'consentForm');
  return wrong({
    'the agenda is done': n.agenda.length === agenda.length,
    'terms are written down': has(p.terms),
    'a mediation agreement has its mediator': n.form !== 'mediationAgreement' || mediated,
    'the quorum stays': quorum(n, params),
    'a show of hands decides by majority': !n.votes || n.votes.for * 2 > n.presentMembers.length,
    'consensus is reached in the meeting': at >= (n.meetingAt ?? at),
  });
};

const signatories = (n: Notes, params: Record<string, Loose>) => {
  const parties =
    n.parties.length > 0 &&
    (params.signers === 'parties' || (params.signers === 'byMethod' && n.category === 'dispute'));
  return { parties, signers: parties ? n.parties : n.presentMembers };
};

export const sign: Law = ({ notes: n, action, payload: p, params, outcome }) => {
  const { parties, signers } = signatories(n, params);
  const rules: Record<string, boolean> = {};
  if (['sign', 'refuse', 'dissent'].includes(action)) {
    rules['who signs is a signer'] = signers.includes(p.signerId);
    rules['nobody answers twice'] = !n.answers.has(p.signerId);
    rules['reading aloud has a witness'] = p.manner !== 'readAloud' || has(p.witness);
    rules['a proxy is authorised'] =
      !p.proxyId || (parties && (n.proxies.get(p.signerId) === p.proxyId || has(p.authorisation)));
    rules['a party signs or refuses'] = !parties || action !== 'dissent';
    n.answers.set(p.signerId, action);
  }
  if (action === 'seal') {
    rules['a mediator of the meeting seals'] = n.members.some(
      (m) => m.mediator && m.personId === p.mediatorId,
    );
    rules['sealed once'] = !n.sealed;
    n.sealed = true;
  }
  const given = signers.map((signer) => n.answers.get(signer));
  const signed = given.filter((answer) => answer === 'sign').length;
  const open = given.filter((answer) => answer === undefined).length;
  const refused = given.includes('refuse');
  const sealed = n.sealed || !params.seal || n.form !== 'mediationAgreement';
  if (outcome === 'agreedOrally') rules['oral agreements are allowed'] = params.oral && parties;
  else if (parties) {
    rules['one refusal is enough'] = refused === (outcome === 'refused');
    rules['all parties sign, and the seal is set'] =
      refused || (open === 0 && sealed) === (outcome === 'signed');
  } else {
    const reached = signed > 0 && reaches(signed, params.share, signers.length);
    const reachable = reached || reaches(signed + open, params.share, signers.length);
    rules['the share of those present signs'] = outcome !== 'signed' || reached;
    rules['everyone may answer before it is closed'] =
      outcome !== 'signed' || open === 0 || action === 'close';
    rules['refused when the share is out of reach'] = reachable || outcome === 'refused';
    rules['not refused while the share may be reached'] =
      outcome !== 'refused' || !reachable || signed + open === 0;
  }
  return wrong(rules);
};

export const opine: Law = ({ notes: n, action, payload: p, outcome, actorRoles, departmentIds, channel }) => {
  const rules: Record<string, boolean> = {};
  if (action === 'ask') n.departments = [...n.departments, p.departmentId];
  if (action === 'opine') {
    const staff = actorRoles.some((role) => role !== 'department');
    rules['asked departments give opinions'] = n.departments.includes(p.departmentId);
    rules['a department speaks for itself, or staff say how they got it'] =
      departmentIds.includes(p.departmentId) || (staff && has(channel));
    rules['conditions are said'] = p.position !== 'agreeWithConditions' || has(p.conditions);
    n.opinions.set(p.departmentId, p.position);
  }
  if (action === 'overrule') {
    rules['the township overrules, with a reason'] = actorRoles.includes('townshipOffice') && has(p.reason);
    rules['a disagreement is overruled'] = n.opinions.get(p.departmentId) === 'disagree';
    n.opinions.set(p.departmentId, 'overruled');
  }
  const settled =
    n.departments.every((department) => n.opinions.has(department)) &&
    ![...n.opinions.values()].includes('disagree');
  rules['all departments are heard and none disagrees'] = settled === (outcome === 'opined');
  return wrong(rules);
};

export const decide: Law = ({ notes: n, payload: p, params, outcome, at }) => {
  if (outcome !== 'decided') return wrong({ 'a return has a reason': has(p.reason) });
  const today = dateOf(at);
  const milestones: { dueOn: string; doneOn?: string; proof?: unknown }[] = p.milestones ?? [];
  n.milestones = milestones.map(({ dueOn, doneOn }) => ({ dueOn, doneOn }));
  return wrong({
    'no disagreement stands': ![...n.opinions.values()].includes('disagree'),
    'disposition, steps and milestones':
      params.form === 'note' || (has(p.disposition, p.steps) && milestones.length > 0),
    'nothing is planned in the past': milestones.every(({ dueOn, doneOn }) => dueOn >= today || doneOn),
    'what is done has a proof': milestones.every(({ doneOn, proof }) => !doneOn || has(proof)),
    'nothing is done in the future': milestones.every(({ doneOn }) => !doneOn || doneOn <= today),
  });
};

export const publish: Law = ({ notes: n, action, payload: p, params, outcome, at }) => {
  if (action === 'publish') {
    const open = p.channels.some((channel: string) => channel !== 'delivered');
    const rules = {
      'published once': !n.published,
      'a dispute is published only with consent':
        params.audience === 'public' || !open || p.allConsent === true,
      'what is public is made public': params.audience === 'parties' || open,
      'a notice hangs out': outcome === undefined || params.audience === 'parties' || !params.notice,
    };
    n.published = { at, open };
    return wrong(rules);
  }
  const answers = [...n.objections.values()];
  const notice = n.published && params.notice && atEarliest(n.calendar, n.published.at, params.notice);
  return wrong({
    'the notice hangs out for its time': n.published !== undefined && (!notice || at >= notice),
    'objections are answered': !answers.includes('open'),
    'an upheld objection amends': (outcome === 'amended') === answers.includes('upheld'),
  });
};

export const implement: Law = ({ notes: n, action, payload: p, outcome, at }) => {
  if (action === 'obstruct') return wrong({ 'obstruction has a reason': has(p.reason) });
  const milestone = n.milestones[Number(String(p.milestoneId).slice(1)) - 1];
  const rules: Record<string, boolean> = {
    'the milestone is open': milestone !== undefined && !milestone.doneOn,
  };
  if (action === 'report') {
    rules['nothing is done in the future'] = p.doneOn <= dateOf(at);
    rules['what is done is shown'] = has(p.proof) || p.evidence?.length > 0;
    if (milestone) milestone.doneOn = p.doneOn;
  }
  const done = n.milestones.every(({ doneOn }) => doneOn !== undefined);
  rules['done when every milestone is'] = done === (outcome === 'implemented');
  return wrong(rules);
};

export const feedback: Law = ({ payload: p, outcome }) =>
  wrong({
    'new trouble goes round again': (p.newTrouble === true) === (outcome === 'newTrouble'),
    'new trouble is named': outcome !== 'newTrouble' || has(p.trouble),
  });

export const revisit: Law = ({ notes: n, payload: p, params, outcome, at, startedAt }) => {
  const looks = params.eachMilestone && n.milestones.length > 0 ? 1 : 0;
  const terms: string[] = params.after;
  const term = terms[n.visits - looks];
  n.visits += 1;
  const confirmations: { partyId: string; resolved: boolean }[] = p.confirmations ?? [];
  const holding = p.holding && confirmations.every(({ resolved }) => resolved);
  const last = n.visits === terms.length + looks;
  // Who names none has looked at all of them.
  const seen =
    n.visits > looks || !p.milestones || n.milestones.every((_, i) => p.milestones.includes(`m${i + 1}`));
  const confirmed = n.parties.every((party) => confirmations.some(({ partyId }) => partyId === party));
  return wrong({
    'a relapse is a relapse': !holding === (outcome === 'relapsed'),
    'only the last visit ends it': (holding && last) === (outcome === 'holding'),
    'each visit waits for its day':
      !holding || term === undefined || at >= atEarliest(n.calendar, startedAt, term),
    'every milestone is looked at': !holding || seen,
    'the parties confirm': !holding || !last || !params.confirmByParties || confirmed,
  });
};
