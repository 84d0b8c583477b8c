import { fileURLToPath } from 'node:url';
import { EncryptionCodec, type KeyRing } from '#crypto';
import type { DataConverter } from '@temporalio/common';

/** Modules that the workflow bundle takes in as well. */
export const dataConverterPaths = {
  failureConverterPath: fileURLToPath(new URL('./failure-converter.cjs', import.meta.url)),
};

/** Encrypts payloads and failures; client and worker must use the same. */
export const dataConverter = (ring: KeyRing): DataConverter => ({
  payloadCodecs: [new EncryptionCodec(ring)],
  ...dataConverterPaths,
});
