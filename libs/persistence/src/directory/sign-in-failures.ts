import type { KeyRing } from '#crypto';
import type { Instant } from '#domain';
import type { Queryable } from '../pool.js';

const MAX_FAILURES = 10;
const LOCKED_MS = 15 * 60_000;

/**
 * Counts failed sign-ins by user name, whether there is such an account or not. An attempt is counted before the
 * password is looked at, so that many at once get no more tries than one after another.
 */
export class SignInFailures {
  constructor(
    private readonly db: Queryable,
    private readonly ring: KeyRing,
  ) {}

  /** False when there were ten failures and the latest is less than 15 minutes ago. */
  async attempt(username: string, now: Instant): Promise<boolean> {
    const { rows } = await this.db.query<{ failures: number }>({
      name: 'sign-in-attempt',
      text: `
        INSERT INTO sign_in_failure AS f (username_index, failures, latest_at) VALUES ($1, 1, $2)
        ON CONFLICT (username_index) DO UPDATE SET
          failures = CASE WHEN f.latest_at <= $3 THEN 1 ELSE f.failures + 1 END,
          latest_at = $2
          WHERE f.latest_at <= $3 OR f.failures < $4
        RETURNING failures`,
      values: [this.index(username), new Date(now), new Date(now - LOCKED_MS), MAX_FAILURES],
    });
    return rows.length > 0;
  }

  /** The attempt succeeded: nothing is counted any more. */
  async forget(username: string): Promise<void> {
    await this.db.query('DELETE FROM sign_in_failure WHERE username_index = $1', [this.index(username)]);
  }

  private index(username: string): string {
    return this.ring.blindIndex('session.username', username.toLowerCase());
  }
}
