import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkoutDir, exitOf, freePorts } from '#runtime';
import { startPostgres, startTemporal, type TestDatabase, type TestTemporal, until } from '#testing';

/** As in production: PostgreSQL and Temporal run elsewhere, API and worker are processes of their own. */
describe('api and worker alone', () => {
  let database: TestDatabase;
  let temporal: TestTemporal;
  let env: NodeJS.ProcessEnv;
  let url: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await startPostgres({ migrated: false });
    temporal = await startTemporal();
    const [port] = (await freePorts(1)) as [number];
    url = `http://127.0.0.1:${port}`;
    env = {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATA_DIR: mkdtempSync(join(tmpdir(), 'qunying-separate-')),
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      ENCRYPTION_KEYS: `k:${randomBytes(32).toString('base64')}`,
      SESSION_SECRET: randomBytes(32).toString('hex'),
    };
  });

  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await database.close();
    await temporal.close();
    rmSync(env['DATA_DIR'] ?? '', { recursive: true, force: true });
  });

  function run(
    program: string,
    ...args: string[]
  ): { child: ChildProcess; ended: Promise<string>; said: () => string } {
    const child = spawn(process.execPath, [join(checkoutDir, 'dist', program), ...args], {
      cwd: checkoutDir,
      env,
    });
    children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (said += data.toString()));
    return { child, ended: exitOf(child), said: () => said };
  }

  const status = async (path: string): Promise<number> =>
    (await fetch(`${url}/api/health/${path}`).catch(() => undefined))?.status ?? 0;

  it('migrate without demo data, and again without harm', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { ended, said } = run('scripts/start/prepare.js', '--without-demo');
      expect({ how: await ended, said: said() }).toEqual({ how: '0', said: '' });
    }
    expect(await database.query('SELECT 1 FROM account')).toEqual([]);
    expect(await database.query('SELECT 1 FROM procedure_version')).not.toEqual([]);
  });

  it('are ready once both are there, and end when they are told', async () => {
    const api = run('apps/api/src/main.js');
    await until(async () => (await status('live')) === 200, 'the API lives');
    await until(async () => (await status('ready')) === 200, 'there is something to read');
    expect(await status('ready/act')).toBe(503);
    const worker = run('apps/worker/src/main.js');
    await until(async () => (await status('ready/act')) === 200, 'one may act');

    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe('0');
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe('0');
    expect(await status('live')).toBe(0);
  }, 120_000);

  it.each([
    ['apps/api/src/main.js', 'SESSION_SECRET'],
    ['apps/api/src/main.js', 'ENCRYPTION_KEYS'],
    ['apps/worker/src/main.js', 'ENCRYPTION_KEYS'],
  ])('%s without %s names what is missing and ends', async (program, missing) => {
    const whole = env;
    env = Object.fromEntries(Object.entries(env).filter(([name]) => name !== missing));
    const { ended, said } = run(program);
    env = whole;
    expect(await ended).toBe('1');
    expect(said()).toContain(missing);
  });
});
