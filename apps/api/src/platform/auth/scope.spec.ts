import { describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import type { Account, MembershipPlace } from './account.js';
import { Scope } from './scope.js';

const county = { countyId: 'c' };
const town = { ...county, townshipId: 't' };
const village = { ...town, villageId: 'v' };
const grid = { ...village, gridId: 'g' };
const otherVillage = { ...town, villageId: 'w' };
const otherTown = { ...county, townshipId: 'u' };

const scope = (...held: [Role, MembershipPlace, string?][]): Scope => {
  const memberships = held.map(([role, place, departmentId]) => ({
    role,
    place,
    placeId: Object.values(place).at(-1) as string,
    ...(departmentId && { departmentId }),
  }));
  return new Scope({ id: 'a', username: 'a', memberships } satisfies Account);
};

describe('the scope of an account', () => {
  it('reaches down from the place of a membership, never up or aside', () => {
    const clerk = scope(['clerk', village]);
    expect(clerk.rolesAt(village)).toEqual(['clerk']);
    expect(clerk.rolesAt(grid)).toEqual(['clerk']);
    for (const place of [town, county, otherVillage, otherTown]) expect(clerk.rolesAt(place)).toEqual([]);
    expect(scope(['gridWorker', grid]).covers(village)).toBe(false);
  });

  it('joins several memberships', () => {
    const both = scope(['clerk', village], ['convener', town], ['clerk', town]);
    expect(both.rolesAt(village)).toEqual(['clerk', 'convener']);
    expect(both.rolesAt(otherVillage)).toEqual(['convener', 'clerk']);
  });

  it('asks lists for the outermost places only, each once', () => {
    const held = scope(['clerk', village], ['convener', town], ['mediator', town], ['clerk', otherTown]);
    expect(held.scopes()).toEqual([
      { level: 'township', id: 't' },
      { level: 'township', id: 'u' },
    ]);
    expect(held.scopes(['clerk'])).toEqual([
      { level: 'village', id: 'v' },
      { level: 'township', id: 'u' },
    ]);
  });

  it('shows the cases of the outermost places, and of a department those that ask it', () => {
    const places = (...held: Parameters<typeof scope>) => scope(...held).cases().places;
    expect(places(['clerk', village], ['convener', town], ['mediator', town])).toEqual([
      { level: 'township', id: 't' },
    ]);
    expect(places(['department', town, 'justice'])).toEqual([
      { level: 'township', id: 't', departmentId: 'justice' },
    ]);
    // What is seen of the township by the one role adds nothing to what is seen of the village by the other.
    expect(places(['department', town, 'justice'], ['gridWorker', village])).toEqual([
      { level: 'township', id: 't', departmentId: 'justice' },
      { level: 'village', id: 'v' },
    ]);
    expect(places(['clerk', town], ['department', village, 'justice'])).toEqual([
      { level: 'township', id: 't' },
    ]);
    expect(places(['department', town], ['administrator', county], ['systemAdmin', county])).toEqual([]);
    expect(scope(['systemAdmin', county]).cases().work).toEqual([]);
  });

  it('narrows the cases to a village, or to what is one’s own of it', () => {
    const within = (...held: Parameters<typeof scope>) => scope(...held).cases({ within: village }).places;
    expect(within(['townshipOffice', town])).toEqual([{ level: 'village', id: 'v' }]);
    expect(within(['gridWorker', grid])).toEqual([{ level: 'grid', id: 'g' }]);
    expect(within(['clerk', otherVillage])).toEqual([]);
    expect(within(['department', town, 'justice'])).toEqual([
      { level: 'village', id: 'v', departmentId: 'justice' },
    ]);
  });

  it('speaks for a department only where it serves', () => {
    const held = scope(['department', town, 'justice']);
    expect(held.departmentIdsAt(village)).toEqual(['justice']);
    expect(held.departmentIdsAt(otherTown)).toEqual([]);
  });

  it('shows the administrator the organisation, but no cases and no people', () => {
    const administrator = scope(['administrator', county]);
    expect(administrator.scopes()).toEqual([]);
    expect(administrator.covers(village)).toBe(false);
    expect(administrator.reaches(village)).toBe(false);
    expect(administrator.seesUnit(village)).toBe(true);
    expect(() => administrator.require(['administrator'], village)).not.toThrow();
  });

  it('sees what serves its place from above, not its neighbours', () => {
    const clerk = scope(['clerk', village]);
    expect([town, county, grid].every((place) => clerk.reaches(place))).toBe(true);
    expect([otherVillage, otherTown].some((place) => clerk.reaches(place))).toBe(false);
    expect(() => clerk.require(['clerk'], town)).toThrow('auth.roleMissing');
  });

  it('gives the clerk the work of those it stands in for', () => {
    const roles = scope(['clerk', village]).cases().work;
    expect(roles.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['clerk', 'convener', 'gridWorker']),
    );
    expect(roles.map(({ role }) => role)).not.toContain('townshipOffice');
    expect(new Set(roles.map(({ place }) => place.id))).toEqual(new Set(['v']));
  });
});
