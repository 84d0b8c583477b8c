/**
 * `npm run generate -- --cases N [--folder FOLDER]`: a county of so many cases in a PostgreSQL of its own, never the
 * demo's. Stopped, it goes on where it was. `DATA_DIR=FOLDER npm start` shows its lists; open cases have no workflow.
 */
import { parseArgs } from 'node:util';
import { checkoutDir } from '#runtime';
import { join } from 'node:path';
import { complain } from '../../../scripts/lib/progress.mjs';
import { generateCounty } from './county.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    folder: { type: 'string', default: join(checkoutDir, 'data-county') },
  },
});

try {
  await generateCounty(values.folder, Number(values.cases), (line) => console.log(line));
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
