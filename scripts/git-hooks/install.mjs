/**
 * After `npm ci` or `npm install`: lets git use the hooks of this folder, in a clone where nobody has said otherwise. It
 * never fails: there may be no git (an archive, an image).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @param {string[]} args */
const git = (...args) => spawnSync('git', args, { encoding: 'utf8' });

if (!process.env['CI'] && existsSync('.git') && !git('config', '--get', 'core.hooksPath').stdout?.trim())
  git('config', 'core.hooksPath', 'scripts/git-hooks');
