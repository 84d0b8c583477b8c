import type { PersonId } from '../model/basics.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseFacts } from '../model/state.js';

/**
 * Why a person can't stand in for a party: a party for itself, a member of the meeting, or in a dispute of two the
 * opponent or the opponent's own proxy (Civil Code 168: nobody acts for both sides).
 */
export function proxyRefusal(
  facts: Pick<CaseFacts, 'parties' | 'members'>,
  proxy: { partyId: PersonId; proxyId: PersonId },
  others: Record<PersonId, PersonId>,
  path: string,
): { refusal: Refusal } | undefined {
  const { partyId, proxyId } = proxy;
  if (proxyId === partyId) return refuse('proxy.isTheParty', undefined, path);
  if (facts.members.some((member) => member.personId === proxyId)) {
    return refuse('proxy.isMember', undefined, path);
  }
  if (facts.parties.length !== 2) return undefined;
  const opponent = facts.parties.find((party) => party !== partyId);
  if (opponent === undefined) return undefined;
  const actsForOpponent = proxyId === opponent || others[opponent] === proxyId;
  return actsForOpponent ? refuse('proxy.forBothSides', undefined, path) : undefined;
}
