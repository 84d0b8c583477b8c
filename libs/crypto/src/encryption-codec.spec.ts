import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { randomBytes } from 'node:crypto';
import { EncryptionCodec } from './encryption-codec.js';
import { KeyRing } from './key-ring.js';

const codec = new EncryptionCodec(KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`));

describe('EncryptionCodec', () => {
  it('brings payloads back and shows only the key id outside', async () => {
    const plain = defaultPayloadConverter.toPayload({ marker: '王五-机密' });
    const [encoded] = await codec.encode([plain]);
    expect(Buffer.from(encoded!.metadata!['encoding']!).toString()).toBe('binary/encrypted');
    expect(Buffer.from(encoded!.metadata!['encryption-key-id']!).toString()).toBe('k1');
    expect(Buffer.from(encoded!.data!).includes('王五')).toBe(false);
    const [decoded] = await codec.decode([encoded!]);
    expect(defaultPayloadConverter.fromPayload(decoded!)).toEqual({ marker: '王五-机密' });
  });

  it('refuses plain payloads and those of other keys', async () => {
    await expect(codec.decode([defaultPayloadConverter.toPayload('plain')])).rejects.toThrow(/not encrypted/);
    const other = new EncryptionCodec(KeyRing.parse(`k2:${randomBytes(32).toString('base64')}`));
    const foreign = await other.encode([defaultPayloadConverter.toPayload('x')]);
    await expect(codec.decode(foreign)).rejects.toThrow(/not in the key ring/);
  });
});
