import type { PersonId } from '../../model/basics.js';
import { optionsOf, type FormHints } from '../form.js';
import { refuse, type Refusal } from '../../model/refusal.js';
import type { CaseFacts, CaseState } from '../../model/state.js';
import type { Progress, StepContext } from '../kind.js';
import { proxyRefusal } from '../proxy.js';
import { share } from '../share.js';
import { AGENDAS, type Agenda, type AgendaItem, type Attend, type DeliberateParams } from './schemas.js';

export type Context = StepContext<DeliberateParams>;
export type Meeting = NonNullable<CaseFacts['meeting']>;
type Refused = { refusal: Refusal } | undefined;
type Presence = Pick<Meeting, 'presentMembers' | 'presentParties' | 'proxies'>;

const NOBODY: Presence = { presentMembers: [], presentParties: [], proxies: {} };

export const presenceOf = (facts: CaseFacts): Presence => facts.meeting ?? NOBODY;

/** A case without a category yet can't be in a meeting; the members' agenda is the safe reading. */
export const agendaOf = (state: CaseState): readonly AgendaItem[] => AGENDAS[state.category ?? 'development'];

export const nextItem = (state: CaseState): AgendaItem | undefined =>
  agendaOf(state)[state.facts.meeting?.agenda.length ?? 0];

const membersNeeded = (ctx: Context): number => {
  const { members } = ctx.params.quorum ?? {};
  const needed = members === undefined ? 0 : share(members, ctx.state.facts.members.length);
  // Members sign the result of these methods, so without any of them it could never be signed.
  return ctx.state.category === 'dispute' ? needed : Math.max(needed, 1);
};

/** Those without whom it doesn't begin. */
const partiesMissing = (ctx: Context, presence: Presence): PersonId[] =>
  ctx.params.quorum?.parties === 'all'
    ? ctx.state.facts.parties.filter(
        (party) => !presence.presentParties.includes(party) && presence.proxies[party] === undefined,
      )
    : [];

/** Who is there, until the meeting has begun; then its agenda. */
export function meetingProgress(ctx: Context): Progress {
  const { state } = ctx;
  const done = state.facts.meeting?.agenda.length ?? 0;
  if (done > 0) return { done, needed: agendaOf(state).length, persons: [] };
  const presence = presenceOf(state.facts);
  return {
    of: 'attendance',
    done: presence.presentMembers.length,
    needed: membersNeeded(ctx),
    persons: partiesMissing(ctx, presence),
  };
}

export function quorumRefusal(ctx: Context, presence: Presence): Refused {
  const needed = membersNeeded(ctx);
  const present = presence.presentMembers.length;
  if (present < needed) return refuse('deliberate.quorumMissing', { needed, present });
  const absent = partiesMissing(ctx, presence);
  return absent.length > 0 ? refuse('deliberate.partiesMissing', { absent: absent.length }) : undefined;
}

export function attendForm({ state }: Pick<Context, 'state'>): FormHints {
  const { members, parties, meeting } = state.facts;
  const everyParty = optionsOf(parties);
  return {
    options: {
      '/members/*': optionsOf(members.map(({ personId }) => personId)),
      '/parties/*': everyParty,
      '/proxies/*/partyId': everyParty,
    },
    barred: {
      '/proxies/*/proxyId': members.map(({ personId: id }) => ({ id, barred: 'proxy.isMember' })),
    },
    hidden: parties.length === 0 ? ['/parties', '/proxies'] : [],
    initial: { members: meeting?.presentMembers ?? [], parties: meeting?.presentParties ?? [] },
  };
}

export const toPresence = (payload: Attend): Presence => ({
  presentMembers: [...payload.members],
  presentParties: [...(payload.parties ?? [])],
  proxies: Object.fromEntries((payload.proxies ?? []).map(({ partyId, proxyId }) => [partyId, proxyId])),
});

function proxiesRefusal(facts: CaseFacts, payload: Attend, presence: Presence): Refused {
  const proxies = payload.proxies ?? [];
  const represented = new Set<string>();
  for (const [i, proxy] of proxies.entries()) {
    const path = `/proxies/${i}`;
    if (!facts.parties.includes(proxy.partyId)) {
      return refuse('deliberate.notAParty', undefined, `${path}/partyId`);
    }
    if (presence.presentParties.includes(proxy.partyId) || represented.has(proxy.partyId)) {
      return refuse('deliberate.presentTwice', undefined, `${path}/partyId`);
    }
    represented.add(proxy.partyId);
    const unfit = proxyRefusal(facts, proxy, presence.proxies, `${path}/proxyId`);
    if (unfit) return unfit;
  }
  return undefined;
}

/** Attendance may be corrected, but not so that what was done in the meeting loses its ground. */
function correctionRefusal(ctx: Context, presence: Presence): Refused {
  const meeting = ctx.state.facts.meeting;
  if (!meeting) return undefined;
  const { votes } = meeting;
  if (votes && votes.for + votes.against + votes.abstained > presence.presentMembers.length) {
    return refuse('deliberate.votesExceedPresence', { present: presence.presentMembers.length }, '/members');
  }
  return meeting.agenda.length > 0 ? quorumRefusal(ctx, presence) : undefined;
}

export function attendRefusal(ctx: Context, payload: Attend): Refused {
  const { facts } = ctx.state;
  const stranger = payload.members.findIndex((id) => !facts.members.some(({ personId }) => personId === id));
  if (stranger >= 0) return refuse('deliberate.notAMember', undefined, `/members/${stranger}`);
  const notParty = (payload.parties ?? []).findIndex((party) => !facts.parties.includes(party));
  if (notParty >= 0) return refuse('deliberate.notAParty', undefined, `/parties/${notParty}`);
  const presence = toPresence(payload);
  return proxiesRefusal(facts, payload, presence) ?? correctionRefusal(ctx, presence);
}

export function agendaRefusal(ctx: Context, { item }: Agenda): Refused {
  const { state, step, meta } = ctx;
  const agenda = agendaOf(state);
  if (!agenda.includes(item)) return refuse('deliberate.notOnAgenda', { item }, '/item');
  if (state.facts.meeting?.agenda.includes(item)) return refuse('deliberate.itemDone', { item }, '/item');
  const expected = nextItem(state);
  if (expected !== undefined && item !== expected) {
    return refuse('deliberate.outOfOrder', { item, expected }, '/item');
  }
  if (step.notBefore !== undefined && meta.occurredAt < step.notBefore) {
    return refuse('step.tooEarly', { step: step.key, notBefore: step.notBefore });
  }
  return item === agenda[0] ? quorumRefusal(ctx, presenceOf(state.facts)) : undefined;
}

/** More than half of the members present. */
export const hasMajority = ({ votes, presentMembers }: Meeting): boolean =>
  votes === undefined || votes.for * 2 > presentMembers.length;
