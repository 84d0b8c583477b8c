import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import swc from '@swc/jest';

const transformer = /** @type {Required<ReturnType<typeof swc.createTransformer>>} */ (
  swc.createTransformer()
);
const { process, getCacheKey } = transformer;
const EACH_DAY = fileURLToPath(new URL('../src/each-day.ts', import.meta.url));
/** From the first line to the last import. Specs have their imports at the top, and nothing else there. */
const IMPORTS = /^(?:import\b[^;]*;\n|\/\*[^]*?\*\/\n|\/\/.*\n|\n)*/;

/** It waits until the server knows that a worker is dead: as of each tenth day. */
const SLOW = ['calendars.spec.ts'];

/**
 * Makes of a spec a spec for each day of the run: its imports stay, all else becomes the body of `onEachDay`. So one
 * process loads the product once and starts it anew each day, and the specs know nothing of it.
 *
 * @param {string} source
 * @param {string} file
 */
function onEachDay(source, file) {
  const [imports = ''] = IMPORTS.exec(source) ?? [];
  const body = source.slice(imports.length);
  if (/^(?:import|export)\b/m.test(body)) throw new Error('the imports of a spec stand at its top');
  // On the same line, so that every line keeps its number.
  return `import { onEachDay } from '${EACH_DAY}'; ${imports}onEachDay(() => { ${body}\n}, ${SLOW.includes(basename(file)) ? 10 : 1});\n`;
}

export default {
  ...transformer,
  /** @type {typeof process} */
  process: (source, file, options) => process(made(source, file), file, options),
  /** @type {typeof getCacheKey} */
  getCacheKey: (source, file, options) => getCacheKey(made(source, file), file, options),
};

/**
 * @param {string} source
 * @param {string} file
 */
const made = (source, file) => (file.endsWith('.spec.ts') ? onEachDay(source, file) : source);
