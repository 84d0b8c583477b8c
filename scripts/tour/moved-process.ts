/** The product in a process whose time its parent moves on. */
import { loadConfig } from '#config';
import { KeyRing } from '#crypto';
import { MovedTime } from '#runtime';
import { createClient } from '#temporal';
import { runProduct } from '../start/run-product.js';

/** Asks for an instant, milliseconds since 1970. */
export interface Reach {
  instant: number;
}
/** The answer, once it is reached: how far the product's time is ahead of the machine's, or why it isn't. */
export type Reached = { ahead: number } | { error: string };

const { temporal, security } = loadConfig();
const time = new MovedTime(createClient(temporal, new KeyRing(security.encryptionKeys)));

const reach = (instant: number): Promise<Reached> =>
  time.reach(instant).then(
    () => ({ ahead: time.now() - Date.now() }),
    (error: unknown) => ({ error: String(error) }),
  );
process.on('message', ({ instant }: Reach) => void reach(instant).then((reached) => process.send?.(reached)));
await runProduct(time);
