/** What the register can show of a case, in the order in which an office reads it. */
export const COLUMNS = [
  'number',
  'title',
  'category',
  'village',
  'grid',
  'opened',
  'status',
  'step',
  'assignee',
  'due',
  'overdue',
  'closed',
  'outcome',
  'township',
  'channel',
  'reporter',
  'parties',
  'externalNumbers',
  'procedure',
  'urgent',
  'reported',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What goes out when nobody chose. */
export const USUAL: readonly Column[] = COLUMNS.slice(0, COLUMNS.indexOf('township'));

/** Those of which a case's row says nothing: they are looked up, a page at a time, when they are asked for. */
export const LOOKED_UP: ReadonlySet<string> = new Set<Column>([
  'channel',
  'reporter',
  'parties',
  'externalNumbers',
]);
