/** The product as one process, for the embedded default. */
import { runProduct } from './run-product.js';

await runProduct();
