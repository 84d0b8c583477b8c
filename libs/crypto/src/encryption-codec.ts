import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import { DecryptionError } from './aead.js';
import type { KeyRing } from './key-ring.js';

const ENCODING = 'binary/encrypted';
const encodingBytes = Buffer.from(ENCODING);
const ProtoPayload = proto.temporal.api.common.v1.Payload;

/** What a Schedule adds to the id that its action names. */
const SCHEDULED_AT = /-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Encrypts everything that goes to the Temporal server. Decoding fails closed: a payload that isn't encrypted, or
 * with a key that isn't in the ring, is refused, so nobody can slip plain input past it. So is one that was sealed for
 * another workflow: who can write to the server but has no key can't copy what is in one case's history to another
 * case. The key's id stands in the metadata too, where an operator sees which histories still need an old key.
 */
export class EncryptionCodec implements PayloadCodec {
  constructor(private readonly ring: KeyRing) {}

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const place = placeOf(context);
    return payloads.map((payload) => ({
      metadata: { encoding: encodingBytes, 'encryption-key-id': Buffer.from(this.ring.activeId) },
      data: this.ring.seal(ProtoPayload.encode(payload).finish(), place),
    }));
  }

  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const place = placeOf(context);
    return payloads.map((payload) => {
      const encoding = payload.metadata?.['encoding'];
      if (!encoding || !encodingBytes.equals(encoding) || !payload.data)
        throw new DecryptionError('refused a payload that is not encrypted');
      return ProtoPayload.decode(this.ring.open(payload.data, place));
    });
  }
}

/**
 * Namespace and workflow, the same for what a workflow says to its activities. What the SDK seals without a context, the
 * failures of workflow tasks, opens without one only: no workflow ever takes it in.
 */
function placeOf(context: SerializationContext | undefined): string {
  if (!context?.workflowId) return ENCODING;
  return [ENCODING, context.namespace, context.workflowId.replace(SCHEDULED_AT, '')].join('\0');
}
