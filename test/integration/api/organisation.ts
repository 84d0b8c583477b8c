import { randomUUID } from 'node:crypto';
import { type Config } from '#config';
import { KeyRing } from '#crypto';
import type { Role } from '#domain';
import {
  AccountDirectory,
  createDataSource,
  DepartmentEntity,
  MembershipEntity,
  PlaceEntity,
  type PlaceLevel,
} from '#persistence';
import { now } from '#testing';
import { hash } from '@node-rs/argon2';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

export const PASSWORD = 'qunying-2026';

export interface Member {
  id: string;
  username: string;
}

/** Writes places and accounts straight into the database of a spec. */
export class Organisation {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountDirectory,
    private readonly passwordHash: string,
  ) {}

  static async on(config: Config): Promise<Organisation> {
    const dataSource = await createDataSource(config.database.url, { poolSize: 1 }).initialize();
    const accounts = new AccountDirectory(dataSource, new KeyRing(config.security.encryptionKeys));
    return new Organisation(dataSource, accounts, await hash(PASSWORD));
  }

  async place(level: PlaceLevel, name: string, parentId: string | null = null): Promise<string> {
    const id = uuidv7();
    await this.dataSource.getRepository(PlaceEntity).insert({ id, parentId, level, name });
    return id;
  }

  async department(placeId: string, name: string): Promise<string> {
    const id = uuidv7();
    await this.dataSource.getRepository(DepartmentEntity).insert({ id, placeId, name, kind: 'other' });
    return id;
  }

  /** An account with one role, which everybody signs in to with {@link PASSWORD}. */
  async account(role: Role, placeId: string, name = '某人', departmentId?: string): Promise<Member> {
    const username = `${role}-${randomUUID()}`.toLowerCase();
    const at = now() - 1_000;
    const id = await this.accounts.create({ username, passwordHash: this.passwordHash, name }, at);
    await this.membership(id, role, placeId, departmentId);
    return { id, username };
  }

  /** One more role of the account, since a second ago. */
  async membership(accountId: string, role: Role, placeId: string, departmentId?: string): Promise<void> {
    const validFrom = new Date(now() - 1_000);
    await this.dataSource
      .getRepository(MembershipEntity)
      .insert({ id: uuidv7(), accountId, role, placeId, validFrom, departmentId });
  }

  /** Its memberships end now. */
  async dismiss(accountId: string): Promise<void> {
    await this.dataSource.getRepository(MembershipEntity).update({ accountId }, { validTo: new Date(now()) });
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }
}
