import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_DIR } from './binaries.js';
import { canRead, serverUser } from './os-user.js';

/**
 * Where the cluster of a data folder lives: inside it, or, when PostgreSQL's OS user can't enter it (root's checkout in
 * a home folder of mode 0700), under `/var/lib/qunying/<hash of the data folder's path>`.
 */
export function placeForCluster(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  return canRead(dataDir, serverUser()) ? join(dataDir, 'postgres') : placeOutside(dataDir);
}

/** The place outside, whether used or not: `npm run reset` empties it too. */
export function placeOutside(dataDir: string): string {
  const folder = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(SHARED_DIR, folder, 'postgres');
}
