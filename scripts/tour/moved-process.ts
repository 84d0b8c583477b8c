/** The product in a process whose time its parent moves on. */
import { runProduct } from '../start/run-product.js';

/** How far the product's time is ahead of the machine's, in milliseconds; the same comes back once it holds. */
export interface Moved {
  ahead: number;
}

/** Where it begins: with the process, which may live in another time than the machine from its start. */
let ahead = Number(process.env['MOVED_AHEAD'] ?? 0);
/** Its workflows must live there too: a bundle of their own. */
const codePath = process.env['MOVED_WORKFLOWS'];
process.on('message', (moved: Moved) => {
  ({ ahead } = moved);
  process.send?.(moved);
});
await runProduct(() => Date.now() + ahead, codePath ? { workflowBundle: { codePath } } : undefined);
