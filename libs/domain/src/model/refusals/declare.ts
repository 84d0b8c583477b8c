/** What kind of refusal it is; the API answers each with a status of its own. */
export type RefusalClass =
  /** The request can't be read. */
  | 'malformed'
  | 'notSignedIn'
  /** Because of who asks. */
  | 'notAllowed'
  | 'notFound'
  /** Not in this state, maybe in another. */
  | 'conflict'
  /** It was decided upon by what has changed meanwhile. */
  | 'stale'
  | 'tooLarge'
  /** Of a format that is not taken. */
  | 'unsupported'
  /** Not with this content. */
  | 'invalid'
  /** The version that it is based on is missing. */
  | 'preconditionMissing'
  | 'tooMany'
  | 'failed'
  /** The same may succeed later. */
  | 'unavailable';

/** @typeParam Names of the parameters that the sentences name, in every language */
export interface Declaration<Names extends string = string> {
  class: RefusalClass;
  params: readonly Names[];
}

const declarer =
  (refusalClass: RefusalClass) =>
  <Names extends string = never>(...params: Names[]): Declaration<Names> => ({
    class: refusalClass,
    params,
  });

export const invalid = declarer('invalid');
export const notAllowed = declarer('notAllowed');
export const conflict = declarer('conflict');
export const notFound = declarer('notFound');
export const stale = declarer('stale');
