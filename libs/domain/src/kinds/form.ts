import type { Instant } from '../model/basics.js';
import type { RefusalCode } from '../model/refusals/index.js';

/** Why somebody can't be named, as the refusal would say it; `barred.<code>` in `libs/i18n` says it in few words. */
export const BARRED_CODES = [
  'selectMembers.memberIsParty',
  'selectMembers.memberIsKin',
  'sign.alreadyAnswered',
  'proxy.isMember',
  'opine.alreadyAsked',
] as const satisfies readonly RefusalCode[];
export type BarredCode = (typeof BARRED_CODES)[number];

/** Somebody or something that may be named in a field; `barred` says why not. */
export interface FormOption {
  id: string;
  barred?: BarredCode;
}

/** Somebody who is likely to be named, with the values of the item's other fields that come along. */
export interface ProposedOption extends FormOption {
  with?: Readonly<Record<string, unknown>>;
}

/** Pointers of the field that names somebody, of what is chosen for each of them, and of what holds for all alike. */
export interface Each {
  field: string;
  choice: string;
  shared: readonly string[];
}

/**
 * What this case settles of an action's form, beyond its schema, so that a form asks for nothing that the rules will
 * refuse. It stands beside `judge` and reads the same facts; only `judge` decides. Keys are JSON pointers into the
 * payload, with `*` for any item of a list.
 */
export interface FormHints {
  /** Asked for in any event. */
  required?: readonly string[];
  /** Without meaning here. */
  hidden?: readonly string[];
  /** The values of an enumeration that fit now. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** All that may be named there. */
  options?: Readonly<Record<string, readonly FormOption[]>>;
  /** Of a field that anybody may stand in: who may not, and why. */
  barred?: Readonly<Record<string, readonly FormOption[]>>;
  /** Of such a field within a list: who is likely to stand there, one item each. */
  proposed?: Readonly<Record<string, readonly ProposedOption[]>>;
  /** How many items a list takes. */
  count?: Readonly<Record<string, { min?: number; max?: number }>>;
  /** Between which instants a date or time lies; `latest` is the first one that is too late. */
  between?: Readonly<Record<string, { earliest?: Instant; latest?: Instant }>>;
  /** What the form begins with. */
  initial?: Readonly<Record<string, unknown>>;
  /** The field whose values are the names of the step's outcomes. */
  deciding?: string;
  /** The action is taken once for each who may be named: a form may ask for all of them at once. */
  each?: Each;
}

export const optionsOf = (ids: readonly string[]): FormOption[] => ids.map((id) => ({ id }));
