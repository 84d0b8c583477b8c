/** The CLI that is fetched; Temporal's server 1.32.0 is in it. */
export const CLI_VERSION = '1.9.1';

export const EXECUTABLE_SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** Called now and then while something long goes on, with what is being done. */
export type OnProgress = (detail: string) => void;

/**
 * One way to get the binary.
 *
 * @param folder empty; whatever the way needs is put here, and removed afterwards
 * @returns the executable in `folder`; undefined where this way is closed
 */
export type Fetch = (
  folder: string,
  progress: OnProgress,
  signal?: AbortSignal,
) => Promise<string | undefined>;
