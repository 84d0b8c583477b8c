import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Skeleton, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { listSupervisionOrders } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { day } from '../lib/dates';
import { useWords } from '../words';

export const STATES = ['open', 'overdue', 'answered', 'ended'] as const;
export type State = (typeof STATES)[number];
const route = getRouteApi('/shell/supervision/orders');

/** 督办单: those that wait for an answer, those to be judged, those that are over. */
export function Orders(): ReactNode {
  const { t } = useWords();
  const { state = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const orders = useInfiniteQuery({
    queryKey: ['supervision', 'orders', state],
    queryFn: ({ pageParam }) => answer(listSupervisionOrders({ query: { state, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = orders.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.orders')}</h1>
        <Link to="/supervision">{t('web.nav.supervision')}</Link>
      </header>
      <Tabs
        activeKey={state}
        onChange={(key) => void navigate({ search: { state: key as State } })}
        items={STATES.map((key) => ({ key, label: t(`web.orders.${key}`) }))}
      />
      {orders.isPending && <Skeleton active />}
      {orders.isError && <Failure error={orders.error} again={() => void orders.refetch()} />}
      {orders.data && items.length === 0 && <p className="quiet">{t('web.orders.none')}</p>}
      <div className="column">
        {items.map(({ id, case: found, to, issuer, issuedAt, dueAt, overdue, answeredAt, returns }) => (
          <article key={id} className={`item${overdue ? ' overdue' : ''}`}>
            <div>
              <Link className="name" to="/cases/$id" params={{ id: found.id }}>
                {found.title ?? found.number}
              </Link>{' '}
              {overdue && <Tag className="urgent">{t('web.supervision.overdue')}</Tag>}
              {returns > 0 && <Tag>{t('web.orders.returned', { count: returns })}</Tag>}
            </div>
            <div className="quiet">{[found.number, found.place.village.name].join(' · ')}</div>
            <div>
              {t('web.orders.to', { name: to.account?.name ?? (to.role ? t(`role.${to.role}`) : '') })}
              {' · '}
              {answeredAt
                ? t('web.orders.answeredOn', { day: day(answeredAt) })
                : t('web.mail.due', { day: day(new Date(Date.parse(dueAt) - 1).toISOString()) })}
            </div>
            <div className="quiet">
              {t('web.orders.issued', { name: issuer.name ?? '', day: day(issuedAt) })}
            </div>
          </article>
        ))}
      </div>
      {orders.hasNextPage && <Button onClick={() => void orders.fetchNextPage()}>{t('web.more')}</Button>}
    </>
  );
}
