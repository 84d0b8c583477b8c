import type { RefusalCode, RefusalParamName } from '#domain';

/** Names of the parameters of a sentence: of `Wait until {{until}}.` it is `until`. */
export type Placeholders<Sentence> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** A text in which each of the names stands as a placeholder. */
type Mentioning<Names extends string> = (
  Names extends string ? (text: `${string}{{${Names}}}${string}`) => void : never
) extends (text: infer Text) => void
  ? Text & string
  : string;

/** The same keys as `Of`, no more and no fewer, each with a text that has all placeholders of the other one. */
export type Translation<Of> = { readonly [Key in keyof Of]: Mentioning<Placeholders<Of[Key]>> };

/** A sentence for every refusal that the rules declare, with the parameters that they give. */
export type RefusalSentences = {
  readonly [Code in RefusalCode as `refusal.${Code}`]: Mentioning<RefusalParamName<Code>>;
};
