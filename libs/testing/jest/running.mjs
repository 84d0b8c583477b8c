/** @type {(() => Promise<void>) | undefined} */
let running;

/** @param {() => Promise<void>} stop */
export function remember(stop) {
  running = stop;
}

/** Stops what the set-up of this run has started. */
export async function stopRunning() {
  await running?.();
}
