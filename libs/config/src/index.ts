import type { ClassConstructor } from 'class-transformer';
import { DatabaseConfig } from './database.config.js';
import { DataConfig } from './data.config.js';
import { HttpConfig } from './http.config.js';
import { type Environment, readArea, SettingsError } from './load.js';
import { LogConfig } from './log.config.js';
import { MailConfig } from './mail.config.js';
import { SecurityConfig } from './security.config.js';
import { SessionConfig } from './session.config.js';
import { type Setting, settingsOf } from './setting.js';
import { TemporalConfig } from './temporal.config.js';

export { DatabaseConfig } from './database.config.js';
export { DataConfig } from './data.config.js';
export { HttpConfig } from './http.config.js';
export { type Environment, loadArea, SettingsError } from './load.js';
export { LOG_LEVELS, LogConfig, type LogLevel } from './log.config.js';
export { MailConfig } from './mail.config.js';
export { type EncryptionKey, SecurityConfig } from './security.config.js';
export { SessionConfig } from './session.config.js';
export { type Bilingual, type Setting } from './setting.js';
export { TemporalConfig } from './temporal.config.js';
export { settingsMarkdown } from './table.js';

/** Every area by its name in {@link Config}; the order is that of the table of settings. */
export const AREAS = {
  http: HttpConfig,
  data: DataConfig,
  database: DatabaseConfig,
  temporal: TemporalConfig,
  security: SecurityConfig,
  session: SessionConfig,
  mail: MailConfig,
  log: LogConfig,
} as const;

export type Config = { [Area in keyof typeof AREAS]: InstanceType<(typeof AREAS)[Area]> };

/** What the worker needs: all but what signs people in. */
export type WorkerConfig = Omit<Config, 'session'>;

/**
 * Reads and validates all settings.
 *
 * @throws SettingsError naming every variable whose value isn't allowed, over all areas
 */
export const loadConfig = (env: Environment = process.env): Config => load(AREAS, env);

/** As {@link loadConfig}, of the worker alone. */
export function loadWorkerConfig(env: Environment = process.env): WorkerConfig {
  const { session: _, ...areas } = AREAS;
  return load(areas, env);
}

type Areas = Record<string, ClassConstructor<object>>;
type Loaded<A extends Areas> = { [Name in keyof A]: InstanceType<A[Name]> };

function load<A extends Areas>(areas: A, env: Environment): Loaded<A> {
  const read = Object.entries(areas).map(([name, area]) => ({ name, ...readArea(area, env) }));
  const wrong = read.flatMap((area) => area.wrong);
  if (wrong.length > 0) throw new SettingsError(wrong);
  return Object.fromEntries(read.map(({ name, instance }) => [name, instance])) as Loaded<A>;
}

/** Every setting there is. */
export function allSettings(): Setting[] {
  return Object.values(AREAS).flatMap((area) => [...settingsOf(area).values()]);
}
