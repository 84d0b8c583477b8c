import { Link, Outlet } from '@tanstack/react-router';
import { Button } from 'antd';
import { signOut } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import { administers, useMe } from '../session/me';
import { speak, useWords } from '../words';

/** Whose the supervision is, each with what lies below its place. */
const SUPERVISING: readonly string[] = ['townshipOffice', 'county'];

/** The frame of every page: a rail at a desk, a bar at the bottom of a phone. */
export function Shell() {
  const { t, language } = useWords();
  const me = useMe();
  const watches = me.memberships.some(({ role }) => SUPERVISING.includes(role));
  const works = me.memberships.some((one) => !administers(one));
  const links = [
    ...(works
      ? ([
          { to: '/', words: t('web.nav.inbox') },
          { to: '/cases', words: t('web.nav.register') },
          { to: '/say', words: t('web.nav.say') },
        ] as const)
      : []),
    ...(watches ? [{ to: '/supervision', words: t('web.nav.supervision') } as const] : []),
    ...(me.memberships.some(administers)
      ? ([
          { to: '/admin/places', words: t('web.nav.places') },
          { to: '/admin/accounts', words: t('web.nav.accounts') },
        ] as const)
      : []),
    { to: '/me', words: t('web.nav.me') },
  ] as const;
  const leave = async () => {
    await answer(signOut()).catch(() => undefined);
    queries.clear();
    location.assign('/sign-in');
  };
  const items = links.map(({ to, words }) => (
    <Link
      key={to}
      to={to}
      className="link"
      activeProps={{ className: 'active' }}
      activeOptions={{ exact: to === '/' }}
    >
      {words}
    </Link>
  ));
  return (
    <div className="shell">
      <nav className="rail" aria-label={t('web.nav.label')}>
        <div className="brand">
          <img src="/mark.svg" alt="" />
          {t('web.name')}
        </div>
        {items}
        <div className="foot">
          <span>{me.name}</span>
          <Button type="text" onClick={() => void speak(language === 'en' ? 'zh-CN' : 'en')}>
            {language === 'en' ? '中文' : 'English'}
          </Button>
          <Button type="text" onClick={() => void leave()}>
            {t('web.signOut')}
          </Button>
        </div>
      </nav>
      <main className="main">
        <Outlet />
      </main>
      <nav className="bottom" aria-label={t('web.nav.label')}>
        {items}
      </nav>
    </div>
  );
}
