/**
 * `npm test [-- SUITE…]`: sets itself up like `npm start`, then runs every suite (or those named) and adds them up. Two
 * at a time, for while one waits for its servers the other has the processor. `npm run test:days` is the suites `days`
 * and `tour`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bootstrap, root } from './lib/bootstrap.mjs';
import { node24 } from './lib/install.mjs';
import { programOf } from './lib/programs.mjs';
import { complain } from './lib/progress.mjs';
import {
  addUp,
  forgetResults,
  judgeJest,
  NO_RESULT,
  readResult,
  resultFile,
  writeResult,
} from './lib/results.mjs';

/**
 * @typedef {import('./lib/results.mjs').Outcome} Outcome
 * @typedef {(line: string) => void} Say
 */

/**
 * The longest ones first.
 *
 * @type {Record<string, (say: Say) => Promise<Outcome>>}
 */
const SUITES = {
  medium: jest('medium', { workers: 2 }),
  e2e: jest('e2e'),
  browser: jest('browser'),
  check,
  unit: jest('unit'),
  days: jest('days', { workers: 2 }),
  zone: jest('zone', { env: { TZ: 'Asia/Shanghai' } }),
  tour: jest('tour'),
};
/** Takes long, and has its share in e2e. */
const ONLY_WHEN_NAMED = ['tour'];
const AT_ONCE = 2;

try {
  await bootstrap();
  forgetResults();
  const tools = await runHere([join(root, 'dist/scripts/test-tools.js')]);
  process.exitCode = tools === 0 ? await runSuites(chosenSuites()) : 1;
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

function chosenSuites() {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !SUITES[name]);
  if (unknown.length > 0)
    throw new Error(`unknown suite ${unknown.join(', ')}: choose from ${Object.keys(SUITES).join(', ')}`);
  return named.length > 0 ? named : Object.keys(SUITES).filter((name) => !ONLY_WHEN_NAMED.includes(name));
}

/**
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function runSuites(names) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map(names.map((name) => [name, NO_RESULT]));
  const waiting = [...names];
  const width = Math.max(...names.map((name) => name.length));
  const lane = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const [suite, began, label] = [SUITES[name], Date.now(), name.padEnd(width)];
      if (!suite) continue;
      const outcome = await suite((line) => console.log(`${label} │ ${line}`));
      outcomes.set(name, outcome);
      console.log(`${label} │ ${((Date.now() - began) / 1000).toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  console.log('');
  for (const [name, { passed, failed, notes }] of outcomes) {
    const about = notes.length > 0 ? `  ${notes.join('; ')}` : '';
    console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed${about}`);
  }
  const all = addUp([...outcomes.values()]);
  const closing = `${all.passed} passed, ${all.failed} failed`;
  writeResult('summary.txt', `${closing}\n`);
  console.log(`合计 · in all: ${closing}`);
  return all.failed === 0 ? 0 : 1;
}

/**
 * @param {Say} say
 * @returns {Promise<Outcome>}
 */
async function check(say) {
  await runHere([join(root, 'scripts/check.mjs')], {}, say);
  const result = /** @type {Outcome | undefined} */ (readResult('check.json'));
  return result ?? NO_RESULT;
}

/**
 * @param {string} project
 * @param {{ workers?: number, env?: NodeJS.ProcessEnv }} [options]
 * @returns {(say: Say) => Promise<Outcome>}
 */
function jest(project, { workers = 1, env = {} } = {}) {
  return async (say) => {
    const file = resultFile(`${project}.json`);
    const args = ['--selectProjects', project, '--ci', '--json', '--outputFile', file];
    const jestEnv = {
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      TZ: 'UTC',
      ...env,
    };
    const code = await runHere([programOf('jest'), ...args, `--maxWorkers=${workers}`], jestEnv, say);
    const outcome = judgeJest(readResult(`${project}.json`));
    if (code === 0 || outcome.failed > 0) return outcome;
    return {
      ...outcome,
      failed: 1,
      notes: [...outcome.notes, `Jest 以 ${code} 结束 · Jest ended with ${code}`],
    };
  };
}

/**
 * In the terminal's process group, so that Ctrl-C ends the whole run.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {Say} [say] hears it line by line; without it the terminal has it as it is
 * @returns {Promise<number>} exit code
 */
function runHere(args, env = {}, say) {
  return new Promise((done) => {
    // Jest writes its JSON to a file and everything for people to standard error.
    const child = spawn(node24(root), args, {
      cwd: root,
      stdio: ['ignore', say ? 'pipe' : 'inherit', say ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
    });
    for (const input of [child.stdout, child.stderr])
      if (input && say) createInterface({ input }).on('line', say);
    child.once('error', () => done(1));
    child.once('close', (code) => done(code ?? 1));
  });
}
