import type { Category, Instant, Place } from '#domain';
import { instant } from '../pool.js';
import { type PlaceColumns, placeOf, present } from './rows.js';

/** Enough of a case to know it by. */
export interface InboxCase {
  number: string;
  title?: string;
  category?: Category;
  procedureKey: string;
  procedureVersion: number;
  urgent: boolean;
  place: Place;
  version: number;
  /** Paused, until then at the latest. */
  pausedUntil?: Instant;
}

export interface InboxCaseRow extends PlaceColumns {
  number: string;
  title: string | null;
  category: Category | null;
  procedure_key: string;
  procedure_version: number;
  urgent: boolean;
  case_version: number;
  paused_until: Date | number | null;
}

export const inboxCase = (row: InboxCaseRow): InboxCase =>
  present({
    number: row.number,
    title: row.title,
    category: row.category,
    procedureKey: row.procedure_key,
    procedureVersion: row.procedure_version,
    urgent: row.urgent,
    place: placeOf(row),
    version: row.case_version,
    pausedUntil: instant(row.paused_until),
  });
