import { expect, it } from '@jest/globals';
import { namedStatement } from './named-statement.js';

it('numbers parameters, repeats them, and leaves casts alone', () => {
  const statement = namedStatement('n', 'SELECT :a::int, :b, :a, x::text');
  expect(statement({ a: 1, b: 2 })).toEqual({
    name: 'n',
    text: 'SELECT $1::int, $2, $1, x::text',
    values: [1, 2],
  });
  expect(() => statement({ a: 1 })).toThrow(/parameter b is missing/);
});
