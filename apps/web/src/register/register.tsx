import type { ReactNode } from 'react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Skeleton, Table, Tag } from 'antd';
import { Failure } from '../app/failure';
import { DueWords } from '../case/due-words';
import { countCases, listCases } from '../client/sdk.gen';
import type { CaseSummaryDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { Export } from './export';
import { Filters } from './filters';
import { Views } from './views';
import { queryOf, type RegisterSearch } from './search';
import { fullDay } from '../lib/dates';
import { said, t, useWords } from '../words';

const route = getRouteApi('/shell/cases');

/** 台账: every case in one's places. What is chosen stands in the address, so that it can be kept and sent on. */
export function Register(): ReactNode {
  useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: Partial<RegisterSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }) });
  const query = queryOf(search);
  const cases = useInfiniteQuery({
    queryKey: ['cases', search],
    queryFn: ({ pageParam }) => answer(listCases({ query: { ...query, cursor: pageParam, limit: 50 } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const count = useQuery({
    queryKey: ['cases', search, 'count'],
    queryFn: () => answer(countCases({ query })),
  });
  const items = cases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="head">
        <h1>
          {t('web.nav.register')}{' '}
          {count.data && (
            <span className="count">
              {count.data.more
                ? t('web.register.more')
                : t('web.register.count', { count: count.data.count })}
            </span>
          )}
        </h1>
        <Export query={query} />
      </header>
      <Filters search={search} choose={choose} />
      <Views search={search} choose={(wanted) => void navigate({ search: wanted })} />
      {cases.isPending && <Skeleton active paragraph={{ rows: 8 }} style={{ marginTop: 18 }} />}
      {cases.isError && <Failure error={cases.error} again={() => void cases.refetch()} />}
      {cases.data && (
        <>
          <div className="wide" style={{ marginTop: 18 }}>
            <Table<CaseSummaryDto>
              rowKey="id"
              dataSource={items}
              pagination={false}
              size="middle"
              locale={{ emptyText: <p className="quiet">{t('web.register.none')}</p> }}
              columns={[
                {
                  title: t('web.case.matter'),
                  render: (_, found) => (
                    <>
                      <Link to="/cases/$id" params={{ id: found.id }}>
                        {found.title ?? found.number}
                      </Link>{' '}
                      {found.urgent && <Tag className="urgent">{t('web.urgent')}</Tag>}
                    </>
                  ),
                },
                { title: t('web.case.number'), dataIndex: 'number', width: 160 },
                { title: t('web.case.village'), width: 120, render: (_, { place }) => place.village.name },
                {
                  title: t('field.category'),
                  width: 130,
                  render: (_, { category: one }) => (one ? t(`category.${one}`) : '—'),
                },
                { title: t('web.case.stage'), render: (_, found) => stageOf(found) },
                { title: t('web.case.due'), width: 210, render: (_, found) => dueOf(found) },
                { title: t('web.case.opened'), width: 120, render: (_, { openedAt }) => fullDay(openedAt) },
              ]}
            />
          </div>
          <div className="cards" style={{ marginTop: 14 }}>
            {items.map((found) => (
              <article key={found.id} className={`item${found.overdue ? ' overdue' : ''}`}>
                <Link className="name" to="/cases/$id" params={{ id: found.id }}>
                  {found.title ?? found.number}
                </Link>
                <div className="quiet">{[found.number, found.place.village.name].join(' · ')}</div>
                <div>
                  {stageOf(found)} {found.status === 'open' && <>· {dueOf(found)}</>}
                </div>
              </article>
            ))}
            {items.length === 0 && <p className="quiet">{t('web.register.none')}</p>}
          </div>
          {cases.hasNextPage && (
            <p>
              <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
                {t('web.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </>
  );
}

const stageOf = ({ status, outcome, currentSteps }: CaseSummaryDto): string =>
  status === 'closed'
    ? outcome
      ? t(`closing.${outcome}`)
      : t('web.register.closed')
    : currentSteps
        .map(({ kind, name, assignee }) =>
          [said(name) ?? t(`kind.${kind}`), assignee?.name].filter(Boolean).join(' '),
        )
        .join('、');

const dueOf = ({ status, due, overdue }: CaseSummaryDto) =>
  status === 'open' && due ? <DueWords due={due} overdue={overdue} /> : '—';
