/**
 * The pre-commit hook: formats what is staged. A file of which only a part is staged is left alone and named when it
 * isn't formatted, for adding it would commit the other part as well.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';

/** @param {string[]} args */
function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\0').filter(Boolean);
}

/**
 * @param {'--write' | '--check'} what
 * @param {string[]} files
 */
function prettier(what, files) {
  if (files.length === 0) return true;
  const args = [PRETTIER, what, '--ignore-unknown', '--log-level', 'warn', '--', ...files];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
}

if (existsSync(PRETTIER)) {
  const staged = git('diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z');
  const changed = new Set(git('diff', '--name-only', '-z'));
  const whole = staged.filter((file) => !changed.has(file));
  const partly = staged.filter((file) => changed.has(file));
  const formatted = prettier('--write', whole);
  if (whole.length > 0) git('add', '--', ...whole);
  const asItShould = prettier('--check', partly);
  if (!formatted || !asItShould) process.exitCode = 1;
}
