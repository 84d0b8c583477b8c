import type { Role } from '#domain';

/** The place of a membership with all that lies above it. The deepest id given is the place itself. */
export interface MembershipPlace {
  countyId: string;
  townshipId?: string;
  villageId?: string;
  gridId?: string;
}

export interface AccountMembership {
  role: Role;
  placeId: string;
  place: MembershipPlace;
  departmentId?: string;
}

/** Who asks, with the memberships that hold at this very moment. */
export interface Account {
  id: string;
  username: string;
  memberships: AccountMembership[];
}

/** The counties in which the account has anything to do. */
export const countiesOf = ({ memberships }: Account): string[] => [
  ...new Set(memberships.map(({ place }) => place.countyId)),
];
