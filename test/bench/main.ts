/**
 * `npm run bench [-- row…]`: what the product costs beside its floors, on servers of its own. Options: `--quick` (small
 * numbers, to see that it runs), `--rounds=N`, `--pieces=N`, `--apart` (API and worker as processes of their own),
 * `--profile=FOLDER` (processor profiles of the product), `--county=FOLDER` (reading, from what `npm run generate` made).
 */
import { parseArgs } from 'node:util';
import { complain } from '../../scripts/lib/progress.mjs';
import { Floor } from './floor/floor.js';
import { Product } from './product.js';
import type { Bench, Measured, Row } from './row.js';
import { action, atOnce } from './rows/action.js';
import { deadlines } from './rows/deadlines.js';
import { encryption } from './rows/encryption.js';
import { measureLists } from './rows/lists.js';
import { memory } from './rows/memory.js';
import { opening } from './rows/opening.js';
import { web } from './rows/web.js';
import { wholeCase } from './rows/whole-case.js';
import { type Servers, startServers } from './servers.js';
import { HEADING, line } from './table.js';

const ROWS: readonly Row[] = [action, atOnce, opening, wholeCase, memory, encryption, deadlines, web];
/** An update and an activity take about 31 ms on two cores; a machine that needs twice that measures itself. */
const SLOW_MS = 60;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    apart: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    pieces: { type: 'string' },
    profile: { type: 'string' },
    county: { type: 'string' },
  },
});

try {
  const unknown = positionals.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0)
    throw new Error(
      `no row is called ${unknown.join(', ')}; there are ${ROWS.map((row) => row.name).join(', ')}`,
    );
  const wanted = ROWS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (values.county) await readCounty(values.county);
  else await onServers(wanted);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
// Kept connections of clients would hold the process for a while.
process.exit();

async function onServers(rows: readonly Row[]): Promise<void> {
  const servers = await startServers();
  try {
    await run(servers, rows);
  } finally {
    await servers.stop();
  }
}

async function readCounty(folder: string): Promise<void> {
  console.log(HEADING);
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 4));
  const pieces = Number(values.pieces ?? (values.quick ? 20 : 200));
  for (const measured of await measureLists(folder, rounds, pieces)) tell(measured);
}

async function run(servers: Servers, rows: readonly Row[]): Promise<void> {
  const { quick, apart, profile } = values;
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const product = await Product.start(servers, { apart, flags });
  const floor = await Floor.start(servers);
  try {
    const bench: Bench = {
      servers,
      product,
      floor,
      rounds: Number(values.rounds ?? (quick ? 1 : 4)),
      pieces: Number(values.pieces ?? (quick ? 5 : 50)),
      warmUp: quick ? 5 : 50,
    };
    console.log(HEADING);
    for (const row of rows) for (const measured of await row.measure(bench)) tell(measured);
  } finally {
    await Promise.all([product.stop(), floor.stop()]);
  }
}

function tell(measured: Measured): void {
  console.log(line(measured));
  if (measured.name === 'action p50' && (measured.floor ?? 0) > SLOW_MS)
    console.log(`(T takes more than ${SLOW_MS} ms: this machine is busy or slow, trust the ratios alone)`);
}
