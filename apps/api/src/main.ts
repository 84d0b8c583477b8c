/** The API alone, for production; `npm start` runs it together with the worker. */
import { SettingsError } from '#config';
import { startApi } from './bootstrap.js';

try {
  const api = await startApi();
  const end = (): void => {
    void api.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
}
