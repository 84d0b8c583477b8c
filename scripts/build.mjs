/** `npm run build`: installs and builds what is missing. */
import { bootstrap } from './lib/bootstrap.mjs';
import { complain } from './lib/progress.mjs';

await bootstrap().catch((error) => {
  complain(error);
  process.exitCode = 1;
});
