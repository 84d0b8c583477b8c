import type { Category, Place } from '#domain';
import { type PlaceColumns, placeOf, present } from './rows.js';

/** Enough of a case to know it by. */
export interface InboxCase {
  number: string;
  title?: string;
  category?: Category;
  urgent: boolean;
  place: Place;
  version: number;
}

export interface InboxCaseRow extends PlaceColumns {
  number: string;
  title: string | null;
  category: Category | null;
  urgent: boolean;
  case_version: number;
}

export const inboxCase = (row: InboxCaseRow): InboxCase =>
  present({
    number: row.number,
    title: row.title,
    category: row.category,
    urgent: row.urgent,
    place: placeOf(row),
    version: row.case_version,
  });
