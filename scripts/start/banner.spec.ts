import { describe, expect, it } from '@jest/globals';
import { alignColumns } from './banner.js';

describe('columns on a terminal', () => {
  it('stand under each other, a Chinese character being two wide', () => {
    expect(
      alignColumns([
        ['账号', 'x'],
        ['abc', '网格员', '柳塘村'],
        ['a', '', 'b'],
      ]),
    ).toEqual(['  账号  x', '  abc   网格员  柳塘村', '  a             b']);
  });
});
