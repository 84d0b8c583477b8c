import { fileURLToPath } from 'node:url';
import { EncryptionCodec, type KeyRing } from '#crypto';
import type { DataConverter } from '@temporalio/common';

/** Encrypts payloads and failures; client and worker must use the same. */
export const dataConverter = (ring: KeyRing): DataConverter => ({
  payloadCodecs: [new EncryptionCodec(ring)],
  failureConverterPath: fileURLToPath(new URL('./failure-converter.cjs', import.meta.url)),
});
