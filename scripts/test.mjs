/** `npm test [-- SUITE…]`: sets itself up like `npm start`, then runs every suite (or those named) and adds them up. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, root } from './lib/bootstrap.mjs';
import { node24 } from './lib/install.mjs';
import { programOf } from './lib/programs.mjs';
import { complain } from './lib/progress.mjs';
import { addUp, forgetResults, judgeJest, readResult, resultFile, writeResult } from './lib/results.mjs';

/** @typedef {import('./lib/results.mjs').Outcome} Outcome */

/** @type {Record<string, () => Promise<Outcome>>} */
const SUITES = {
  check,
  unit: jest('unit'),
  medium: jest('medium'),
  zone: jest('zone', [], { TZ: 'Asia/Shanghai' }),
  e2e: jest('e2e', ['--runInBand']),
};

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
  return named.length > 0 ? named : Object.keys(SUITES);
}

/**
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function runSuites(names) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  for (const name of names) {
    console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}`);
    const suite = SUITES[name];
    if (suite) outcomes.set(name, await suite());
  }
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

/** @returns {Promise<Outcome>} */
async function check() {
  await runHere([join(root, 'scripts/check.mjs')]);
  const result = /** @type {Outcome | undefined} */ (readResult('check.json'));
  return result ?? { passed: 0, failed: 1, notes: ['没有结果 · no result'] };
}

/**
 * @param {string} project
 * @param {string[]} [options]
 * @param {NodeJS.ProcessEnv} [env]
 */
function jest(project, options = [], env = {}) {
  return async () => {
    const file = resultFile(`${project}.json`);
    const args = ['--selectProjects', project, '--ci', '--json', '--outputFile', file, ...options];
    const code = await runHere([programOf('jest'), ...args], {
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      TZ: 'UTC',
      ...env,
    });
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
 * At the terminal as it is, so that Ctrl-C ends the whole run.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code
 */
function runHere(args, env = {}) {
  return new Promise((done) => {
    // Jest writes its JSON to a file and everything for people to standard error.
    const child = spawn(node24(root), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}
