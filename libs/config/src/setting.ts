import 'reflect-metadata';

/** A sentence for people: Chinese first, English beside. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** One row of the table of settings (`docs/settings.md`). */
export interface Setting {
  /** Name of the environment variable. */
  name: string;
  /** What it is for. */
  purpose: Bilingual;
  /** Which values are allowed; also the text of the error. */
  allowed: Bilingual;
  /** Value used when the variable is unset or empty. */
  fallback?: string;
  /** What stands in the table for the default when `fallback` alone doesn't tell it. */
  fallbackNote?: Bilingual;
  /** Must never be printed. */
  secret?: boolean;
}

type AreaClass = abstract new (...args: never[]) => object;

const byArea = new Map<unknown, Map<string, Setting>>();

/** Binds a property of an area's class to an environment variable and enters it into the table of settings. */
export function FromEnv(setting: Setting): PropertyDecorator {
  return (target, property) => {
    const area = byArea.get(target.constructor) ?? new Map<string, Setting>();
    area.set(String(property), setting);
    byArea.set(target.constructor, area);
  };
}

/** The settings of one area, by property name, in the order of the class. */
export function settingsOf(area: AreaClass): ReadonlyMap<string, Setting> {
  return byArea.get(area) ?? new Map<string, Setting>();
}
