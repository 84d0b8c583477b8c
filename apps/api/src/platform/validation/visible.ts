/**
 * Anything but spaces, controls and what is not drawn by itself: zero-width and other format characters, variation
 * selectors, Hangul fillers (all "default ignorable"), marks without a letter, what is no character at all, and the
 * Braille pattern without dots.
 */
const VISIBLE =
  /[^\s\p{Z}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;

/** Whether there is something to read: a reason that nobody sees is none. */
export const hasVisibleCharacter = (text: string): boolean => VISIBLE.test(text);
