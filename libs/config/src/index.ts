import type { ClassConstructor } from 'class-transformer';
import { DatabaseConfig } from './database.config.js';
import { DataConfig } from './data.config.js';
import { HttpConfig } from './http.config.js';
import { type Environment, readArea, SettingsError } from './load.js';
import { LogConfig } from './log.config.js';
import { MailConfig } from './mail.config.js';
import { SecurityConfig } from './security.config.js';
import { type Setting, settingsOf } from './setting.js';
import { TemporalConfig } from './temporal.config.js';

export { DatabaseConfig } from './database.config.js';
export { DataConfig } from './data.config.js';
export { HttpConfig } from './http.config.js';
export { type Environment, loadArea, SettingsError } from './load.js';
export { LOG_LEVELS, LogConfig, type LogLevel } from './log.config.js';
export { MailConfig } from './mail.config.js';
export { type EncryptionKey, SecurityConfig } from './security.config.js';
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
  mail: MailConfig,
  log: LogConfig,
} as const;

export type Config = { [Area in keyof typeof AREAS]: InstanceType<(typeof AREAS)[Area]> };

/**
 * Reads and validates all settings.
 *
 * @throws SettingsError naming every variable whose value isn't allowed, over all areas
 */
export function loadConfig(env: Environment = process.env): Config {
  const wrong: Setting[] = [];
  const read = <T extends object>(area: ClassConstructor<T>): T => {
    const result = readArea(area, env);
    wrong.push(...result.wrong);
    return result.instance;
  };
  const config: Config = {
    http: read(HttpConfig),
    data: read(DataConfig),
    database: read(DatabaseConfig),
    temporal: read(TemporalConfig),
    security: read(SecurityConfig),
    mail: read(MailConfig),
    log: read(LogConfig),
  };
  if (wrong.length > 0) throw new SettingsError(wrong);
  return config;
}

/** Every setting there is. */
export function allSettings(): Setting[] {
  return Object.values(AREAS).flatMap((area) => [...settingsOf(area).values()]);
}
