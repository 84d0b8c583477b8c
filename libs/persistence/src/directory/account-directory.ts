import type { KeyRing } from '#crypto';
import type { Instant, Place, Role } from '#domain';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { RoleAtPlace } from '../read/case-scope.js';
import { AccountEntity, MembershipEntity, type PlaceLevel } from './organisation.entities.js';
import { covers } from './place-directory.js';

export interface NewAccount {
  /** Given where repeats must find what they made before; else a new UUIDv7. */
  id?: string;
  /** Kept in lower case. */
  username: string;
  /** Argon2id, encoded. */
  passwordHash: string;
  /** The person's name. */
  name: string;
  /** Whoever made the account knows it. */
  passwordProvisional?: boolean;
}

export interface Account {
  id: string;
  username: string;
  passwordHash: string;
  name: string;
  disabledAt?: Instant;
}

/** Who somebody of the staff is, and where to call. */
export interface Contact {
  name: string;
  officePhone?: string;
}

/** A membership that holds now. */
export interface CurrentMembership extends RoleAtPlace {
  placeName: string;
  departmentId?: string;
  departmentName?: string;
}

export interface ServingQuery {
  at: Instant;
  placeIds: readonly string[];
  role?: Role | undefined;
  /** The id of the last one of the page before. */
  afterId?: string | undefined;
  limit: number;
}

export interface AdministeredAccount {
  id: string;
  username: string;
  name: string;
  disabled: boolean;
  roles: Role[];
}

export interface NewMembership {
  accountId: string;
  role: Role;
  placeId: string;
  departmentId?: string;
}

/** Accounts of staff, and the roles they hold. Names are sealed by the key ring. */
export class AccountDirectory {
  constructor(
    private readonly dataSource: DataSource | EntityManager,
    private readonly ring: KeyRing,
  ) {}

  async create(account: NewAccount, at: Instant): Promise<string> {
    const { id = uuidv7() } = account;
    await this.repository().insert({
      id,
      username: account.username.toLowerCase(),
      passwordHash: account.passwordHash,
      passwordProvisional: account.passwordProvisional ?? false,
      name: this.ring.sealText(account.name, context(id)),
      createdAt: new Date(at),
    });
    return id;
  }

  /** @param passwordProvisional set by somebody else, who knows it */
  async setPassword(id: string, passwordHash: string, passwordProvisional = false): Promise<void> {
    await this.repository().update({ id }, { passwordHash, passwordProvisional });
  }

  /** Where notices go by e-mail; without an address none do. The address that stands there already changes nothing. */
  async setEmail(id: string, email: string | undefined, at: Instant): Promise<void> {
    if ((await this.emailOf(id)) === email) return;
    const changed = email === undefined ? null : this.ring.sealText(email, emailContext(id));
    await this.repository().update({ id }, { email: changed, emailSince: changed && new Date(at) });
  }

  async emailOf(id: string): Promise<string | undefined> {
    const sealed = (await this.repository().findOneBy({ id }))?.email;
    return sealed ? this.ring.openText(sealed, emailContext(id)) : undefined;
  }

  /** What the account has set for itself, as it was set; undefined before the first time. */
  async preferencesOf(id: string): Promise<unknown> {
    const sealed = (await this.repository().findOneBy({ id }))?.preferences;
    return sealed ? JSON.parse(this.ring.openText(sealed, preferencesContext(id))) : undefined;
  }

  async setPreferences(id: string, preferences: object): Promise<void> {
    const sealed = this.ring.sealText(JSON.stringify(preferences), preferencesContext(id));
    await this.repository().update({ id }, { preferences: sealed });
  }

  /** The number of the office; undefined takes it away. */
  async setOfficePhone(id: string, phone: string | undefined): Promise<void> {
    const officePhone = phone === undefined ? null : this.ring.sealText(phone, phoneContext(id));
    await this.repository().update({ id }, { officePhone });
  }

  async findByUsername(username: string): Promise<Account | undefined> {
    return this.opened(await this.repository().findOneBy({ username: username.toLowerCase() }));
  }

  async findById(id: string): Promise<Account | undefined> {
    return this.opened(await this.repository().findOneBy({ id }));
  }

  /** Names by id; unknown ids are left out. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    const accounts = await this.repository().findBy({ id: In([...ids]) });
    return new Map(accounts.map(({ id, name }) => [id, this.ring.openText(name, context(id))]));
  }

  /** As {@link names}, with the numbers of their offices. */
  async contacts(ids: readonly string[]): Promise<Map<string, Contact>> {
    const accounts = await this.repository().findBy({ id: In([...ids]) });
    return new Map(
      accounts.map(({ id, name, officePhone }) => [
        id,
        {
          name: this.ring.openText(name, context(id)),
          ...(officePhone && { officePhone: this.ring.openText(officePhone, phoneContext(id)) }),
        },
      ]),
    );
  }

