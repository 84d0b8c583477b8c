import type { Place } from '#domain';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const HAN = /\p{Script=Han}/u;

const normalise = (text: string): string => text.normalize('NFKC').toLowerCase();

const segment = (text: string): string[] =>
  [...words.segment(normalise(text))].filter((s) => s.isWordLike).map((s) => s.segment);

/**
 * What a case is found by: the words of its impersonal title, each of their Han characters (the segmenter cuts a
 * query differently from a title), its number, and its places, so that a search within a scope is one index scan.
 */
export function searchTokens({
  number,
  title,
  place,
}: {
  number: string;
  title?: string;
  place: Place;
}): string[] {
  const tokens = new Set<string>([normalise(number)]);
  for (const word of [...segment(title ?? ''), ...segment(number)])
    for (const token of [word, ...hanOf(word)]) tokens.add(token);
  for (const id of Object.values(place)) if (id) tokens.add(placeToken(id as string));
  return [...tokens];
}

/** As PostgreSQL reads a `tsvector`. */
export const searchVector = (found: Parameters<typeof searchTokens>[0]): string =>
  searchTokens(found).map(lexeme).join(' ');

/** A `tsquery` that all words of the text must meet, within one place; undefined when the text holds no word. */
export function searchQuery(text: string, placeId: string): string | undefined {
  const whole = lexeme(normalise(text.trim()));
  const parts = segment(text).map((word) => {
    const han = hanOf(word);
    return han.length > 1 ? `(${lexeme(word)} | (${han.map(lexeme).join(' & ')}))` : lexeme(word);
  });
  if (parts.length === 0) return undefined;
  return `${lexeme(placeToken(placeId))} & (${whole} | (${parts.join(' & ')}))`;
}

const hanOf = (word: string): string[] => [...word].filter((character) => HAN.test(character));

const placeToken = (id: string): string => `@${id}`;

/** Quoted, so that nothing in it is an operator. */
const lexeme = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
