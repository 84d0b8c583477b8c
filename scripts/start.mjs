/** `npm start`: installs and builds what is missing, then hands over to the launcher on Node 24. */
import { join } from 'node:path';
import { bootstrap, root } from './lib/bootstrap.mjs';
import { handOver } from './lib/hand-over.mjs';
import { node24 } from './lib/install.mjs';
import { complain } from './lib/progress.mjs';

try {
  await bootstrap();
  handOver(node24(root), ['--enable-source-maps', join(root, 'dist/scripts/start/main.js')], { apart: true });
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
