/** `npm run dev`: like `npm start`, and what is saved is compiled and runs within seconds. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './lib/bootstrap.mjs';
import { stampFile } from './lib/build.mjs';
import { handOver } from './lib/hand-over.mjs';
import { node24 } from './lib/install.mjs';
import { complain } from './lib/progress.mjs';

try {
  await bootstrap();
  // From here on `dist` follows the sources by itself: what it was made of is not known any more.
  rmSync(stampFile(root), { force: true });
  handOver(node24(root), ['--enable-source-maps', join(root, 'dist/scripts/start/main.js'), '--watch'], {
    apart: true,
  });
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
