import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isInstalled, node24 } from './install.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qunying-install-'));
  lock('package-lock.json', '1.0.0');
  mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function lock(file: string, version: string): void {
  const packages = {
    '': { name: 'x' },
    'node_modules/a': { version },
    'node_modules/o': { version, optional: true },
  };
  writeFileSync(join(root, file), JSON.stringify({ packages }));
}

/** npm's last act. */
function npmFinishedWith(version: string): void {
  writeFileSync(
    join(root, 'node_modules/.package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/a': { version } } }),
  );
}

describe('the installed packages', () => {
  it('are missing after a fresh clone and after an installation that was cut off', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('count when npm finished them with the versions of the lock, by whomever it was called', () => {
    npmFinishedWith('1.0.0');
    expect(isInstalled(root)).toBe(true);
  });

  it('are outdated when the lock has moved on, also after they once were in order', () => {
    npmFinishedWith('1.0.0');
    expect(isInstalled(root)).toBe(true);
    lock('package-lock.json', '1.0.1');
    expect(isInstalled(root)).toBe(false);
  });

  it('bring the Node that everything else runs on', () => {
    expect(node24(root)).toBe(join(root, 'node_modules/node/bin/node'));
  });
});
