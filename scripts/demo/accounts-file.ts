import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newPassword } from '#crypto';
import { checkoutDir } from '#runtime';
import { STAFF } from './organisation.js';

/** One line of `demo/accounts.json`, the only place where a demo password can be read. */
export interface DemoAccount {
  username: string;
  password: string;
  role: string;
  name: string;
  place: string;
}

export const ACCOUNTS_FILE = join(checkoutDir, 'demo', 'accounts.json');

/**
 * Reads the demo accounts, or makes those that are missing with a random password each, and writes them down before
 * they are used: an interrupted start leaves no account whose password nobody knows.
 */
export function demoAccounts(file: string): DemoAccount[] {
  const known = new Map(readAccounts(file).map((account) => [account.username, account.password]));
  const accounts = STAFF.map(({ username, role, name, place }) => ({
    username,
    password: known.get(username) ?? newPassword(),
    role,
    name,
    place,
  }));
  const half = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(half, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
  return accounts;
}

function readAccounts(file: string): DemoAccount[] {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
  } catch {
    // Not readable means not known: new passwords are set.
    return [];
  }
}
