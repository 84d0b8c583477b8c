import type { DepartmentId, Role } from '#domain';
import { Problem } from '../problems/index.js';
import type { Account, AccountMembership, MembershipPlace } from './account.js';

export const SCOPE_LEVELS = ['county', 'township', 'village', 'grid'] as const;
export type ScopeLevel = (typeof SCOPE_LEVELS)[number];

/** One equality for a query: `{level}_id = id`. */
export interface PlaceScope {
  level: ScopeLevel;
  id: string;
}

/** A place as deep as it is known: a case's, a person's (village), a pool's. */
export type PlacePath = Partial<MembershipPlace>;

const idAt = (place: PlacePath, level: ScopeLevel): string | undefined => place[`${level}Id`];

export const scopeOf = (place: PlacePath): PlaceScope | undefined => {
  const level = SCOPE_LEVELS.findLast((one) => idAt(place, one) !== undefined);
  const id = level && idAt(place, level);
  return level && id ? { level, id } : undefined;
};

/**
 * What an account may see and do where. A membership holds at its place and everything below. The administrator keeps
 * the organisation and sees no cases: a membership with that role opens no scope.
 */
export class Scope {
  constructor(private readonly account: Account) {}

  /** The roles held at the place, from memberships there or above. */
  rolesAt(place: PlacePath): Role[] {
    return [...new Set(this.at(place).map(({ role }) => role))];
  }

  /** The departments that the account speaks for at the place. */
  departmentIdsAt(place: PlacePath): DepartmentId[] {
    return [...new Set(this.at(place).flatMap(({ departmentId }) => departmentId ?? []))];
  }

  /** Whether anything at the place may be seen at all. */
  covers(place: PlacePath): boolean {
    return this.at(place).some(opensScope);
  }

  /**
   * The places whose cases, people and lists may be seen, as equalities to be joined by OR; none lies within another.
   * A department's representative sees the township's cases.
   *
   * @param roles only what memberships with one of these roles open
   */
  scopes(roles?: readonly Role[]): PlaceScope[] {
    const open = this.account.memberships
      .filter((one) => opensScope(one) && (!roles || roles.includes(one.role)))
      .map(({ place }) => place);
    const outermost = open.filter(
      (place) => !open.some((other) => other !== place && contains(other, place) && !contains(place, other)),
    );
    const scopes = outermost.flatMap((place) => scopeOf(place) ?? []);
    return scopes.filter(({ id }, index) => scopes.findIndex((other) => other.id === id) === index);
  }

  /** Whether one of the roles is held anywhere. */
  holds(roles: readonly Role[]): boolean {
    return this.account.memberships.some(({ role }) => roles.includes(role));
  }

  /** @throws Problem 403 `auth.roleMissing` unless one of the roles is held at the place */
  demand(roles: readonly Role[], place: PlacePath): void {
    if (!this.rolesAt(place).some((role) => roles.includes(role))) throw new Problem(403, 'auth.roleMissing');
  }

  private at(place: PlacePath): AccountMembership[] {
    return this.account.memberships.filter((one) => contains(one.place, place));
  }
}

const opensScope = ({ role }: AccountMembership): boolean => role !== 'administrator';

/** Every level that the outer place names, the inner one names alike. */
const contains = (outer: PlacePath, inner: PlacePath): boolean =>
  SCOPE_LEVELS.every((level) => {
    const id = idAt(outer, level);
    return id === undefined || id === idAt(inner, level);
  });
