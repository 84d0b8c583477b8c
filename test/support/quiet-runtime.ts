import { Logger } from '@nestjs/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';

/** The log of every worker would bury the results. One runtime a process, however many specs it runs. */
export function quietRuntime(): void {
  Logger.overrideLogger(false);
  quietWorkers();
}

/** The same, and Nest's log stays as it is. */
export function quietWorkers(): void {
  try {
    Runtime.install({
      shutdownSignals: [],
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
    });
  } catch {
    // Installed by an earlier spec of the same process.
  }
}
