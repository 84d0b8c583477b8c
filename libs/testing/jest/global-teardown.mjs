import { stopRunning } from './running.mjs';

export default async function globalTeardown() {
  await stopRunning();
}
