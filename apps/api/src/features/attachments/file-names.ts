import { Problem } from '../../platform/problems/index.js';

const MAX_LENGTH = 120;
/** Separators, controls, what Windows forbids in names, and what makes text read otherwise than it is written. */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f/\\<>:"|?*\u2028\u2029]|\p{Bidi_Control}/u;
/** Names of devices on Windows, with any extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name of an uploaded file in NFC, as it will be shown and offered for download.
 *
 * @throws Problem 422 for a name that is a path, empty, too long, or carries what names must not
 */
export function checkedFileName(given: string): string {
  const name = given.isWellFormed() ? given.normalize('NFC').trim() : '';
  const wrong =
    name === '' ||
    name.length > MAX_LENGTH ||
    /^\.|\.$/.test(name) ||
    FORBIDDEN.test(name) ||
    DEVICES.test(name);
  if (wrong) throw new Problem('attachment.nameNotAllowed', { max: MAX_LENGTH }, '/file');
  return name;
}

/** RFC 6266: the name in UTF-8, and an ASCII one for old clients. Both quote everything that isn't plain. */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
