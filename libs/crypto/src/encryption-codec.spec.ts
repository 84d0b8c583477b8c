import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type SerializationContext } from '@temporalio/common';
import { randomBytes } from 'node:crypto';
import { EncryptionCodec } from './encryption-codec.js';
import { KeyRing } from './key-ring.js';

const codec = new EncryptionCodec(KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`));
const CASE: SerializationContext = { type: 'workflow', namespace: 'qunying', workflowId: 'case/1' };

describe('EncryptionCodec', () => {
  it('brings payloads back and shows only the key id outside', async () => {
    const plain = defaultPayloadConverter.toPayload({ marker: '王五-机密' });
    const [encoded] = await codec.encode([plain], CASE);
    expect(Buffer.from(encoded!.metadata!['encoding']!).toString()).toBe('binary/encrypted');
    expect(Buffer.from(encoded!.metadata!['encryption-key-id']!).toString()).toBe('k1');
    expect(Buffer.from(encoded!.data!).includes('王五')).toBe(false);
    const [decoded] = await codec.decode([encoded!], CASE);
    expect(defaultPayloadConverter.fromPayload(decoded!)).toEqual({ marker: '王五-机密' });
  });

  it('refuses plain payloads and those of other keys', async () => {
    await expect(codec.decode([defaultPayloadConverter.toPayload('plain')], CASE)).rejects.toThrow(
      /not encrypted/,
    );
    const other = new EncryptionCodec(KeyRing.parse(`k2:${randomBytes(32).toString('base64')}`));
    const foreign = await other.encode([defaultPayloadConverter.toPayload('x')], CASE);
    await expect(codec.decode(foreign, CASE)).rejects.toThrow(/not in the key ring/);
  });

  it('opens what a workflow and its activities say to each other, and nothing of another workflow', async () => {
    const payloads = await codec.encode([defaultPayloadConverter.toPayload('x')], CASE);
    const activity = {
      type: 'activity',
      namespace: 'qunying',
      workflowId: 'case/1',
      isLocal: false,
    } as const;
    expect(await codec.decode(payloads, activity)).toHaveLength(1);
    for (const other of [
      { ...CASE, workflowId: 'case/2' },
      { ...CASE, namespace: 'other' },
      { ...activity, workflowId: 'case/2' },
    ])
      await expect(codec.decode(payloads, other)).rejects.toThrow(/does not open/);
  });

  it('keeps what belongs to no workflow apart from what belongs to one', async () => {
    const plain = [defaultPayloadConverter.toPayload('x')];
    const [ofCase, ofNone] = [await codec.encode(plain, CASE), await codec.encode(plain)];
    expect(await codec.decode(ofNone)).toHaveLength(1);
    await expect(codec.decode(ofNone, CASE)).rejects.toThrow(/does not open/);
    await expect(codec.decode(ofCase)).rejects.toThrow(/does not open/);
  });

  it('lets a Schedule start what it was given, whenever it does', async () => {
    const given = { ...CASE, workflowId: 'sweep' };
    const payloads = await codec.encode([defaultPayloadConverter.toPayload('x')], given);
    const started = { ...CASE, workflowId: 'sweep-2026-11-26T00:05:00Z' };
    expect(await codec.decode(payloads, started)).toHaveLength(1);
  });
});
