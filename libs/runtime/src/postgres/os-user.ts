import { spawnSync } from 'node:child_process';
import type { OsUser } from '../children.js';
import { HelpfulError } from '../sentence.js';

const NAME = 'postgres';

/**
 * PostgreSQL refuses to run as root: then it runs as the OS user `postgres`, made if missing.
 *
 * @returns undefined when the current user may run PostgreSQL
 */
export function serverUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = lookUp() ?? (create(), lookUp());
  if (user) return user;
  throw new HelpfulError(
    'PostgreSQL 不能以 root 运行，而系统用户 postgres 建不成：请先运行 useradd --system postgres，或改用普通用户启动。',
    'PostgreSQL cannot run as root and the OS user postgres could not be made: run useradd --system postgres first, or start as an ordinary user.',
  );
}

function lookUp(): OsUser | undefined {
  const uid = id('-u');
  const gid = id('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function id(option: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [option, NAME], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

function create(): void {
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', NAME], {
    stdio: 'ignore',
  });
  // BusyBox systems have adduser instead.
  if (made.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', NAME], { stdio: 'ignore' });
}

/** Whether that user can enter the folder and read it (every folder above it lets them through). */
export function canRead(folder: string, user: OsUser | undefined): boolean {
  if (!user) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
