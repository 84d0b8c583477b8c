/**
 * How PostgreSQL, Temporal and other child processes are found, started and stopped: one way for the launcher and for
 * the tests. Only TypeScript that Node can strip (no decorators, enums, parameter properties), because Jest's global
 * set-up loads it without a build.
 */
export {
  commandLine,
  exitOf,
  isAlive,
  launch,
  type Launch,
  type OsUser,
  plainEnvironment,
  stopPid,
  type StopStep,
  tailOf,
} from './children.js';
export { cacheDir, checkoutDir } from './paths.js';
export { freePorts, isFree, listenTrouble } from './ports.js';
export { canRead, serverUser } from './postgres/os-user.js';
export {
  type ClusterOptions,
  databaseUrl,
  PostgresCluster,
  stopOrphanCluster,
  SUPERUSER,
} from './postgres/cluster.js';
export { createDatabase, ensureDatabase, withClient } from './postgres/databases.js';
export { placeForCluster, placeOutside } from './postgres/place.js';
export { HelpfulError } from './sentence.js';
export { findTemporal } from './temporal/binary.js';
export type { OnProgress } from './temporal/fetch.js';
export { MovedTime } from './temporal/moved-time.js';
export { ensureNamespace, type NamespaceOptions } from './temporal/namespace.js';
export { type DevServerOptions, stopOrphanDevServer, TemporalDevServer } from './temporal/server.js';
export { onPath, runTool, withLock } from './tools.js';
export { eventually, type Patience } from './waiting.js';
