import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type Setting, settingsOf } from './setting.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One or more settings have values that aren't allowed. The message names them and what is allowed, never the value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly settings: readonly Setting[]) {
    super(settings.map(describe).join('\n'));
  }
}

/**
 * Reads and validates one area of the settings. An empty variable counts as unset.
 *
 * @throws SettingsError naming every variable of the area whose value isn't allowed
 */
export function loadArea<T extends object>(area: ClassConstructor<T>, env: Environment = process.env): T {
  const { instance, wrong } = readArea(area, env);
  if (wrong.length > 0) throw new SettingsError(wrong);
  return instance;
}

/** As {@link loadArea}, but hands the wrong settings back, so that those of several areas can be told at once. */
export function readArea<T extends object>(
  area: ClassConstructor<T>,
  env: Environment,
): { instance: T; wrong: Setting[] } {
  const settings = settingsOf(area);
  const plain: Record<string, string> = {};
  for (const [property, setting] of settings) {
    const value = env[setting.name]?.trim() || setting.fallback;
    if (value !== undefined) plain[property] = value;
  }
  const instance = plainToInstance(area, plain);
  const wrong = validateSync(instance, { forbidUnknownValues: false })
    .map((error) => settings.get(error.property))
    .filter((setting) => setting !== undefined);
  return { instance, wrong };
}

function describe({ name, allowed }: Setting): string {
  return `${name}：${allowed.zh}。 / ${name}: ${allowed.en}.`;
}
