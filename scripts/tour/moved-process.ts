/** The product in a process whose time its parent moves on. */
import { runProduct } from '../start/run-product.js';

/** How far the product's time is ahead of the machine's, in milliseconds; the same comes back once it holds. */
export interface Moved {
  ahead: number;
}

let ahead = 0;
process.on('message', (moved: Moved) => {
  ({ ahead } = moved);
  process.send?.(moved);
});
await runProduct(() => Date.now() + ahead);
