/**
 * Progress of long steps for the terminal. Plain Node built-ins (>= 18): it is used before anything is installed.
 */

const QUIET_LINE_EVERY_MS = 15_000;
const REDRAW_EVERY_MS = 250;

/** Something the person at the terminal can put right: shown as it is, without a stack. */
export class Sentence extends Error {
  /** @override */
  name = 'HelpfulError';
}

/**
 * Runs one step and shows its name, how long it has taken and the latest detail, as one line that is drawn again on a
 * terminal and as a line now and then elsewhere.
 *
 * @template T
 * @param {string} title Chinese and English, `zh · en`
 * @param {(tell: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = Date.now();
  let detail = '';
  const line = () => `… ${title} ${seconds(began)}${detail && `  ${detail}`}`;
  const terminal = process.stdout.isTTY;
  if (!terminal) console.log(`… ${title}`);
  const timer = setInterval(
    () => (terminal ? redraw(line()) : console.log(line())),
    terminal ? REDRAW_EVERY_MS : QUIET_LINE_EVERY_MS,
  );
  try {
    const result = await work((latest) => (detail = latest));
    finish(`✓ ${title} ${seconds(began)}`);
    return result;
  } catch (error) {
    finish(`✗ ${title} ${seconds(began)}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** @param {number} began */
function seconds(began) {
  return `(${((Date.now() - began) / 1000).toFixed(1)} s)`;
}

/** @param {string} text */
function redraw(text) {
  process.stdout.write(`\r\u001B[2K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}

/** @param {string} text */
function finish(text) {
  process.stdout.write(process.stdout.isTTY ? `\r\u001B[2K${text}\n` : `${text}\n`);
}

/**
 * Shows an error the way the person can use it: the sentence alone where it is one, else with its stack.
 *
 * @param {unknown} error
 */
export function complain(error) {
  const helpful = error instanceof Error && ['HelpfulError', 'SettingsError'].includes(error.name);
  console.error(helpful ? `\n${error.message}` : error);
}
