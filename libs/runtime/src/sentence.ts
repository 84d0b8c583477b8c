/**
 * Something that the person at the terminal can put right: shown as the one sentence it is, in Chinese with English
 * beside, without a stack.
 */
export class HelpfulError extends Error {
  override readonly name = 'HelpfulError';

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options);
  }
}
