import { spawn } from 'node:child_process';

/**
 * Runs a tool to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, { cwd, env, onLine } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd && { cwd }),
      ...(env && { env }),
    });
    let output = '';
    /** @param {Buffer} data */
    const take = (data) => {
      output += data.toString();
      const last = data.toString().trimEnd().split('\n').pop()?.trim();
      if (last) onLine?.(last);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => done({ ok: false, output: error.message }));
    child.once('close', (code) => done({ ok: code === 0, output }));
  });
}

/**
 * The end of a tool's output.
 *
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = 40) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
