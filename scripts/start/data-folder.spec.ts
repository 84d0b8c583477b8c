import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SecurityConfig, loadArea } from '#config';
import { choosePorts, DataFolder } from './data-folder.js';

let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'qunying-data-'));
});

afterEach(() => {
  rmSync(path, { recursive: true });
});

describe('the data folder', () => {
  it('makes secrets once, of the right shape, for the owner alone', () => {
    const secrets = new DataFolder(path).secrets();
    expect(new DataFolder(path).secrets()).toEqual(secrets);
    expect(new Set(Object.values(secrets)).size).toBe(4);
    expect(statSync(join(path, 'secrets.json')).mode & 0o777).toBe(0o600);
    const env = { ENCRYPTION_KEYS: secrets.encryptionKeys, SESSION_SECRET: secrets.sessionSecret };
    expect(loadArea(SecurityConfig, env).encryptionKeys).toHaveLength(1);
  });

  it('is opened again as it was made, and refused by name when another version made it', () => {
    new DataFolder(path).open();
    new DataFolder(path).secrets();
    expect(() => new DataFolder(path).open()).not.toThrow();
    for (const content of [undefined, '{"format":1}']) {
      rmSync(join(path, 'format.json'), { force: true });
      if (content) writeFileSync(join(path, 'format.json'), content);
      expect(() => new DataFolder(path).open()).toThrow(/npm run reset/);
      expect(() => new DataFolder(path).open()).toThrow(path);
    }
  });

  it('keeps its ports from start to start', async () => {
    const free = (): Promise<number[]> => Promise.resolve([1001, 1002, 1003]);
    const others = (): Promise<number[]> => Promise.resolve([2001, 2002, 2003]);
    const ports = await new DataFolder(path).ports(() => Promise.resolve(true), free);
    expect(ports).toEqual({ postgres: 1001, temporal: 1002, temporalUi: 1003 });
    expect(await new DataFolder(path).ports(() => Promise.resolve(true), others)).toEqual(ports);
  });

  it('takes another port only where a remembered one is taken', async () => {
    const known = { postgres: 1, temporal: 2, temporalUi: 3 };
    const chosen = await choosePorts(
      known,
      (port) => Promise.resolve(port !== 2),
      () => Promise.resolve([11, 12, 13]),
    );
    expect(chosen).toEqual({ postgres: 1, temporal: 12, temporalUi: 3 });
  });

  it('tells in a sentence when it cannot be written', () => {
    writeFileSync(join(path, 'file'), '');
    expect(() => new DataFolder(join(path, 'file', 'data')).open()).toThrow('DATA_DIR');
  });
});
