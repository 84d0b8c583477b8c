/** What the register shows; it stands in the address, which can so be kept and sent on. */
export interface RegisterSearch {
  status?: 'open' | 'closed';
  category?: 'dispute' | 'development' | 'socialProgress';
  village?: string;
  stepKind?: string;
  from?: string;
  to?: string;
  overdue?: true;
  q?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const registerSearch = (search: Record<string, unknown>): RegisterSearch => ({
  status: text(search.status) as RegisterSearch['status'],
  category: text(search.category) as RegisterSearch['category'],
  village: text(search.village),
  stepKind: text(search.stepKind),
  from: text(search.from),
  to: text(search.to),
  overdue: search.overdue === true ? true : undefined,
  q: text(search.q),
});

/** As the API asks it. */
export const queryOf = ({ status, category, village, stepKind, from, to, overdue, q }: RegisterSearch) => ({
  status: overdue || stepKind ? ('open' as const) : (status ?? ('all' as const)),
  category,
  villageId: village,
  stepKind: stepKind as 'triage' | undefined,
  openedFrom: from,
  openedTo: to,
  overdue,
  q,
  sort: '-openedAt' as const,
});
