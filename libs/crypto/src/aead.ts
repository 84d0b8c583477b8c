import { createCipheriv, createDecipheriv, randomBytes, type CipherKey } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Something could not be opened: another key, another context, or changed bytes. Never says which. */
export class DecryptionError extends Error {
  override readonly name: string = 'DecryptionError';
}

/** The key isn't there: a matter of the installation, not of the bytes. */
export class UnknownKeyError extends DecryptionError {
  override readonly name = 'UnknownKeyError';
}

/** AES-256-GCM: `nonce ‖ ciphertext ‖ tag`. `aad` ties the ciphertext to its place; opening needs the same. */
export function encrypt(key: CipherKey, plain: Uint8Array, aad: Uint8Array | string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad as string));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The reverse of {@link encrypt}. Throws {@link DecryptionError}. */
export function decrypt(key: CipherKey, sealed: Uint8Array, aad: Uint8Array | string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionError('ciphertext too short');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(aad as string));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    throw new DecryptionError('ciphertext does not open');
  }
}
