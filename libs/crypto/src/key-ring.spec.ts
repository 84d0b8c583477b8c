import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { DecryptionError } from './aead.js';
import { KeyRing, KeyRingError } from './key-ring.js';

const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe('KeyRing', () => {
  const old = entry('2025');
  const ring = KeyRing.parse(old);

  it('opens what it sealed, in the same context only', () => {
    const sealed = ring.sealText('张三', 'person/1');
    expect(ring.openText(sealed, 'person/1')).toBe('张三');
    expect(sealed.toString('utf8')).not.toContain('张三');
    expect(() => ring.openText(sealed, 'person/2')).toThrow(DecryptionError);
  });

  it('refuses every changed byte', () => {
    const sealed = ring.sealText('x');
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i] = changed[i]! ^ 1;
      expect(() => ring.open(changed)).toThrow(DecryptionError);
    }
    expect(() => ring.open(Buffer.alloc(0))).toThrow(DecryptionError);
  });

  it('rotates: the new key seals, the old one still opens, indexes stay comparable', () => {
    const rotated = KeyRing.parse(`${entry('2026')}, ${old}`);
    expect(rotated.openText(ring.sealText('a'))).toBe('a');
    expect(rotated.sealedWith(rotated.sealText('a'))).toBe('2026');
    expect(rotated.blindIndex('name', '张三')).toBe(ring.blindIndex('name', '张三'));
    expect(() => ring.open(rotated.sealText('a'))).toThrow(/"2026" is not in the key ring/);
  });

  it('keeps fingerprints of different fields and rings apart', () => {
    expect(ring.blindIndex('name', '1')).not.toBe(ring.blindIndex('phone', '1'));
    expect(ring.blindIndex('name', '1')).not.toBe(KeyRing.parse(entry('2025')).blindIndex('name', '1'));
  });

  it.each([
    ['', /empty/],
    ['nocolon', /entry 1/],
    [`a b:${randomBytes(32).toString('base64')}`, /entry 1/],
    [`k:${randomBytes(16).toString('base64')}`, /"k" is not 32 bytes/],
    ['k:***', /"k" is not base64/],
    [`${old},${old}`, /stands twice/],
  ])('refuses a broken ring %#, naming the entry and not the value', (text, message) => {
    expect(() => KeyRing.parse(text)).toThrow(KeyRingError);
    expect(() => KeyRing.parse(text)).toThrow(message);
  });
});
