import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createDatabase,
  ensureDatabase,
  freePorts,
  isAlive,
  placeForCluster,
  PostgresCluster,
  withClient,
} from '#runtime';

let folder: string;
let clusters: PostgresCluster[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunying-cluster-'));
  chmodSync(folder, 0o755);
  clusters = [];
});

afterEach(async () => {
  for (const cluster of clusters) await cluster.stop(true);
  rmSync(folder, { recursive: true, force: true });
});

async function clusterAt(dataDir: string, password = 'first'): Promise<PostgresCluster> {
  const [port] = (await freePorts(1)) as [number];
  const cluster = new PostgresCluster({ dataDir, port, password, logFile: join(folder, 'postgres.log') });
  clusters.push(cluster);
  return cluster;
}

const answer = (url: string): Promise<unknown> =>
  withClient(url, async (client) => (await client.query<{ ok: number }>('SELECT 1 AS ok')).rows[0]?.ok);

describe('the embedded PostgreSQL', () => {
  it('is made once, in UTF-8, and asks for its password', async () => {
    const cluster = await clusterAt(placeForCluster(folder));
    expect(await cluster.prepare()).toBe(true);
    expect(await cluster.prepare()).toBe(false);
    await cluster.start();
    const encoding = await withClient(
      cluster.url(),
      async (client) => (await client.query<{ server_encoding: string }>('SHOW server_encoding')).rows,
    );
    expect(encoding).toEqual([{ server_encoding: 'UTF8' }]);
    await expect(answer(cluster.url().replace(':first@', ':other@'))).rejects.toThrow('password');
  });

  it('is made anew where an earlier making was cut off', async () => {
    const dataDir = placeForCluster(folder);
    mkdirSync(join(`${dataDir}.new`, 'base'), { recursive: true });
    writeFileSync(join(`${dataDir}.new`, 'PG_VERSION'), '18\n');
    const cluster = await clusterAt(dataDir);
    await cluster.start();
    expect(await answer(cluster.url())).toBe(1);
  });

  it('never deletes a folder that it does not understand', async () => {
    const dataDir = placeForCluster(folder);
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'PG_VERSION'), '18\n');
    await (await clusterAt(dataDir)).start();
    expect(readdirSync(folder).some((name) => name.startsWith('postgres.broken-'))).toBe(true);
  });

  it('ends an orphan of a crash before it starts', async () => {
    const dataDir = placeForCluster(folder);
    const orphan = await clusterAt(dataDir);
    await orphan.start();
    await ensureDatabase(orphan.url(), { role: 'someone', password: 'pw', database: 'kept' });
    const next = await clusterAt(dataDir);
    await next.start();
    expect(isAlive(orphan.pid ?? 0)).toBe(false);
    expect(await answer(next.url('kept'))).toBe(1);
  });

  it('tells in a sentence when the folder has another password', async () => {
    const dataDir = placeForCluster(folder);
    await (await clusterAt(dataDir, 'first')).prepare();
    await expect((await clusterAt(dataDir, 'second')).start()).rejects.toThrow('npm run reset');
  });

  it('gives the product a role that is no superuser and owns its database', async () => {
    const cluster = await clusterAt(placeForCluster(folder));
    await cluster.start();
    const wish = { role: 'product', password: 'one', database: 'product' };
    await ensureDatabase(cluster.url(), wish);
    await ensureDatabase(cluster.url(), { ...wish, password: 'two' });
    const url = new URL(cluster.url('product'));
    url.username = 'product';
    url.password = 'two';
    await withClient(url.href, async (client) => {
      await client.query('CREATE TABLE mine (id int)');
      await expect(createDatabase(client, 'another', { owner: 'product' })).rejects.toThrow(
        'permission denied',
      );
    });
  });

  it('goes where its OS user can reach it', () => {
    chmodSync(folder, 0o700);
    const place = placeForCluster(folder);
    // Only root hands PostgreSQL to another user, who can't enter this folder now.
    if (process.getuid?.() === 0) expect(dirname(dirname(place))).toBe('/var/lib/qunying');
    else expect(place).toBe(join(folder, 'postgres'));
  });
});
