/** The pages that the rail leads to; on a phone those that fit the bar, the others from 我. */
const PAGES = [
  { to: '/', words: 'web.nav.inbox', whose: 'works', phone: true },
  { to: '/cases', words: 'web.nav.register', whose: 'works', phone: true },
  { to: '/say', words: 'web.nav.say', whose: 'works', phone: true },
  { to: '/messages', words: 'web.nav.messages', whose: 'works', phone: true },
  { to: '/people', words: 'web.nav.people', whose: 'works', phone: false },
  { to: '/pools', words: 'web.nav.pools', whose: 'works', phone: false },
  { to: '/supervision', words: 'web.nav.supervision', whose: 'watches', phone: false },
  { to: '/supervision/orders', words: 'web.nav.orders', whose: 'watches', phone: false },
  { to: '/supervision/figures', words: 'web.nav.figures', whose: 'watches', phone: false },
  { to: '/admin/places', words: 'web.nav.places', whose: 'administers', phone: true },
  { to: '/admin/accounts', words: 'web.nav.accounts', whose: 'administers', phone: true },
  { to: '/admin/calendar', words: 'web.nav.calendar', whose: 'administers', phone: false },
  { to: '/admin/procedures', words: 'web.nav.procedures', whose: 'administers', phone: false },
  { to: '/admin/notices', words: 'web.nav.notices', whose: 'administers', phone: false },
  { to: '/admin/blocked', words: 'web.nav.blocked', whose: 'administers', phone: false },
  { to: '/me', words: 'web.nav.me', whose: 'anybody', phone: true },
] as const;
export type Page = (typeof PAGES)[number];

type Whose = Exclude<Page['whose'], 'anybody'>;

export const pagesOf = (who: Record<Whose, boolean>): Page[] =>
  PAGES.filter(({ whose }) => whose === 'anybody' || who[whose]);
