import { expect, it } from '@jest/globals';
import { REFUSALS } from '#domain';
import { translate } from './index.js';

/** That each has a sentence is the compiler's; that it is one for people of that language is not. */
it.each(Object.keys(REFUSALS))('%s is refused in Chinese and in English', (code) => {
  expect(translate(`refusal.${code}`, 'zh-CN')).toMatch(/\p{Script=Han}/u);
  expect(translate(`refusal.${code}`, 'en')).toMatch(/^[A-Z“{\d]/);
});
