import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { DecryptionError } from './aead.js';
import type { KeyRing } from './key-ring.js';

const ENCODING = 'binary/encrypted';
const encodingBytes = Buffer.from(ENCODING);
const ProtoPayload = proto.temporal.api.common.v1.Payload;

/**
 * Encrypts everything that goes to the Temporal server. Decoding fails closed: a payload that isn't encrypted, or
 * with a key that isn't in the ring, is refused, so nobody can slip plain input past it. The key's id stands in
 * the metadata too, where an operator sees which histories still need an old key.
 */
export class EncryptionCodec implements PayloadCodec {
  constructor(private readonly ring: KeyRing) {}

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => ({
      metadata: { encoding: encodingBytes, 'encryption-key-id': Buffer.from(this.ring.activeId) },
      data: this.ring.seal(ProtoPayload.encode(payload).finish(), ENCODING),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const encoding = payload.metadata?.['encoding'];
      if (!encoding || !encodingBytes.equals(encoding) || !payload.data)
        throw new DecryptionError('refused a payload that is not encrypted');
      return ProtoPayload.decode(this.ring.open(payload.data, ENCODING));
    });
  }
}
