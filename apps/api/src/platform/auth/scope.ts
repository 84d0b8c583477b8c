import { type DepartmentId, type Role, ROLES, rolesFor } from '#domain';
import type { CaseScope, RoleAtPlace, SeenPlace } from '#persistence';
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

/** From the county down. */
export const idsOf = (place: PlacePath): string[] =>
  SCOPE_LEVELS.flatMap((level) => idAt(place, level) ?? []);

export const scopeOf = (place: PlacePath): PlaceScope | undefined => {
  const level = SCOPE_LEVELS.findLast((one) => idAt(place, one) !== undefined);
  const id = level && idAt(place, level);
  return level && id ? { level, id } : undefined;
};

/**
 * What an account may see and do where. A membership holds at its place and everything below; role and place always come
 * from the same one. Administrators keep the organisation and see no cases: a membership with that role opens no scope.
 */
export class Scope {
  constructor(private readonly account: Account) {}

  /** The roles held at the place, from memberships there or above. */
  rolesAt(place: PlacePath): Role[] {
    return [...new Set(this.at(place).map(({ role }) => role))];
  }

  /** The departments that the account speaks for at the place. */
  departmentIdsAt(place: PlacePath): DepartmentId[] {
    return [
      ...new Set(
        this.at(place).flatMap(({ role, departmentId }) =>
          role === 'department' ? (departmentId ?? []) : [],
        ),
      ),
    ];
  }

  /** Whether anything at the place may be seen at all. */
  covers(place: PlacePath): boolean {
    return this.at(place).some(opensScope);
  }

  /**
   * The places whose cases, people and lists may be seen, as equalities to be joined by OR; none lies within another.
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

  /**
   * The one scope of whatever shows cases or tells of them: {@link CaseScope}. A department's representative sees the
   * cases that ask the department.
   *
   * @param roles only what memberships with one of these roles open
   * @param within only what lies there
   */
  cases({ roles, within }: { roles?: readonly Role[]; within?: PlacePath } = {}): CaseScope {
    const open = this.account.memberships.filter(
      (one) => opensCases(one) && (!roles || roles.includes(one.role)),
    );
    const seen = open.flatMap(({ place, role, departmentId }) => {
      const part = within ? overlap(place, within) : place;
      return part ? [{ place: part, ...(role === 'department' && departmentId && { departmentId }) }] : [];
    });
    const outermost = seen.filter(
      (one, index) =>
        !seen.some((other, at) => at !== index && covers(other, one) && !(covers(one, other) && index < at)),
    );
    return {
      accountId: this.account.id,
      places: outermost.flatMap(({ place, ...of }): SeenPlace[] => {
        const found = scopeOf(place);
        return found ? [{ ...found, ...of }] : [];
      }),
      work: workOf(open),
    };
  }

  /**
   * Whether what serves the place may be seen: it is covered, or lies above a place that is one's own. The township's
   * experts serve its villages.
   *
   * @param roles only by memberships with one of these roles
   */
  reaches(place: PlacePath, roles?: readonly Role[]): boolean {
    return this.account.memberships.some(
      (one) => opensScope(one) && (!roles || roles.includes(one.role)) && isOnOneLine(one.place, place),
    );
  }

  /** As {@link reaches} for the organisation itself (places, departments, staff), which the administrator sees too. */
  seesUnit(place: PlacePath): boolean {
    return this.account.memberships.some((one) => isOnOneLine(one.place, place));
  }

  /** Where memberships are held, the administrator's too. */
  placeIds(): string[] {
    return [...new Set(this.account.memberships.map(({ placeId }) => placeId))];
  }

  /** Whether one of the roles is held anywhere. */
  holds(roles: readonly Role[]): boolean {
    return this.account.memberships.some(({ role }) => roles.includes(role));
  }

  /** @throws Problem 403 `auth.roleMissing` unless one of the roles is held at the place */
  require(roles: readonly Role[], place: PlacePath): void {
    if (!this.rolesAt(place).some((role) => roles.includes(role))) throw new Problem('auth.roleMissing');
  }

  private at(place: PlacePath): AccountMembership[] {
    return this.account.memberships.filter((one) => contains(one.place, place));
  }
}

/** Whose free steps and messages are one's own: the roles held, and those they stand in for, each at its place. */
const workOf = (memberships: readonly AccountMembership[]): RoleAtPlace[] =>
  memberships.flatMap((one) => {
    const place = scopeOf(one.place);
    if (!place) return [];
    // A representative is asked for the own department's opinion; whoever stands in, for that of any.
    const department =
      one.role === 'department' && one.departmentId ? { departmentId: one.departmentId } : {};
    return ROLES.filter((owner) => rolesFor(owner).includes(one.role)).map((role) => ({
      role,
      place,
      ...(role === 'department' && department),
    }));
  });

/** Administrators keep the organisation and see no cases. */
const opensScope = ({ role }: AccountMembership): boolean =>
  role !== 'administrator' && role !== 'systemAdmin';

/** Who represents no department sees no case as its representative. */
const opensCases = (one: AccountMembership): boolean =>
  opensScope(one) && (one.role !== 'department' || one.departmentId !== undefined);

interface Seen {
  place: PlacePath;
  departmentId?: DepartmentId;
}

const covers = (one: Seen, other: Seen): boolean =>
  contains(one.place, other.place) &&
  (one.departmentId === undefined || one.departmentId === other.departmentId);

/** The inner one of two places on one line. */
const overlap = (one: PlacePath, other: PlacePath): PlacePath | undefined => {
  if (contains(one, other)) return other;
  return contains(other, one) ? one : undefined;
};

const isOnOneLine = (one: PlacePath, other: PlacePath): boolean =>
  contains(one, other) || contains(other, one);

/** Every level that the outer place names, the inner one names alike. */
const contains = (outer: PlacePath, inner: PlacePath): boolean =>
  SCOPE_LEVELS.every((level) => {
    const id = idAt(outer, level);
    return id === undefined || id === idAt(inner, level);
  });
