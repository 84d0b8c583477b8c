/** What the register shows; it stands in the address, which can so be kept and sent on. */
export interface RegisterSearch {
  status?: 'open' | 'closed';
  category?: 'dispute' | 'development' | 'socialProgress';
  village?: string;
  stepKind?: string;
  from?: string;
  to?: string;
  overdue?: true;
  /** Whose cases, by id. */
  person?: string;
  reported?: 'yes' | 'no';
  /** Words of title or number, as links have them. */
  q?: string;
  /** What was typed, sealed: it may be a name. */
  find?: string;
  /** Chosen for this view; else as one has set them. */
  columns?: string;
  layout?: string;
}

/** A number in an address is read as one. */
const text = (value: unknown): string | undefined =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined;

export const registerSearch = (search: Record<string, unknown>): RegisterSearch => ({
  status: text(search.status) as RegisterSearch['status'],
  category: text(search.category) as RegisterSearch['category'],
  village: text(search.village),
  stepKind: text(search.stepKind),
  from: text(search.from),
  to: text(search.to),
  overdue: search.overdue === true ? true : undefined,
  person: text(search.person),
  reported: text(search.reported) as RegisterSearch['reported'],
  q: text(search.q),
  find: text(search.find),
  columns: text(search.columns),
  layout: text(search.layout),
});

/** Which cases, as the API asks it. */
export const queryOf = (search: RegisterSearch) => {
  const { status, category, village, stepKind, from, to, overdue, person, reported, q, find, layout } =
    search;
  return {
    status: overdue || stepKind ? ('open' as const) : (status ?? ('all' as const)),
    category,
    villageId: village,
    stepKind: stepKind as 'triage' | undefined,
    openedFrom: from,
    openedTo: to,
    overdue,
    personId: person,
    ...(reported && { reported: reported === 'yes', reportedIn: layout as 'mediation' | undefined }),
    q,
    find,
    sort: '-openedAt' as const,
  };
};

/** As an address has it. */
export const addressOf = (query: object): string =>
  new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();
