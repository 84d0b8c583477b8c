import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { Problem } from '../../platform/problems/index.js';
import { checkedFileName } from './file-names.js';
import { FileStoreService, type StoredFile } from './file-store.service.js';
import { checkedMediaType } from './media-types.js';

const MEGABYTE = 1024 * 1024;
export const MAX_MEGABYTES = 20;
/** What else a form may weigh. */
const FORM_BYTES = 64 * 1024;

/** A file that came in, as it lies in the store, and the other fields of its form. */
export interface Upload {
  name: string;
  mediaType: string;
  stored: StoredFile;
  fields: Record<string, unknown>;
}

type ReceivedFile = Express.Multer.File & { stored?: StoredFile };

/** Reads one file from a multipart form straight into the encrypted store. */
@Injectable()
export class UploadsService {
  private readonly read;

  constructor(private readonly store: FileStoreService) {
    this.read = multer({
      storage: intoStore(store),
      limits: { fileSize: MAX_MEGABYTES * MEGABYTE, files: 1, fields: 8, fieldSize: 2_000, parts: 9 },
      defParamCharset: 'utf8',
      // A name that is a path is refused, not cut.
      preservePath: true,
    }).single('file');
  }

  /** @throws Problem 413 for a file that is too large, 415 or 422 for one that is not taken; nothing of it stays then */
  async receive(request: Request, response: Response): Promise<Upload> {
    if (!request.is('multipart/form-data')) throw new Problem('attachment.notMultipart');
    if (Number(request.headers['content-length']) > MAX_MEGABYTES * MEGABYTE + FORM_BYTES) throw tooLarge();
    await new Promise<void>((resolve, reject) => {
      this.read(request, response, (error: unknown) => (error ? reject(problemOf(error)) : resolve()));
    });
    const { originalname, stored } = (request.file ?? {}) as Partial<ReceivedFile>;
    if (originalname === undefined || !stored) throw fileMissing();
    try {
      const name = checkedFileName(originalname);
      const mediaType = await checkedMediaType(await this.store.read(stored.key), name);
      return { name, mediaType, stored, fields: { ...(request.body as object) } };
    } catch (error) {
      await this.store.remove(stored.key);
      throw error;
    }
  }
}

const intoStore = (store: FileStoreService): StorageEngine => ({
  _handleFile: (_request, file, done) => {
    store.write(file.stream).then(
      (stored) => done(null, { stored } as object),
      (error: unknown) => done(error),
    );
  },
  _removeFile: (_request, file, done) => {
    const { stored } = file as ReceivedFile;
    (stored ? store.remove(stored.key) : Promise.resolve()).then(
      () => done(null),
      (error: Error) => done(error),
    );
  },
});

const tooLarge = (): Problem => new Problem('attachment.tooLarge', { max: MAX_MEGABYTES }, '/file');

const fileMissing = (): Problem =>
  new Problem('request.invalid', {}, undefined, { errors: [{ path: '/file', code: 'field.required' }] });

function problemOf(error: unknown): Error {
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return tooLarge();
    return new Problem('request.malformed', {}, undefined, { cause: error });
  }
  const { code, message } = error as NodeJS.ErrnoException;
  // Trouble of our own with the disk is a failure; a form that breaks off or can't be read is the sender's.
  const ours = code !== undefined && code !== 'ECONNRESET';
  return ours ? (error as Error) : new Problem('request.malformed', {}, undefined, { cause: message });
}
