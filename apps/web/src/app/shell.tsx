import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useChanges } from '../lib/changes';
import { prepareSealing } from '../lib/sealed-store';
import { useUnread } from '../messages/unread';
import { useKeys } from '../workbench/use-keys';
import { Connection } from './connection';
import { ShortcutHelp } from './shortcut-help';
import { leave } from '../session/leave';
import { rolesOf, useMe } from '../session/me';
import { SessionEnd } from '../session/session-end';
import { type Page, pagesOf } from './pages';
import { speak, useWords } from '../words';

/** The frame of every page: a rail at a desk, a bar at the bottom of a phone. */
export function Shell() {
  const { t, language } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const roles = rolesOf(me);
  useChanges(roles.works);
  useEffect(prepareSealing, []);
  const [help, setHelp] = useState(false);
  useKeys({
    '/': () => {
      const search = document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]');
      if (search) search.focus();
      else if (roles.works) void navigate({ to: '/cases' });
    },
    '?': () => setHelp(true),
  });
  const unread = useUnread(roles.works);
  const pages = pagesOf(roles);
  const links = (shown: readonly Page[]) =>
    shown.map(({ to, words }) => (
      <Link
        key={to}
        to={to}
        className="link"
        activeProps={{ className: 'active' }}
        activeOptions={{ exact: to === '/' || to === '/supervision' }}
      >
        {t(words)}
        {to === '/messages' && unread > 0 && <span className="badge">{unread > 99 ? '99+' : unread}</span>}
      </Link>
    ));
  return (
    <div className="shell">
      <nav className="rail" aria-label={t('web.nav.label')}>
        <div className="brand">
          <img src="/mark.svg" alt="" />
          {t('web.name')}
        </div>
        {links(pages)}
        <div className="foot">
          <span>{me.name}</span>
          <Button type="text" onClick={() => void speak(language === 'en' ? 'zh-CN' : 'en')}>
            {language === 'en' ? '中文' : 'English'}
          </Button>
          <Button type="text" onClick={() => void leave(me.id)}>
            {t('web.signOut')}
          </Button>
        </div>
      </nav>
      <SessionEnd me={me} />
      {help && <ShortcutHelp close={() => setHelp(false)} />}
      <main className="main">
        <Connection works={roles.works} administers={roles.administers} />
        <Outlet />
      </main>
      <nav className="bottom" aria-label={t('web.nav.label')}>
        {links(pages.filter(({ phone }) => phone))}
      </nav>
    </div>
  );
}
