import { placeForCluster, stopOrphanCluster, stopOrphanDevServer, stopPid } from '#runtime';
import type { DataFolder } from './data-folder.js';

/**
 * Ends what a crashed launcher left running on this data folder, so that the ports and files are free again. The product
 * ends by itself when its launcher is gone, but may still be draining.
 */
export async function stopOrphans(folder: DataFolder, product: number | undefined): Promise<void> {
  if (product)
    await stopPid(product, [
      ['SIGTERM', 15_000],
      ['SIGKILL', 5_000],
    ]);
  await stopOrphanDevServer(folder.temporalDb);
  await stopOrphanCluster(placeForCluster(folder.path));
}
