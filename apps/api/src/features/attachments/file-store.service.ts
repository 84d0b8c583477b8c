import { createCipheriv, createDecipheriv, createHash, randomBytes, type DecipherGCM } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as connect, Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataConfig } from '#config';
import { DecryptionError, KeyRing } from '#crypto';
import { Injectable } from '@nestjs/common';
import { v4 as uuidv4 } from 'uuid';

/** `magic ‖ length of the wrapped key (2 bytes) ‖ wrapped key ‖ nonce ‖ ciphertext ‖ tag`. */
const MAGIC = Buffer.from('QYF1', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface StoredFile {
  /** By which the file is found again. */
  key: string;
  /** Bytes as uploaded. */
  size: number;
  /** Of the bytes as uploaded, base64url. */
  sha256: string;
  /** Of the bytes as they lie on the disk, base64url: stays valid when the key is destroyed. */
  digest: string;
}

/**
 * Files in the data folder, each encrypted (AES-256-GCM) with a key of its own that is wrapped by the key ring. Bytes
 * pass through: neither clear text on the disk nor a whole file in memory.
 */
@Injectable()
export class FileStoreService {
  private readonly folder: string;

  constructor(
    { dataDir }: DataConfig,
    private readonly ring: KeyRing,
  ) {
    this.folder = join(dataDir, 'files');
  }

  async write(content: Readable): Promise<StoredFile> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const key = uuidv4();
    const part = `${this.pathOf(key)}.part`;
    try {
      const written = await this.encryptInto(part, key, content);
      await rename(part, this.pathOf(key));
      return { key, ...written };
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  /**
   * The bytes as uploaded. The whole file is verified before the first byte goes out.
   *
   * @throws DecryptionError when it was changed or sealed with a key that is gone
   */
  async read(key: string): Promise<Readable> {
    try {
      await pipeline(await this.decrypting(key), discard());
    } catch (error) {
      throw (error as NodeJS.ErrnoException).syscall ? error : new DecryptionError('file does not open');
    }
    return this.decrypting(key);
  }

  /** {@link StoredFile.digest} of a file that lies there already. */
  async digestOf(key: string): Promise<string> {
    const tally = new Tally();
    await pipeline(createReadStream(this.pathOf(key)), tally, discard());
    return tally.digest();
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private async encryptInto(path: string, key: string, content: Readable): Promise<Omit<StoredFile, 'key'>> {
    const dataKey = randomBytes(32);
    const nonce = randomBytes(NONCE_BYTES);
    const wrapped = this.ring.seal(dataKey, context(key));
    const length = Buffer.alloc(2);
    length.writeUInt16BE(wrapped.length);
    const header = Buffer.concat([MAGIC, length, wrapped, nonce]);
    const cipher = createCipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(header);
    const plain = new Tally();
    const sealed = new Tally(header);
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
    file.write(header);
    await pipeline(
      content,
      plain,
      cipher,
      async function* (bytes) {
        yield* bytes;
        yield cipher.getAuthTag();
      },
      sealed,
      file,
    );
    return { size: plain.size, sha256: plain.digest(), digest: sealed.digest() };
  }

  private async decrypting(key: string): Promise<Readable> {
    const path = this.pathOf(key);
    const { header, decipher, tagAt } = await this.opened(path, key);
    const ciphertext = createReadStream(path, { start: header, end: Math.max(tagAt - 1, header) });
    // An empty range can't be asked of a read stream.
    const source = tagAt > header ? ciphertext : Readable.from([]);
    if (tagAt <= header) ciphertext.destroy();
    // Whoever reads is told of an error; whoever stops reading closes the file.
    return connect(source, decipher, () => undefined);
  }

  private async opened(
    path: string,
    key: string,
  ): Promise<{ header: number; decipher: DecipherGCM; tagAt: number }> {
    const { size } = await stat(path);
    const file = await open(path, 'r');
    try {
      const take = async (length: number, at: number): Promise<Buffer> => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
        if (bytesRead !== length) throw new DecryptionError('file too short');
        return buffer;
      };
      const start = await take(MAGIC.length + 2, 0);
      if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw new DecryptionError('not a stored file');
      const header = start.length + start.readUInt16BE(MAGIC.length) + NONCE_BYTES;
      const tagAt = size - TAG_BYTES;
      if (tagAt < header) throw new DecryptionError('file too short');
      const whole = await take(header, 0);
      const dataKey = this.ring.open(whole.subarray(start.length, header - NONCE_BYTES), context(key));
      const nonce = whole.subarray(header - NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(whole);
      decipher.setAuthTag(await take(TAG_BYTES, tagAt));
      return { header, decipher, tagAt };
    } finally {
      await file.close();
    }
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('not a storage key');
    return join(this.folder, key);
  }
}

const discard = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const context = (key: string): string => `file/${key}`;

/** Counts and digests what passes through. */
class Tally extends Transform {
  private readonly hash = createHash('sha256');
  size = 0;

  constructor(before?: Uint8Array) {
    super();
    if (before) this.hash.update(before);
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: null, chunk: Buffer) => void,
  ): void {
    this.hash.update(chunk);
    this.size += chunk.length;
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('base64url');
  }
}
