/** `npm run check`: everything about the code that can be told without running it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/bootstrap.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, node24 } from './lib/install.mjs';
import { programOf } from './lib/programs.mjs';
import { complain } from './lib/progress.mjs';
import { writeResult } from './lib/results.mjs';
import { run } from './lib/tool.mjs';
import { judgeWebSize } from './lib/web-size.mjs';

const FOLDERS = ['apps', 'libs', 'workflows', 'scripts', 'test'].filter((name) =>
  existsSync(join(root, name)),
);
const OPENAPI = 'dist/scripts/openapi.js';

/** @typedef {{ name: string, check: () => Promise<{ ok: boolean, output: string }> }} Check */

try {
  await ensureInstalled(root);
  // The web app is checked against the client that the build makes of the API's document.
  await ensureBuilt(root);
  /** @type {Check[]} */
  const checks = [
    {
      name: 'types',
      check: tool('typescript', ['--noEmit', '-p', 'tsconfig.json', '--pretty', 'false'], 'tsc'),
    },
    {
      name: 'web types',
      check: tool('typescript', ['-p', 'apps/web/tsconfig.json', '--pretty', 'false'], 'tsc'),
    },
    { name: 'lint', check: tool('eslint', ['.']) },
    { name: 'format', check: tool('prettier', ['--check', '--log-level', 'warn', '.']) },
    {
      name: 'dependencies',
      check: tool('dependency-cruiser', ['--config', '.dependency-cruiser.cjs', ...FOLDERS]),
    },
    { name: 'unused', check: tool('knip', ['--no-progress', '--no-config-hints']) },
    { name: 'openapi', check: openapi },
    { name: 'web size', check: async () => judgeWebSize(join(root, 'dist', 'web')) },
  ];
  const failed = await runAll(checks);
  writeResult('check.json', { passed: checks.length - failed.length, failed: failed.length, notes: failed });
  process.exitCode = failed.length > 0 ? 1 : 0;
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

/**
 * Two at a time: most use one core.
 *
 * @param {Check[]} checks
 * @returns {Promise<string[]>} names of those that failed
 */
async function runAll(checks) {
  const waiting = [...checks];
  /** @type {string[]} */
  const failed = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const began = Date.now();
      const { ok, output } = await next.check();
      console.log(`${ok ? '✓' : '✗'} ${next.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      if (ok) continue;
      failed.push(next.name);
      console.log(output.trimEnd());
    }
  };
  await Promise.all([lane(), lane()]);
  return failed;
}

/**
 * @param {string} name package
 * @param {string[]} args
 * @param {string} [program]
 */
function tool(name, args, program) {
  const binary = name === 'dependency-cruiser' ? 'depcruise' : (program ?? name);
  return () => run(node24(root), [programOf(name, binary), ...args], { cwd: root });
}

/** The document that the API really serves, against the rules for OpenAPI documents. */
async function openapi() {
  try {
    await ensureBuilt(root);
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
  const written = await run(node24(root), [join(root, OPENAPI)], { cwd: root });
  if (!written.ok) return written;
  const args = ['lint', 'dist/openapi.json', '--fail-severity', 'hint', '--ruleset', '.spectral.yaml'];
  return tool('@stoplight/spectral-cli', args, 'spectral')();
}