  /** The roles that the account holds at that instant. */
  async memberships(accountId: string, at: Instant): Promise<CurrentMembership[]> {
    const rows: MembershipRow[] = await this.dataSource.query(
      `SELECT m.role, p.level, p.id AS place_id, p.name AS place_name, d.id AS department_id, d.name AS department_name
       FROM membership m JOIN place p ON p.id = m.place_id LEFT JOIN department d ON d.id = m.department_id
       WHERE m.account_id = $1 AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to > $2)
       ORDER BY m.valid_from, m.id`,
      [accountId, new Date(at)],
    );
    return rows.map((row) => ({
      role: row.role,
      place: { level: row.level, id: row.place_id },
      placeName: row.place_name,
      ...(row.department_id && { departmentId: row.department_id }),
      ...(row.department_name && { departmentName: row.department_name }),
    }));
  }

  /** Accounts that are not disabled and hold a role at one of the places at that instant, in the order of their ids. */
  async serving({
    at,
    placeIds,
    role,
    afterId,
    limit,
  }: ServingQuery): Promise<{ id: string; roles: Role[] }[]> {
    return this.dataSource.query(
      `SELECT a.id, array_agg(DISTINCT m.role) AS roles
       FROM account a JOIN membership m ON m.account_id = a.id
       WHERE (a.disabled_at IS NULL OR a.disabled_at > $1)
         AND m.valid_from <= $1 AND (m.valid_to IS NULL OR m.valid_to > $1)
         AND m.place_id = ANY ($2::uuid[]) AND ($3::text IS NULL OR m.role = $3)
         AND ($4::uuid IS NULL OR a.id > $4)
       GROUP BY a.id ORDER BY a.id LIMIT $5`,
      [new Date(at), placeIds, role ?? null, afterId ?? null, limit],
    );
  }

  /** Everybody who ever held a role at one of the places, with the roles that they hold now, in the order of their ids. */
  async administered({
    at,
    placeIds,
    afterId,
    limit,
  }: Omit<ServingQuery, 'role'>): Promise<AdministeredAccount[]> {
    const rows: AdministeredRow[] = await this.dataSource.query(
      `SELECT a.id, a.username, a.name, a.disabled_at,
         coalesce(array_agg(DISTINCT m.role) FILTER (
           WHERE m.valid_from <= $1 AND (m.valid_to IS NULL OR m.valid_to > $1)), '{}') AS roles
       FROM account a JOIN membership m ON m.account_id = a.id
       WHERE m.place_id = ANY ($2::uuid[]) AND ($3::uuid IS NULL OR a.id > $3)
       GROUP BY a.id ORDER BY a.id LIMIT $4`,
      [new Date(at), placeIds, afterId ?? null, limit],
    );
    return rows.map(({ id, username, name, disabled_at, roles }) => ({
      id,
      username,
      name: this.ring.openText(name, context(id)),
      disabled: disabled_at !== null,
      roles,
    }));
  }

  /** All memberships of the account, those that ended too, the latest first. */
  async history(accountId: string): Promise<MembershipEntity[]> {
    return this.dataSource
      .getRepository(MembershipEntity)
      .find({ where: { accountId }, order: { validFrom: 'DESC', id: 'DESC' } });
  }

  /** @throws QueryFailedError of `membership_running` where it is held already */
  async appoint(membership: NewMembership, at: Instant): Promise<string> {
    const id = uuidv7();
    await this.dataSource
      .getRepository(MembershipEntity)
      .insert({ id, departmentId: null, ...membership, validFrom: new Date(at) });
    return id;
  }

  /** Ended now; nothing of it is forgotten. */
  async endMembership(id: string, at: Instant): Promise<void> {
    await this.dataSource.getRepository(MembershipEntity).update({ id }, { validTo: new Date(at) });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.repository().update({ id }, { name: this.ring.sealText(name, context(id)) });
  }

  async setDisabled(id: string, at: Instant | undefined): Promise<void> {
    await this.repository().update({ id }, { disabledAt: at === undefined ? null : new Date(at) });
  }

  private repository() {
    return this.dataSource.getRepository(AccountEntity);
  }

  private opened(account: AccountEntity | null): Account | undefined {
    if (!account) return undefined;
    const { id, username, passwordHash, name, disabledAt } = account;
    return {
      id,
      username,
      passwordHash,
      name: this.ring.openText(name, context(id)),
      ...(disabledAt && { disabledAt: disabledAt.getTime() }),
    };
  }
}

interface AdministeredRow {
  id: string;
  username: string;
  name: Buffer;
  disabled_at: Date | null;
  roles: Role[];
}

interface MembershipRow {
  role: Role;
  level: PlaceLevel;
  place_id: string;
  place_name: string;
  department_id: string | null;
  department_name: string | null;
}

/** What somebody with these memberships is at a case's place: the actor of a command, but for the account. */
export function rolesAt(
  memberships: readonly CurrentMembership[],
  place: Place,
): { roles: Role[]; departmentIds: string[] } {
  const here = memberships.filter((membership) => covers(membership.place, place));
  return {
    roles: [...new Set(here.map(({ role }) => role))],
    departmentIds: [...new Set(here.flatMap(({ departmentId }) => departmentId ?? []))],
  };
}

/** What the seal of an account's e-mail address is tied to. */
export const emailContext = (id: string): string => `account/${id}/email`;
const preferencesContext = (id: string): string => `account/${id}/preferences`;
const phoneContext = (id: string): string => `account/${id}/office-phone`;
const context = (id: string): string => `account/${id}/name`;
