import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  cacheDir,
  eventually,
  exitOf,
  freePorts,
  isAlive,
  isFree,
  launch,
  listenTrouble,
  onPath,
  stopPid,
  tailOf,
  withLock,
} from './index.js';
import { plainEnvironment } from './children.js';
import { devServerArgs } from './temporal/server.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunying-runtime-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const node = (code: string) => spawn(process.execPath, ['-e', code]);

describe('children', () => {
  it('are stopped by the first signal that helps', async () => {
    const child = node("process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)");
    await new Promise((up) => child.stdout.once('data', up));
    expect(await stopPid(child.pid ?? 0, [['SIGTERM', 200]])).toBe(false);
    expect(
      await stopPid(child.pid ?? 0, [
        ['SIGTERM', 100],
        ['SIGKILL', 5_000],
      ]),
    ).toBe(true);
    expect(await exitOf(child)).toBe('SIGKILL');
  });

  it('count as gone when they are', async () => {
    const child = node('');
    expect(await exitOf(child)).toBe('0');
    expect(isAlive(child.pid ?? 0)).toBe(false);
    expect(await stopPid(child.pid ?? 0, [['SIGTERM', 100]])).toBe(true);
  });

  it('write to a log whose end can be shown', async () => {
    const logFile = join(folder, 'logs', 'child.log');
    const child = launch({
      command: process.execPath,
      args: ['-e', 'for (let i = 0; i < 30; i++) console.log(i)'],
      logFile,
    });
    await exitOf(child);
    expect(tailOf(logFile, 2)).toBe('28\n29');
    expect(tailOf(join(folder, 'none.log'))).toBe('');
  });

  it('tell when they could not be started', async () => {
    const child = launch({ command: join(folder, 'nothing'), args: [], logFile: join(folder, 'x.log') });
    expect(await exitOf(child)).toContain('ENOENT');
  });

  it('of others are given no secrets', () => {
    const env = plainEnvironment({
      PATH: '/bin',
      SESSION_SECRET: 'x',
      ENCRYPTION_KEYS: 'y',
      DATABASE_URL: 'z',
    });
    expect(env).toEqual({ PATH: '/bin' });
  });
});

describe('ports', () => {
  it('are free, and different', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
    // Where no outgoing connection gets its own.
    expect(ports.filter((port) => port >= 32_768)).toEqual([]);
    expect(await Promise.all(ports.map(isFree))).toEqual(ports.map(() => true));
  });

  it('tell why one cannot listen', async () => {
    const holder = createServer();
    const port = await new Promise<number>((done) => {
      holder.listen(0, '127.0.0.1', () => done((holder.address() as { port: number }).port));
    });
    expect(await listenTrouble(port)).toBe('EADDRINUSE');
    expect(await listenTrouble(port, '203.0.113.1')).toBe('EADDRNOTAVAIL');
    holder.close();
  });
});

describe('a lock of the cache', () => {
  it('lets one in at a time', async () => {
    const lock = join(folder, 'a.lock');
    const log: string[] = [];
    const work = (name: string) => () =>
      new Promise<void>((done) => {
        log.push(`${name} in`);
        setTimeout(() => {
          log.push(`${name} out`);
          done();
        }, 50);
      });
    await Promise.all([withLock(lock, work('a')), withLock(lock, work('b'))]);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from a process that died', async () => {
    const lock = join(folder, 'a.lock');
    writeFileSync(lock, String(spawnSync(process.execPath, ['--version']).pid));
    expect(await withLock(lock, () => Promise.resolve(readFileSync(lock, 'utf8')))).toBe(String(process.pid));
  });
});

describe('waiting', () => {
  it('ends with the first success', async () => {
    let tries = 0;
    const attempt = () => (++tries < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve(tries));
    expect(await eventually(attempt, { withinMs: 1_000, everyMs: 1 })).toBe(3);
  });

  it('ends when patience does, or hope', async () => {
    const never = () => Promise.reject(new Error('never'));
    await expect(eventually(never, { withinMs: 30, everyMs: 10 })).rejects.toThrow('never');
    const hopeless = { withinMs: 60_000, unless: () => new Error('hopeless') };
    await expect(eventually(never, hopeless)).rejects.toThrow('hopeless');
  });
});

describe('tools', () => {
  it('are found on the PATH, and the cache is the user’s', () => {
    expect(onPath('node', { PATH: `/nowhere:${join(process.execPath, '..')}` })).toBe(process.execPath);
    expect(onPath('node', { PATH: folder })).toBeUndefined();
    expect(cacheDir({ XDG_CACHE_HOME: folder })).toBe(join(folder, 'qunying'));
  });
});

describe('the Temporal dev server', () => {
  it('listens on loopback only and reads its queues quickly', () => {
    const args = devServerArgs({
      binary: 'temporal',
      port: 1,
      uiPort: 2,
      dbFile: '/d/t.db',
      logFile: 'x',
      namespace: { name: 'n', retentionDays: 30 },
    }).join(' ');
    expect(args).toContain('--ip 127.0.0.1 --port 1');
    expect(args).toContain(
      '--db-filename /d/t.db --sqlite-pragma journal_mode=WAL --sqlite-pragma synchronous=NORMAL',
    );
    for (const queue of ['transfer', 'timer', 'visibility'])
      expect(args).toContain(`--dynamic-config-value history.${queue}ProcessorMaxPollRPS=2000`);
    // The product's time can't be moved.
    expect(args).not.toContain('TimeSkipping');
  });
});
