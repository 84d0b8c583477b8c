import { randomUUID } from 'node:crypto';
import type { Place, Role } from '#domain';
import type { CaseScope, Pool, ScopePlace } from '#persistence';

/** Somebody of the staff who has the role in the village from then on, with the places that there must be for it. */
export async function seat(
  pool: Pool,
  {
    accountId = randomUUID(),
    role,
    place,
    from = 0,
  }: { accountId?: string; role: Role; place: Place; from?: number },
): Promise<string> {
  const { countyId, townshipId, villageId } = place;
  for (const [id, parent, level] of [
    [countyId, null, 'county'],
    [townshipId, countyId, 'township'],
    [villageId, townshipId, 'village'],
  ] as const)
    await pool.query(
      'INSERT INTO place (id, parent_id, level, name) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
      [id, parent, level, id],
    );
  await pool.query(
    `INSERT INTO account (id, username, password_hash, name, created_at) VALUES ($1, $2, '', '', $3) ON CONFLICT DO NOTHING`,
    [accountId, `a${accountId}`, new Date(from)],
  );
  await pool.query(
    'INSERT INTO membership (id, account_id, role, place_id, valid_from) VALUES ($1, $2, $3, $4, $5)',
    [randomUUID(), accountId, role, villageId, new Date(from)],
  );
  return accountId;
}

/** The scope of somebody who sees all that is not restricted in these places. */
export const scopeAt = (...places: ScopePlace[]): CaseScope => ({
  accountId: randomUUID(),
  places,
  work: [],
});
