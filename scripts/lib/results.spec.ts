import { describe, expect, it } from '@jest/globals';
import { addUp, judgeJest } from './results.mjs';

const green = { numTotalTests: 3, numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

describe('the outcome of a suite', () => {
  it('is good only when every test ran and passed', () => {
    expect(judgeJest(green)).toEqual({ passed: 3, failed: 0, notes: [] });
  });

  it.each([
    ['failed tests', { ...green, numFailedTests: 1 }, 1],
    ['skipped tests', { ...green, numPendingTests: 2 }, 2],
    ['planned tests', { ...green, numTodoTests: 1 }, 1],
    ['files that could not be loaded', { ...green, numRuntimeErrorTestSuites: 1 }, 1],
    ['no tests at all', { ...green, numTotalTests: 0, numPassedTests: 0 }, 1],
    ['no result', undefined, 1],
  ])('is bad with %s', (_, result, failed) => {
    expect(judgeJest(result).failed).toBe(failed);
  });

  it('adds up over all suites', () => {
    expect(addUp([judgeJest(green), judgeJest(undefined), judgeJest(green)])).toMatchObject({
      passed: 6,
      failed: 1,
    });
  });
});
