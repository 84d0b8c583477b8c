/** `node scripts/run.mjs FILE [ARGUMENTS]`: installs and builds what is missing, then runs a compiled program. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './lib/bootstrap.mjs';
import { handOver } from './lib/hand-over.mjs';
import { node24 } from './lib/install.mjs';
import { complain, Sentence } from './lib/progress.mjs';

try {
  const [program = '', ...args] = process.argv.slice(2);
  await bootstrap();
  const file = join(root, program);
  if (!existsSync(file)) throw new Sentence(`没有 ${program}。\nThere is no ${program}.`);
  handOver(node24(root), ['--enable-source-maps', file, ...args]);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
