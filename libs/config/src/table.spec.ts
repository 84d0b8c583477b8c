import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { allSettings, settingsMarkdown } from './index.js';

describe('docs/settings.md', () => {
  it('is the table of the settings that there are (npm run settings:docs writes it)', () => {
    const file = new URL('../../../docs/settings.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(settingsMarkdown(allSettings()));
  });

  it('names every setting once', () => {
    const names = allSettings().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
