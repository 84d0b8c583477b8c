import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutDir } from '#runtime';

/** Small numbers: what they are says nothing, only that each is measured. */
it('measures what the product and its floor cost', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(checkoutDir, 'scripts/bench.mjs'), 'main.js', '--quick', 'action', 'whole-case'],
    { cwd: checkoutDir, env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 10_000_000 },
  );
  for (const row of ['action p50', 'action p95', 'whole cases'])
    expect(stdout).toMatch(new RegExp(String.raw`^\| ${row} \| [\d.]+ \S+ \| [\d.]+ \S+ \| [\d.]+ × `, 'm'));
}, 300_000);
