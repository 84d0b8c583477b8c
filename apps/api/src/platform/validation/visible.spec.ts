import { describe, expect, it } from '@jest/globals';
import { hasVisibleCharacter } from './visible.js';

describe('a text that people can read', () => {
  it.each(['一', ' x ', '\u200b墙', '𠮷', '👍', '。', '\ue000', '이', 'e\u0301'])('%j is one', (text) => {
    expect(hasVisibleCharacter(text)).toBe(true);
  });

  it.each([
    '',
    ' \t\n',
    '\u3000',
    '\u200b',
    '\u2060',
    '\u200b\u3164',
    '\u115f\u1160',
    '\uffa0',
    '\u2800',
    '\u00ad\u00a0\ufeff',
    '\u034f\ufe0f',
    '\u{e0001}\u{e0100}',
    '\u2028\u2029\u0085',
    '\u0301',
    '\ufffe',
  ])('%j is none', (text) => {
    expect(hasVisibleCharacter(text)).toBe(false);
  });
});
