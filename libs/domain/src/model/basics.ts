/** An instant as milliseconds since 1970-01-01T00:00Z. Only the edges turn it into text with an offset. */
export type Instant = number;
/** A calendar date of Asia/Shanghai, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A length of time as procedures write it: `sameDay`, `5wd` (working days), `30cd` (calendar days), `24h`. */
export type Term = string;

export type AccountId = string;
export type PersonId = string;
export type DepartmentId = string;
export type StepKey = string;

/**
 * Text that stands encrypted in the content store. Commands, events and state carry only this reference;
 * `digest` is the SHA-256 of the ciphertext (base64url), so that the audit chain survives an erased key.
 */
export interface ContentRef {
  content: string;
  digest: string;
}

/** Where a case belongs; every read and command is filtered by it. */
export interface Place {
  countyId: string;
  townshipId: string;
  villageId: string;
  gridId?: string;
}

export const CATEGORIES = ['dispute', 'development', 'socialProgress'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Roles that a person holds at a place; a procedure's steps are owned by one of them. */
export const ROLES = [
  'gridWorker',
  'clerk',
  'committee',
  'convener',
  'mediator',
  'department',
  'townshipOffice',
  'county',
  'administrator',
  'systemAdmin',
] as const;
export type Role = (typeof ROLES)[number];

/** By which way a fact came to the one who enters it: 当面, 电话, 微信, 入户, 会议, 书面, 网上. */
export const CHANNELS = ['inPerson', 'phone', 'wechat', 'homeVisit', 'meeting', 'paper', 'online'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How a case may end; archived means closed with one of these. */
export const CLOSING_OUTCOMES = [
  'agreed',
  'agreedOrally',
  'notAgreed',
  'implemented',
  'notImplemented',
  'answered',
  'reported',
  'handedUp',
  'withdrawn',
] as const;
export type ClosingOutcome = (typeof CLOSING_OUTCOMES)[number];

/**
 * The version of `decide` and `evolve` that new runs begin with. Replay does not check decisions, so a run keeps
 * the version it began with until it continues as new; changed behaviour branches on it.
 */
export const RULES_VERSION = 1;
