import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { decrypt, DecryptionError, encrypt, UnknownKeyError } from './aead.js';

const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9._-]{1,64}$/;
/** First byte of everything sealed, so that the layout can change some day. */
const LAYOUT = 1;

const derive = (key: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `qunying/${purpose}`, KEY_BYTES)));

/** A key ring that can't be used. The message names the entry, never its value. */
export class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}

/**
 * The installation's keys. The first seals; all open. Rotation puts a new key in front and keeps the old ones
 * until nothing is sealed with them any more.
 *
 * Blind indexes must stay comparable over a rotation, so they use the *last* (oldest) key of the ring, through a
 * key of its own derived from it. Who removes that key rebuilds the indexes; rows carry {@link indexKeyId} so
 * that stale ones are found.
 */
export class KeyRing {
  private readonly sealing = new Map<string, KeyObject>();
  private readonly indexing: KeyObject;
  readonly activeId: string;
  readonly indexKeyId: string;

  /** `keys`: 32 bytes each, active first. Throws {@link KeyRingError}. */
  constructor(keys: readonly { id: string; key: Buffer }[]) {
    const first = keys[0];
    const last = keys.at(-1);
    if (!first || !last) throw new KeyRingError('the key ring is empty');
    for (const { id, key } of keys) {
      if (key.length !== KEY_BYTES) throw new KeyRingError(`key "${id}" is not ${KEY_BYTES} bytes`);
      if (this.sealing.has(id)) throw new KeyRingError(`key "${id}" stands twice in the key ring`);
      this.sealing.set(id, derive(key, 'seal'));
    }
    this.activeId = first.id;
    this.indexKeyId = last.id;
    this.indexing = derive(last.key, 'blind-index');
  }

  /** Reads `id:base64key,id:base64key` (32 bytes each), active first. Throws {@link KeyRingError}. */
  static parse(text: string): KeyRing {
    const entries = text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
    return new KeyRing(
      entries.map((entry, index) => {
        const colon = entry.indexOf(':');
        const id = entry.slice(0, Math.max(colon, 0));
        if (!KEY_ID.test(id)) throw new KeyRingError(`entry ${index + 1} of the key ring has no valid id`);
        const encoded = entry.slice(colon + 1);
        const key = Buffer.from(encoded, 'base64');
        if (!/^[A-Za-z0-9+/_-]+=*$/.test(encoded)) throw new KeyRingError(`key "${id}" is not base64`);
        return { id, key };
      }),
    );
  }

  /** `layout ‖ id length ‖ id ‖ nonce ‖ ciphertext ‖ tag`; the header is authenticated together with `aad`. */
  seal(plain: Uint8Array, aad = ''): Buffer {
    const id = Buffer.from(this.activeId);
    const header = Buffer.concat([Buffer.from([LAYOUT, id.length]), id]);
    return Buffer.concat([header, encrypt(this.keyOf(this.activeId), plain, bind(header, aad))]);
  }

  /** The reverse of {@link seal}; an unknown key, another `aad` or changed bytes throw {@link DecryptionError}. */
  open(sealed: Uint8Array, aad = ''): Buffer {
    const id = this.sealedWith(sealed);
    const start = 2 + Buffer.byteLength(id);
    return decrypt(this.keyOf(id), sealed.subarray(start), bind(sealed.subarray(0, start), aad));
  }

  /** The id of the key that sealed these bytes; says nothing of whether it is in the ring. */
  sealedWith(sealed: Uint8Array): string {
    const length = sealed[1] ?? 0;
    if (sealed[0] !== LAYOUT || length === 0 || sealed.length < 2 + length)
      throw new DecryptionError('not sealed by a key ring');
    return Buffer.from(sealed.subarray(2, 2 + length)).toString('latin1');
  }

  sealText(plain: string, aad = ''): Buffer {
    return this.seal(Buffer.from(plain, 'utf8'), aad);
  }

  openText(sealed: Uint8Array, aad = ''): string {
    return this.open(sealed, aad).toString('utf8');
  }

  /**
   * A keyed fingerprint by which equal texts are found without being readable. The caller normalises; `purpose`
   * (`person.name`, `person.phone`) keeps fingerprints of different fields apart.
   */
  blindIndex(purpose: string, text: string): string {
    return createHmac('sha256', this.indexing).update(`${purpose}\0${text}`, 'utf8').digest('base64url');
  }

  private keyOf(id: string): KeyObject {
    const key = this.sealing.get(id);
    if (!key) throw new UnknownKeyError(`key "${id}" is not in the key ring`);
    return key;
  }
}

const bind = (header: Uint8Array, aad: string): Buffer => Buffer.concat([header, Buffer.from(aad, 'utf8')]);
