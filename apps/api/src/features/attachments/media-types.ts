import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { fileTypeFromTokenizer } from 'file-type';
import { fromStream } from 'strtok3';
import { Problem } from '../../platform/problems/index.js';

/** What staff bring along: photographs, scans, papers, recordings; with the extensions under which they come. */
const ALLOWED: Record<string, readonly string[]> = {
  'image/jpeg': ['.jpg', '.jpeg', '.jfif'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif'],
  'image/heif': ['.heic', '.heif'],
  'application/pdf': ['.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'audio/mpeg': ['.mp3'],
  'audio/x-m4a': ['.m4a'],
  'audio/amr': ['.amr'],
  'audio/wav': ['.wav'],
  'video/mp4': ['.mp4', '.m4a'],
  // As browsers record.
  'video/webm': ['.webm', '.weba'],
  'audio/ogg': ['.ogg', '.oga', '.opus'],
};

export const MEDIA_TYPES = Object.keys(ALLOWED);

/** For people: which files are taken. */
export const ALLOWED_NAMES = 'jpg, png, webp, heic, pdf, docx, xlsx, mp3, m4a, amr, wav, mp4, webm, ogg';

/**
 * What a file is, by its bytes. The sender's word and the name's extension count for nothing, but a name that says
 * something else than the bytes is refused.
 *
 * @throws Problem 415 for types that are not taken, 422 when the extension belongs to another type
 */
export async function checkedMediaType(bytes: Readable, fileName: string): Promise<string> {
  const mime = await mimeOf(bytes);
  const extensions = mime === undefined ? undefined : ALLOWED[mime];
  if (mime === undefined || !extensions)
    throw new Problem('attachment.typeNotAllowed', { allowed: ALLOWED_NAMES }, '/file');
  if (!extensions.includes(extname(fileName).toLowerCase()))
    throw new Problem('attachment.extensionUnfit', { extensions: extensions.join(', ') }, '/file');
  return mime;
}

/** Reads no further than it must. */
async function mimeOf(bytes: Readable): Promise<string | undefined> {
  try {
    const mime = (await fileTypeFromTokenizer(await fromStream(bytes)))?.mime;
    // Without the codecs that it may name.
    return mime?.split(';')[0];
  } finally {
    bytes.destroy();
  }
}
