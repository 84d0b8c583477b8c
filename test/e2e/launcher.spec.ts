import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkoutDir, freePorts, isAlive } from '#runtime';
import { type ProductPart, RunningProduct, until } from '#testing';

const PARTS: ProductPart[] = ['product', 'postgres', 'temporal'];

let product: RunningProduct;

beforeAll(async () => {
  product = await RunningProduct.start();
}, 200_000);

afterAll(async () => {
  await product.remove();
});

const ready = (): Promise<void> => until(() => product.isReady(), 'readiness');

/** A launcher that isn't meant to come up. */
function launch(env: NodeJS.ProcessEnv): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/scripts/start/main.js'], {
    cwd: checkoutDir,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, said: stdout + stderr };
}

describe('npm start', () => {
  it('brings the product up and tells where everything is', async () => {
    await ready();
    expect(product.output).toContain(product.url);
    expect(product.output).toContain(`${product.url}/api/docs`);
    const { temporalUi } = JSON.parse(readFileSync(join(product.dataDir, 'ports.json'), 'utf8')) as {
      temporalUi: number;
    };
    expect(product.output).toContain(`http://127.0.0.1:${temporalUi}`);
    expect((await fetch(`http://127.0.0.1:${temporalUi}`)).status).toBe(200);
  });

  it('writes the demo accounts and shows them', () => {
    const accounts = product.accounts();
    expect(accounts.length).toBeGreaterThan(0);
    for (const { username, password } of accounts) {
      expect(product.output).toContain(username);
      expect(product.output).toContain(password);
    }
  });

  it('keeps secrets for the owner alone and out of the logs', () => {
    const file = join(product.dataDir, 'secrets.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secrets = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    const logs = ([...PARTS, 'prepare'] as const).map((name) => product.log(name));
    for (const secret of secrets) expect([product.output, ...logs].join('\n')).not.toContain(secret);
  });

  it.each(PARTS)(
    'brings %s back after kill -9, at the same address, and the product goes on',
    async (part) => {
      const others = PARTS.filter((other) => other !== part).map((other) => product.pid(other));
      await product.kill9AndAwaitReturn(part);
      await ready();
      expect(PARTS.filter((other) => other !== part).map((other) => product.pid(other))).toEqual(others);
    },
    120_000,
  );

  it('refuses a second one on the same data folder in a sentence that helps', () => {
    const { status, said } = launch({ DATA_DIR: product.dataDir, PORT: '1' });
    expect(status).toBe(1);
    expect(said).toContain(product.url);
    expect(said).toContain('DATA_DIR');
  });

  it('names a port in use and what to do', async () => {
    const holder = createServer();
    const port = await new Promise<number>((done) => {
      holder.listen(0, '127.0.0.1', () => done((holder.address() as { port: number }).port));
    });
    const dataDir = join(product.dataDir, 'other');
    const { status, said } = launch({ DATA_DIR: dataDir, PORT: String(port) });
    holder.close();
    expect(status).toBe(1);
    expect(said).toContain(String(port));
    expect(said).toContain('PORT=');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it('refuses settings by name before anything is started', () => {
    const { status, said } = launch({
      DATA_DIR: join(product.dataDir, 'other'),
      PORT: 'x',
      LOG_LEVEL: 'geheim',
    });
    expect(status).toBe(1);
    expect(said).toMatch(/PORT[^]*LOG_LEVEL/);
    expect(said).not.toContain('geheim');
  });

  it.each([
    ['DATABASE_URL', 'postgres://nobody:geheim@127.0.0.1:9/none'],
    ['TEMPORAL_ADDRESS', '127.0.0.1:9'],
  ])(
    'names %s when the server behind it cannot be used, and leaves nothing running',
    async (name, value) => {
      const [port] = (await freePorts(1)) as [number];
      const dataDir = join(product.dataDir, `without-${name}`);
      const { status, said } = launch({ DATA_DIR: dataDir, PORT: String(port), [name]: value });
      expect(status).toBe(1);
      expect(said).toContain(name);
      expect(said).not.toMatch(/geheim| at /);
      expect(existsSync(join(dataDir, 'launcher.json'))).toBe(false);
      expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    },
    60_000,
  );

  it('ends everything in order and finds it again at the next start, on the same ports', async () => {
    const pids = PARTS.map((part) => product.pid(part));
    const ports = readFileSync(join(product.dataDir, 'ports.json'), 'utf8');
    expect(await product.stop()).toBe('0');
    expect(pids.filter(isAlive)).toEqual([]);
    expect(product.log('postgres').trimEnd()).toMatch(/database system is shut down$/);
    const began = performance.now();
    await product.start();
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(readFileSync(join(product.dataDir, 'ports.json'), 'utf8')).toBe(ports);
    await ready();
  }, 200_000);

  it('takes over what a launcher left behind that was killed itself', async () => {
    const orphans = [product.pid('postgres'), product.pid('temporal')];
    await product.killLauncher();
    expect(orphans.filter(isAlive)).toEqual(orphans);
    await product.start();
    expect(orphans.filter(isAlive)).toEqual([]);
    await ready();
  }, 200_000);

  it('stops by itself when the script that started it is killed', async () => {
    await product.stop();
    const script = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: checkoutDir,
      env: product.environment,
      stdio: 'ignore',
    });
    await until(() => product.isReady(), 'readiness', 120_000);
    script.kill('SIGKILL');
    await until(() => !existsSync(join(product.dataDir, 'launcher.json')), 'the launcher is gone');
    await product.start();
  }, 300_000);
});
