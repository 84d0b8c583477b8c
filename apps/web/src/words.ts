import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';
import { appWords } from '../../../libs/i18n/src/zh-CN/app';

export type Language = 'zh-CN' | 'en';
/** A key of the words that API and web app share, or one that is put together (`kind.sign`). */
export type WordKey = keyof typeof appWords | (string & {});

const STORED = 'qunying.language';
const words = createInstance();
void words.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { translation: appWords } },
});

/** Words that come with a page; English is fetched whole. */
export const addWords = (more: Record<string, string>): void => {
  words.addResourceBundle('zh-CN', 'translation', more, true);
};

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const language = (): Language => words.language as Language;

/** English is fetched when somebody asks for it. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === 'en' && !words.hasResourceBundle('en', 'translation')) {
    const { appWords: en } = await import('../../../libs/i18n/src/en/app');
    words.addResourceBundle('en', 'translation', en);
  }
  await words.changeLanguage(wanted);
  document.documentElement.lang = wanted;
  localStorage.setItem(STORED, wanted);
  listeners.forEach((listener) => listener());
}

export const storedLanguage = (): Language => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh-CN');

export const t = (key: WordKey, params: Record<string, unknown> = {}): string => words.t(key, params);

/** Draws anew when the language changes. */
export function useWords(): { t: typeof t; language: Language } {
  const current = useSyncExternalStore(subscribe, language);
  return { t, language: current };
}

/** What the API says in both languages. */
export const said = (both: { zh: string; en: string } | undefined): string | undefined =>
  both && (language() === 'en' ? both.en : both.zh);

/** Every code of a family (`kind`, `role`) with its name, in the order of the words: a new one is there with its word. */
export const labelsOf = (family: string): Record<string, string> =>
  Object.fromEntries(
    Object.keys(appWords)
      .filter((key) => key.startsWith(`${family}.`))
      .map((key) => [key.slice(family.length + 1), t(key)]),
  );

export const isMessage = (key: string): boolean => words.exists(key);
