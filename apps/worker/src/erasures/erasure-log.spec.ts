import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ErasureLog, isErasable } from './erasure-log.js';

const ONE = 'case/019a0000-0000-7000-8000-000000000001' as const;
const TWO = 'person/019a0000-0000-7000-8000-000000000002' as const;
const AT = Date.parse('2026-11-02T02:00:00.000Z');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunying-erasures-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keeps what was appended, in order, in a file that is there only once something was erased', () => {
  const log = new ErasureLog(join(folder, 'deep', 'one.log'));
  expect(log.entries()).toEqual([]);
  log.append({ subject: ONE, at: AT });
  log.append({ subject: TWO, at: AT + 1 });
  expect(log.entries()).toEqual([
    { subject: ONE, at: AT },
    { subject: TWO, at: AT + 1 },
  ]);
  expect(readFileSync(join(folder, 'deep', 'one.log'), 'utf8').split('\n')[0]).toBe(
    `2026-11-02T02:00:00.000Z ${ONE}`,
  );
});

it('passes over a last line that a crash cut short, and over no other', () => {
  const file = join(folder, 'two.log');
  writeFileSync(file, `2026-11-02T02:00:00.000Z ${ONE}\n2026-11-02T02:00:0`);
  expect(new ErasureLog(file).entries()).toEqual([{ subject: ONE, at: AT }]);
  writeFileSync(file, `2026-11-02T02:0\n2026-11-02T02:00:00.000Z ${ONE}\n`);
  expect(() => new ErasureLog(file).entries()).toThrow('line 1');
});

it('knows what can be erased', () => {
  expect(isErasable(ONE)).toBe(true);
  for (const other of ['case/1', 'grid/019a0000-0000-7000-8000-000000000001', `${ONE}/x`, ''])
    expect(isErasable(other)).toBe(false);
});
