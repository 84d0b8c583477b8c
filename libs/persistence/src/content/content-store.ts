import type { ContentRef } from '#domain';
import { encrypt, type KeyRing, sha256Base64Url } from '#crypto';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction, timestamp, type Pool } from '../pool.js';
import { KeyCache } from './key-cache.js';
import { INSERT_CONTENT, INSERT_WITH_NEW_KEY, SELECT_KEY } from './content.sql.js';
import { type ContentResult, keyContext, readContent, textContext } from './read-content.js';
import { forgetTitle, lockTitle } from './titles.js';

/** Whose texts they are: all texts of a subject share one data key, and are erased together with it. */
export type Subject = `case/${string}` | `person/${string}`;

/** For which command of which workflow a text is put away: as long as that may still be recorded, the text stays. */
export interface PutFor {
  workflowId: string;
  commandId: string;
}

/** The subject was erased; nothing more can be written about it. */
export class ErasedSubjectError extends Error {
  override readonly name = 'ErasedSubjectError';
}

/**
 * Texts, encrypted with a data key of their subject, which itself is wrapped by the key ring. What a command needs
 * is put here first; recording marks what events refer to, and the rest is swept.
 */
export class ContentStore {
  private readonly keys = new KeyCache(2_000);

  constructor(
    private readonly pool: Pool,
    private readonly ring: KeyRing,
    private readonly clock: () => number = Date.now,
  ) {}

  /**
   * In the order of the texts. One round trip, but for a subject that another process has opened two.
   *
   * @throws ErasedSubjectError
   */
  async put(subject: Subject, texts: readonly string[], putFor?: PutFor): Promise<ContentRef[]> {
    if (texts.length === 0) return [];
    const known = this.keys.get(subject);
    if (known) return this.insert(subject, known, texts, putFor);
    const fresh = randomBytes(32);
    const sealed = this.sealAll(subject, fresh, texts);
    const wrapped = this.ring.seal(fresh, keyContext(subject));
    const { rowCount } = await this.pool.query(
      INSERT_WITH_NEW_KEY({
        subject,
        wrapped,
        rows: sealed.rows,
        at: timestamp(this.clock()),
        ...commandOf(putFor),
      }),
    );
    if (rowCount === texts.length) {
      this.keys.set(subject, fresh);
      return sealed.refs;
    }
    return this.insert(subject, await this.fetchKey(subject), texts, putFor);
  }

  /**
   * One result a reference, in their order.
   *
   * @throws UnknownKeyError when the key ring lacks the key that wrapped a subject's
   */
  get(refs: readonly ContentRef[]): Promise<ContentResult[]> {
    return readContent(this.pool, this.ring, refs);
  }

  /**
   * Destroys the subject's key: its texts are gone for good, digests and audit chain stay valid. With it goes what
   * stands in clear beside them: the names of files, and a case's title in its row. What must outlive a restore is
   * erased by way of the log of erasures.
   *
   * @returns false when it was destroyed already
   */
  async erase(subject: Subject): Promise<boolean> {
    this.keys.delete(subject);
    const at = timestamp(this.clock());
    return inTransaction(this.pool, async (client) => {
      // Who makes a row anew takes it before the key: so does this, that none waits for the other crosswise.
      await lockTitle(client, subject);
      const { rowCount } = await client.query(
        `INSERT INTO content_key (subject, created_at, destroyed_at) VALUES ($1, $2, $2)
         ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
         WHERE content_key.destroyed_at IS NULL`,
        [subject, at],
      );
      await client.query('UPDATE attachment SET file_name = NULL WHERE subject = $1', [subject]);
      await forgetTitle(client, subject);
      return rowCount === 1;
    });
  }

  private async insert(
    subject: Subject,
    key: Buffer,
    texts: readonly string[],
    putFor: PutFor | undefined,
  ): Promise<ContentRef[]> {
    const { refs, rows } = this.sealAll(subject, key, texts);
    const { rowCount } = await this.pool.query(
      INSERT_CONTENT({ subject, rows, at: timestamp(this.clock()), ...commandOf(putFor) }),
    );
    if (rowCount === texts.length) return refs;
    this.keys.delete(subject);
    throw new ErasedSubjectError(`${subject} was erased`);
  }

  private async fetchKey(subject: Subject): Promise<Buffer> {
    const { rows } = await this.pool.query<{ wrapped: Buffer | null }>(SELECT_KEY({ subject }));
    const wrapped = rows[0]?.wrapped;
    if (!wrapped) throw new ErasedSubjectError(`${subject} was erased`);
    const key = this.ring.open(wrapped, keyContext(subject));
    this.keys.set(subject, key);
    return key;
  }

  private sealAll(subject: Subject, key: Buffer, texts: readonly string[]) {
    const sealed = texts.map((text) => {
      const id = uuidv7();
      const ciphertext = encrypt(key, Buffer.from(text, 'utf8'), textContext(subject, id));
      return { id, ciphertext, digest: sha256Base64Url(ciphertext) };
    });
    return {
      refs: sealed.map(({ id, digest }): ContentRef => ({ content: id, digest })),
      rows: JSON.stringify(
        sealed.map(({ ciphertext, ...row }) => ({ ...row, ciphertext: `\\x${ciphertext.toString('hex')}` })),
      ),
    };
  }
}

const commandOf = (putFor: PutFor | undefined) => ({
  workflowId: putFor?.workflowId ?? null,
  commandId: putFor?.commandId ?? null,
});
