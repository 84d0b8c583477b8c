import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { createAccount, listAdministeredAccounts } from '../client/sdk.gen';
import { Ask } from '../form/ask';
import { line, object } from '../form/ask-schemas';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { useAppointment } from './appointment';

/** 账号: everybody who holds or held a role in one's places. */
export function Accounts(): ReactNode {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const appointment = useAppointment();
  const accounts = useInfiniteQuery({
    queryKey: ['admin', 'accounts'],
    queryFn: ({ pageParam }) =>
      answer(listAdministeredAccounts({ query: { limit: 200, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.accounts')}</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('web.admin.newAccount')}
        </Button>
      </header>
      {accounts.isPending && <Skeleton active />}
      {accounts.isError && <Failure error={accounts.error} again={() => void accounts.refetch()} />}
      <ul className="rows panel">
        {accounts.data?.pages
          .flatMap(({ items }) => items)
          .map(({ id, name, username, roles, disabled }) => (
            <li key={id}>
              <span>
                <Link to="/admin/accounts/$id" params={{ id }}>
                  {name}
                </Link>{' '}
                <span className="quiet">{username}</span> {disabled && <Tag>{t('web.admin.disabled')}</Tag>}
              </span>
              <span className="quiet">
                {roles.map((role) => t(`role.${role}`)).join('、') || t('web.admin.noRole')}
              </span>
            </li>
          ))}
      </ul>
      {accounts.hasNextPage && <Button onClick={() => void accounts.fetchNextPage()}>{t('web.more')}</Button>}
      {adding && (
        <Ask
          title={t('web.admin.newAccount')}
          schema={object(
            { name: line(t('web.admin.name')), username: line(t('web.username')), ...appointment },
            ['name', 'username', 'role', 'placeId'],
          )}
          send={(body, headers) => answer(createAccount({ body: body as never, headers }))}
          close={() => setAdding(false)}
        />
      )}
    </>
  );
}
