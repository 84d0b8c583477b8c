import { createInstance } from 'i18next';
import type { RefusalSentences, Translation } from './checked.js';
import { en } from './en/index.js';
import { zhCN } from './zh-CN/index.js';

export type { Placeholders } from './checked.js';
export type Language = 'zh-CN' | 'en';
export type Messages = typeof zhCN;
export type MessageKey = keyof Messages;

/**
 * What the compiler checks of the languages: each has every sentence of the other with the same placeholders (the rest
 * of it stands in the English files), and those of all refusals.
 */
const chinese: Translation<typeof en> & RefusalSentences = zhCN;

const messages = createInstance();
await messages.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { translation: chinese }, en: { translation: en } },
});

/** The sentence for a key; an unknown key is returned as it stands, so that a missing message is seen. */
export const translate = (key: string, language: Language, params: Record<string, unknown> = {}): string =>
  nestQuotes(messages.t(key, { lng: language, ...params }));

/** Quotation marks within quotation marks are single ones: a sentence quotes the step “‘两委’决定”. */
function nestQuotes(text: string): string {
  let depth = 0;
  return text.replace(/[“”]/g, (mark) => {
    if (mark === '“') depth += 1;
    const single = depth > 0 && depth % 2 === 0;
    if (mark === '”') depth -= 1;
    if (!single) return mark;
    return mark === '“' ? '‘' : '’';
  });
}

/** Whether there is a message for the key. */
export const isMessageKey = (key: string): key is MessageKey => key in zhCN;

/** The language of an Accept-Language header: English only when it is preferred, else Chinese. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN';
}
