/** NUL can't be stored; other controls but tab and line breaks have no business in what people write. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Embeddings, overrides and isolates make text read otherwise than it is written (Unicode TR 36). */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;

export type TextFault = 'text.malformed' | 'text.control' | 'text.bidi' | 'text.blank';

/** What is wrong with a text that people are to read later; undefined when nothing is. */
export function textFault(text: string): TextFault | undefined {
  if (!text.isWellFormed()) return 'text.malformed';
  if (CONTROL.test(text)) return 'text.control';
  if (BIDI.test(text)) return 'text.bidi';
  return text.trim() === '' ? 'text.blank' : undefined;
}
