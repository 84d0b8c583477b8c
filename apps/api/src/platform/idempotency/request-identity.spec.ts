import { describe, expect, it } from '@jest/globals';
import { checkKey, commandIdOf, derivedId, hashRequest } from './request-identity.js';

describe('the identity of a request', () => {
  it('is a UUID of version 8, one for each account and key', () => {
    const id = commandIdOf('account', 'key');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(commandIdOf('account', 'key')).toBe(id);
    const others = [
      commandIdOf('other', 'key'),
      commandIdOf('account', 'other'),
      derivedId('account', 'key'),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
    expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'));
  });

  it('takes the body by its meaning, and the address as it is', () => {
    const hash = hashRequest('POST', '/a', { x: 1, y: ['文', null] });
    expect(hashRequest('POST', '/a', JSON.parse('{"y":["文",null],"x":1.0}'))).toBe(hash);
    for (const other of [
      hashRequest('POST', '/b', { x: 1, y: ['文', null] }),
      hashRequest('POST', '/a', { x: '1', y: ['文', null] }),
      hashRequest('POST', '/a', { x: 1, y: [null, '文'] }),
      hashRequest('POST', '/a', undefined),
    ])
      expect(other).not.toBe(hash);
  });

  it.each([[undefined], [''], ['a b'], ['键'], ['k'.repeat(201)], [['a', 'b']]])(
    'refuses the key %j',
    (key) => {
      expect(() => checkKey(key)).toThrow(/idempotencyKey/);
    },
  );

  it('accepts 1 to 200 visible characters', () => {
    expect([checkKey('!'), checkKey('k'.repeat(200))]).toHaveLength(2);
  });
});
