import type { LoadedAccount, LoadedMembership, MembershipPlace } from '#persistence';

/** Who asks, with the memberships that hold at this very moment. */
export type Account = LoadedAccount;
export type AccountMembership = LoadedMembership;
export type { MembershipPlace };

/** The counties in which the account has anything to do. */
export const countiesOf = ({ memberships }: Account): string[] => [
  ...new Set(memberships.map(({ place }) => place.countyId)),
];
