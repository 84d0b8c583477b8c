import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { administration } from './zh-CN/administration.js';
import { appWords } from './zh-CN/app.js';
import { web } from './zh-CN/web.js';

const root = join(import.meta.dirname, '../../../apps/web/src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('client'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

describe('the words of the web app', () => {
  it('are there for every key that it names', () => {
    const named = [...sources.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key!);
    expect(named.length).toBeGreaterThan(200);
    expect([...new Set(named)].filter((key) => !(key in appWords || key in administration))).toEqual([]);
  });

  it('are all in use', () => {
    const beginnings = [...sources.matchAll(/`((?:web|paper|level)\.[\w.-]*)\$\{/g)].map(([, key]) => key!);
    const unused = Object.keys({ ...web, ...administration }).filter(
      (key) => !sources.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
