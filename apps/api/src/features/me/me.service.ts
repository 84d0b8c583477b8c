import { AccountDirectory, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import type { AccountView } from './dto/account-view.dto.js';

@Injectable()
export class Me {
  constructor(
    private readonly directory: AccountDirectory,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** The account as it sees itself. */
  async view({ id, username, memberships }: Account): Promise<AccountView> {
    const placeIds = memberships.map(({ placeId }) => placeId);
    const [names, { rows }] = await Promise.all([
      this.directory.names([id]),
      this.pool.query<{ id: string; name: string }>(
        'SELECT id, name FROM place WHERE id = ANY ($1::uuid[])',
        [placeIds],
      ),
    ]);
    const placeNames = new Map(rows.map((row) => [row.id, row.name]));
    return {
      id,
      username,
      name: names.get(id) ?? '',
      memberships: memberships.map(({ role, placeId, departmentId }) => ({
        role,
        placeId,
        placeName: placeNames.get(placeId) ?? '',
        ...(departmentId && { departmentId }),
      })),
    };
  }
}
