import type { ReactNode } from 'react';
import { Alert, Button, Space } from 'antd';
import { speak, useWords } from '../words';
import { Link } from '@tanstack/react-router';
import { pagesOf } from '../app/pages';
import { useLargeType } from '../lib/large-type';
import { leave } from './leave';
import { rolesOf, useMe } from './me';
import { Phrases } from './phrases';
import { PasswordForm } from './password-form';
import { Sessions } from './sessions';

export function MePage(): ReactNode {
  const { t, language } = useWords();
  const me = useMe();
  const [large, setLarge] = useLargeType();
  return (
    <div className="me">
      <header className="head">
        <h1>{me.name}</h1>
      </header>
      {me.passwordProvisional && <Alert type="warning" showIcon title={t('web.password.provisional')} />}
      <section className="panel form">
        <dl className="facts">
          <dt>{t('web.username')}</dt>
          <dd>{me.username}</dd>
          {me.officePhone && (
            <>
              <dt>{t('web.me.officePhone')}</dt>
              <dd>{me.officePhone}</dd>
            </>
          )}
          <dt>{t('web.me.positions')}</dt>
          <dd>
            {me.memberships.map(({ role, placeName }) => `${placeName} ${t(`role.${role}`)}`).join('、')}
          </dd>
        </dl>
        <nav className="only-phone" aria-label={t('web.nav.more')}>
          {pagesOf(rolesOf(me))
            .filter(({ phone }) => !phone)
            .map(({ to, words }) => (
              <Link key={to} to={to}>
                {t(words)}
              </Link>
            ))}
        </nav>
        <Space wrap>
          <Button onClick={() => void speak(language === 'en' ? 'zh-CN' : 'en')}>
            {language === 'en' ? '中文' : 'English'}
          </Button>
          <Button aria-pressed={large} onClick={() => setLarge(!large)}>
            {t(large ? 'web.me.normalType' : 'web.me.largeType')}
          </Button>
          <Button onClick={() => void leave(me.id)}>{t('web.signOut')}</Button>
        </Space>
      </section>
      <section className="panel form">
        <h2>{t('web.password.change')}</h2>
        <PasswordForm />
      </section>
      {rolesOf(me).works && (
        <section className="panel form">
          <h2>{t('web.phrases')}</h2>
          <Phrases />
        </section>
      )}
      <section className="panel form">
        <h2>{t('web.session.title')}</h2>
        <Sessions />
      </section>
    </div>
  );
}
