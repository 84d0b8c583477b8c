import { spawn } from 'node:child_process';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in our place, passes signals on and ends as it ends.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @param {{ apart?: boolean }} [options] `apart`: out of the terminal's process group, so that Ctrl-C reaches it once,
 *   through us; an IPC channel tells it when we are gone. Otherwise it stays at the terminal and can ask questions.
 */
export function handOver(node, args, { apart = false } = {}) {
  const child = spawn(node, args, {
    stdio: apart ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    detached: apart && process.platform !== 'win32',
  });
  for (const signal of SIGNALS) process.on(signal, () => passOn(signal));

  /** @param {NodeJS.Signals} signal */
  function passOn(signal) {
    // At the terminal the child gets Ctrl-C by itself.
    if (apart || signal !== 'SIGINT') child.kill(signal);
  }
  child.once('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
