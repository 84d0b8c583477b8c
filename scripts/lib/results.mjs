import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

/** @typedef {{ passed: number, failed: number, notes: string[] }} Outcome */

/**
 * @type {Outcome}
 */
export const NO_RESULT = { passed: 0, failed: 1, notes: ['没有结果 · no result'] };

const folder = join(root, 'dist', 'test-results');

/** @param {string} name */
export function resultFile(name) {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** Old results must not be taken for new ones. */
export function forgetResults() {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} name
 * @param {unknown} result
 */
export function writeResult(name, result) {
  writeFileSync(resultFile(name), typeof result === 'string' ? result : JSON.stringify(result));
}

/**
 * @param {string} name
 * @returns {unknown} undefined when there is none
 */
export function readResult(name) {
  try {
    return JSON.parse(readFileSync(resultFile(name), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * What a suite of Jest came to. A suite without tests, a file that couldn't be loaded, a skipped and a planned test all
 * count as failed: nothing must look tested that isn't.
 *
 * @param {unknown} result as Jest writes it with `--json`
 * @returns {Outcome}
 */
export function judgeJest(result) {
  if (!result) return NO_RESULT;
  const json = /** @type {Record<string, number>} */ (result);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = json;
  const broken = json['numRuntimeErrorTestSuites'] ?? 0;
  const notes = [];
  if (json['numTotalTests'] === 0) notes.push('没有测试 · no tests');
  if (broken > 0) notes.push(`${broken} 个文件未能载入 · files that could not be loaded`);
  if (numPendingTests > 0) notes.push(`${numPendingTests} 个被跳过 · skipped`);
  if (numTodoTests > 0) notes.push(`${numTodoTests} 个未写 · todo`);
  const failed = numFailedTests + numPendingTests + numTodoTests + broken;
  return { passed: numPassedTests, failed: Math.max(failed, json['numTotalTests'] === 0 ? 1 : 0), notes };
}

/**
 * @param {Outcome[]} outcomes
 * @returns {Outcome}
 */
export function addUp(outcomes) {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
    notes: [],
  };
}
