export { decrypt, DecryptionError, encrypt, UnknownKeyError } from './aead.js';
export { canonicalJson, digestJson, sha256, sha256Base64Url } from './digest.js';
export { EncryptionCodec } from './encryption-codec.js';
export { KeyRing, KeyRingError } from './key-ring.js';
export * from './password.js';
