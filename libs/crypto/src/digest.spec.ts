import { describe, expect, it } from '@jest/globals';
import { canonicalJson, digestJson, sha256Base64Url } from './digest.js';

describe('canonicalJson', () => {
  it('does not depend on the order of keys nor on undefined ones', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '是' }], a: undefined })).toBe(
      '{"b":[1,{"c":"是","d":null}]}',
    );
    expect(digestJson({ a: 1, b: 2 })).toBe(digestJson({ b: 2, a: 1 }));
    expect(digestJson({ a: 1 })).not.toBe(digestJson({ a: '1' }));
  });

  it('equals what comes back from JSON', () => {
    const value = { z: 1e21, a: [undefined, -0, 'é\u2028'], n: { y: true, x: 0.1 } };
    expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
  });

  it.each([NaN, Infinity, new Date(0), 1n, () => 1])('refuses what JSON would change: %p', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  it('matches the published test vector of SHA-256', () => {
    expect(Buffer.from(sha256Base64Url('abc'), 'base64url').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
