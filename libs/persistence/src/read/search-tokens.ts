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
  // People say the number's last part without its zeros.
  for (const [digits] of number.matchAll(/\d+/g)) tokens.add(String(Number(digits)));
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

/**
 * A `tsquery` for each two Han characters of a text that stand beside each other, within one place: where words begin and
 * end is guessed differently in a sentence and in a title.
 */
export function pairQueries(text: string, placeId: string, most: number): string[] {
  const pairs = normalise(text)
    .split(/[^\p{Script=Han}]+/u)
    .flatMap((run) => [...run].slice(1).map((second, index) => [[...run][index]!, second] as const));
  const distinct = new Map(pairs.map((pair) => [pair.join(''), pair]));
  return [...distinct.values()]
    .slice(0, most)
    .map(([one, other]) => `${lexeme(placeToken(placeId))} & ${lexeme(one)} & ${lexeme(other)}`);
}

const hanOf = (word: string): string[] => [...word].filter((character) => HAN.test(character));

const placeToken = (id: string): string => `@${id}`;

/** Quoted, so that nothing in it is an operator. */
const lexeme = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
