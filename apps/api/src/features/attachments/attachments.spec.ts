import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecryptionError, KeyRing, sha256Base64Url } from '#crypto';
import { Problem } from '../../platform/problems/index.js';
import { checkedFileName, contentDisposition } from './file-names.js';
import { FileStoreService } from './file-store.service.js';
import { checkedMediaType } from './media-types.js';

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'none';
  } catch (error) {
    return (error as Problem).code;
  }
};

describe('names of files', () => {
  it.each(['檐口.jpg', 'a b (2).pdf', '50%.pdf', '议事单-2026.docx'])('%s is a name', (name) => {
    expect(checkedFileName(name)).toBe(name);
  });

  it.each([
    '../../etc/passwd.jpg',
    '..\\up.jpg',
    'C:\\fakepath\\a.jpg',
    '/a.jpg',
    'a\0.jpg',
    'a\n.jpg',
    'gpj.\u202eexe',
    'a\ud800.jpg',
    '',
    '  ',
    '.hidden',
    'trail.',
    'CON.jpg',
    'a"b.jpg',
    `${'长'.repeat(200)}.jpg`,
  ])('%j is none', async (name) => {
    expect(await codeOf(() => checkedFileName(name))).toBe('attachment.nameNotAllowed');
  });

  it('are quoted in headers, whatever they hold', () => {
    expect(contentDisposition('檐 口"\r\n(1).jpg')).toBe(
      `attachment; filename="_______1_.jpg"; filename*=UTF-8''%E6%AA%90%20%E5%8F%A3%22%0D%0A%281%29.jpg`,
    );
  });
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const typeOf = (bytes: Buffer, name: string) => checkedMediaType(new PassThrough().end(bytes), name);

describe('types of files', () => {
  it('are told by the bytes', async () => {
    expect(await typeOf(PNG, '墙面.PNG')).toBe('image/png');
    expect(await typeOf(Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'a.pdf')).toBe('application/pdf');
  });

  it.each([
    ['SVG named .jpg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.jpg'],
    ['XML before SVG', '<?xml version="1.0"?><svg/>', 'a.png'],
    ['HTML named .pdf', '<!doctype html><script>alert(1)</script>', 'a.pdf'],
    ['a program named .jpg', 'MZ\u0090\0\u0003', 'a.jpg'],
    ['an archive named .docx', 'PK\u0005\u0006' + '\0'.repeat(18), 'a.docx'],
    ['nothing', '', 'a.jpg'],
  ])('%s is not taken', async (_name, content, name) => {
    expect(await codeOf(() => typeOf(Buffer.from(content, 'latin1'), name))).toBe(
      'attachment.typeNotAllowed',
    );
  });

  it('must fit the name', async () => {
    expect(await codeOf(() => typeOf(PNG, 'a.jpg'))).toBe('attachment.extensionUnfit');
  });
});

describe('FileStore', () => {
  const ring = KeyRing.parse(`k:${randomBytes(32).toString('base64')}`);
  let dataDir: string;
  let store: FileStoreService;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'qunying-files-'));
    store = new FileStoreService({ dataDir, demo: false, demoCases: false }, ring);
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  it.each([0, 1, 64 * 1024, 3 * 1024 * 1024 + 1])(
    'gives back %d bytes, and keeps none in clear',
    async (size) => {
      const bytes = randomBytes(size);
      const { key, ...stored } = await store.write(Readable.from([bytes]));
      const onDisk = await readFile(join(dataDir, 'files', key));
      expect(stored).toEqual({ size, sha256: sha256Base64Url(bytes), digest: sha256Base64Url(onDisk) });
      expect(await store.digestOf(key)).toBe(stored.digest);
      expect((await buffer(await store.read(key))).equals(bytes)).toBe(true);
      if (size > 64) expect(onDisk.includes(bytes.subarray(0, 64))).toBe(false);
    },
  );

  it('lets nothing out of a file that was changed, cut, or put in the place of another', async () => {
    const { key } = await store.write(Readable.from([randomBytes(200_000)]));
    const other = await store.write(Readable.from([randomBytes(10)]));
    const path = join(dataDir, 'files', key);
    const whole = await readFile(path);
    for (const at of [0, 5, 30, whole.length >> 1, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      await writeFile(path, changed);
      await expect(store.read(key)).rejects.toThrow();
    }
    for (const length of [0, 3, 40, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length));
      await expect(store.read(key)).rejects.toThrow(DecryptionError);
    }
    await writeFile(join(dataDir, 'files', other.key), whole);
    await expect(store.read(other.key)).rejects.toThrow(DecryptionError);
  });

  it('keeps nothing of a stream that breaks off', async () => {
    const before = await readdir(join(dataDir, 'files'));
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(100_000);
        throw new Error('the line went down');
      })(),
    );
    await expect(store.write(broken)).rejects.toThrow('the line went down');
    expect(await readdir(join(dataDir, 'files'))).toEqual(before);
  });
});
