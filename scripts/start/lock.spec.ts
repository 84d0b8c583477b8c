import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LauncherLock, orphanProduct, runningOn } from './lock.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunying-lock-'));
  file = join(folder, 'launcher.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

/** A process whose command line looks like that program of the launcher. */
function standIn(program: string): { pid: number; end: () => void } {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30000)', `scripts/start/${program}`]);
  return { pid: child.pid ?? 0, end: () => child.kill('SIGKILL') };
}

describe('the lock of a data folder', () => {
  it('is held by one launcher and let go at its end', () => {
    const lock = new LauncherLock(file);
    expect(lock.acquire('http://here')).toBeUndefined();
    lock.note('postgres', 42);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      pid: process.pid,
      url: 'http://here',
      children: { postgres: 42 },
    });
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  it('tells who holds it', () => {
    const other = standIn('main.js');
    try {
      writeFileSync(file, JSON.stringify({ pid: other.pid, url: 'http://there', children: {} }));
      expect(new LauncherLock(file).acquire('http://here')).toMatchObject({
        pid: other.pid,
        url: 'http://there',
      });
      expect(runningOn(file)?.url).toBe('http://there');
    } finally {
      other.end();
    }
  });

  it.each([
    ['died', () => JSON.stringify({ pid: deadPid(), url: 'x', children: {} })],
    [
      'died and its pid is somebody else’s now',
      () => JSON.stringify({ pid: process.ppid, url: 'x', children: {} }),
    ],
    ['died while it wrote the lock', () => ''],
  ])('is taken over from a launcher that %s', (_, content) => {
    writeFileSync(file, content());
    const lock = new LauncherLock(file);
    expect(lock.acquire('http://here')).toBeUndefined();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('knows the product that a crashed launcher left behind', () => {
    const product = standIn('product.js');
    try {
      writeFileSync(file, JSON.stringify({ pid: deadPid(), url: 'x', children: { product: product.pid } }));
      expect(orphanProduct(file)).toBe(product.pid);
      writeFileSync(file, JSON.stringify({ pid: deadPid(), url: 'x', children: { product: process.pid } }));
      expect(orphanProduct(file)).toBeUndefined();
    } finally {
      product.end();
    }
  });
});
