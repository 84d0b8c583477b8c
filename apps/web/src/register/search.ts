/** What the register shows; it stands in the address. */
export interface RegisterSearch {
  status?: 'open' | 'closed';
  category?: 'dispute' | 'development' | 'socialProgress';
  overdue?: true;
  q?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const registerSearch = ({
  status,
  category,
  overdue,
  q,
}: Record<string, unknown>): RegisterSearch => ({
  status: text(status) as RegisterSearch['status'],
  category: text(category) as RegisterSearch['category'],
  overdue: overdue === true ? true : undefined,
  q: text(q),
});
