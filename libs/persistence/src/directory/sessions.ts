import type { Instant } from '#domain';
import type { Queryable } from '../pool.js';

/** Somebody signed in with a browser or a program. */
export interface Session {
  id: string;
  /** In a few words: `Chrome · Windows`. */
  device: string;
  createdAt: Instant;
  expiresAt: Instant;
}

interface Row {
  id: string;
  device: string;
  created_at: Date;
  expires_at: Date;
}

/** Who is signed in where. A token is worth what its session is: it opens nothing once that has ended. */
export class Sessions {
  constructor(private readonly db: Queryable) {}

  async open(accountId: string, { id, device, createdAt, expiresAt }: Session): Promise<void> {
    await this.db.query(
      `INSERT INTO session (id, account_id, device, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, accountId, device, new Date(createdAt), new Date(expiresAt)],
    );
  }

  /** Those that run, the latest first. */
  async of(accountId: string, at: Instant): Promise<Session[]> {
    const { rows } = await this.db.query<Row>(
      `SELECT id, device, created_at, expires_at FROM session
       WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id DESC`,
      [accountId, new Date(at)],
    );
    return rows.map(({ id, device, created_at, expires_at }) => ({
      id,
      device,
      createdAt: created_at.getTime(),
      expiresAt: expires_at.getTime(),
    }));
  }

  /** False when the account has no such session, or it has ended already. */
  async end(accountId: string, id: string, at: Instant): Promise<boolean> {
    const { rowCount } = await this.db.query(
      `UPDATE session SET ended_at = $3 WHERE id = $2 AND account_id = $1 AND ended_at IS NULL`,
      [accountId, id, new Date(at)],
    );
    return rowCount === 1;
  }

  /** All of the account, but for one. */
  async endOthers(accountId: string, at: Instant, but?: string): Promise<void> {
    await this.db.query(
      `UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3::uuid`,
      [accountId, new Date(at), but ?? null],
    );
  }
}
