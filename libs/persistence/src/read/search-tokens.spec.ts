import { describe, expect, it } from '@jest/globals';
import { searchQuery, searchTokens } from './search-tokens.js';

const place = { countyId: 'c', townshipId: 't', villageId: 'v' };

describe('searchTokens', () => {
  it('holds number, words, their characters and the places', () => {
    const tokens = searchTokens({ number: '清溪2026-0012', title: '屋檐滴水', place });
    expect(tokens).toEqual(expect.arrayContaining(['清溪2026-0012', '12', '滴水', '檐', '@c', '@t', '@v']));
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('does not tell full width and case apart', () => {
    expect(searchTokens({ number: 'Ａ１', place })).toContain('a1');
  });
});

describe('searchQuery', () => {
  it('asks for the place and every word, as a word or by its characters', () => {
    const query = searchQuery('滴水', 'v')!;
    expect(query.startsWith(`'@v' & (`)).toBe(true);
    expect(query).toContain(`('滴' & '水')`);
  });

  it('quotes what would be an operator', () => {
    expect(searchQuery(`a' | b\\`, 'v')).toContain(`'a'' | b\\\\'`);
  });

  it.each(['', ' ', '%_', '！？'])('is nothing without a word: %j', (text) => {
    expect(searchQuery(text, 'v')).toBeUndefined();
  });
});
