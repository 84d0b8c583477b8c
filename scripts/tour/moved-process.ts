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

/** Where it begins: with the process, which may live in another time than the machine from its start. */
const began = Number(process.env['MOVED_AHEAD'] ?? 0);
/** Its workflows must live there too: a bundle of their own. */
const codePath = process.env['MOVED_WORKFLOWS'];

const { temporal, security } = loadConfig();
const time = new MovedTime(createClient(temporal, new KeyRing(security.encryptionKeys)));
const clock = { now: () => time.now() + began, interceptor: time.interceptor };

const reach = (instant: number): Promise<Reached> =>
  time.reach(instant - began).then(
    () => ({ ahead: clock.now() - Date.now() }),
    (error: unknown) => ({ error: String(error) }),
  );
process.on('message', ({ instant }: Reach) => void reach(instant).then((reached) => process.send?.(reached)));
await runProduct(clock, codePath ? { workflowBundle: { codePath } } : undefined);
