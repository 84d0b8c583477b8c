import { join } from 'node:path';
import { onPath, runTool } from '../tools.js';
import { EXECUTABLE_SUFFIX, type Fetch } from './fetch.js';

/** The newest CLI that can be installed by version; later ones replace a folder in their module. */
const MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Builds the CLI from its source, which takes some minutes. */
export const buildWithGo: Fetch = async (folder, progress, signal) => {
  const go = onPath('go');
  if (!go) return undefined;
  progress('用 Go 编译，只需一次，约 8 分钟 · building with Go, once only, about 8 minutes');
  const built = await runTool(go, ['install', MODULE], {
    env: { GOBIN: folder },
    onLine: progress,
    ...(signal && { signal }),
  });
  return built ? join(folder, `temporal${EXECUTABLE_SUFFIX}`) : undefined;
};
