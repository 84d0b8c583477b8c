import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { Failure } from '../app/failure';
import { countCases, listCases } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { useColumns } from './columns';
import { Export } from './export';
import { Filters } from './filters';
import { Rows } from './rows';
import { queryOf, type RegisterSearch } from './search';
import { Views } from './views';

/** Fetched when somebody changes them. */
const ColumnChooser = lazy(() => import('./column-chooser').then((m) => ({ default: m.ColumnChooser })));

const route = getRouteApi('/shell/cases');

/** 台账: every case in one's places. What is chosen stands in the address, so that it can be kept and sent on. */
export function Register(): ReactNode {
  const { t, language } = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: Partial<RegisterSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }) });
  const { shown, names, asked, usual, remember, ready } = useColumns(search);
  const [choosing, setChoosing] = useState(false);
  const query = queryOf(search);
  const cases = useInfiniteQuery({
    queryKey: ['cases', query, asked, language],
    enabled: ready,
    // With the columns that its cells are of: they stay together while others are fetched.
    queryFn: async ({ pageParam }) => {
      const page = listCases({ query: { ...query, ...asked, cursor: pageParam, limit: 50 } });
      return { ...(await answer(page)), shown };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // Another column is no other list: it stays until the new one is there.
    placeholderData: (before) => before,
  });
  const count = useQuery({
    queryKey: ['cases', query, 'count'],
    queryFn: () => answer(countCases({ query })),
  });
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
        <Export query={{ ...query, ...asked }}>
          <Button onClick={() => setChoosing(true)}>{t('web.columns.title')}</Button>
        </Export>
      </header>
      {choosing && (
        <Suspense>
          <ColumnChooser
            close={() => setChoosing(false)}
            names={names}
            usual={usual}
            layout={search.layout}
            lay={(layout) => choose({ layout })}
            choose={(chosen) => (search.columns ? choose({ columns: chosen.join() }) : remember(chosen))}
          />
        </Suspense>
      )}
      <Filters search={search} choose={choose} />
      <Views search={search} columns={names} choose={(wanted) => void navigate({ search: wanted })} />
      {cases.isPending && <Skeleton active paragraph={{ rows: 8 }} style={{ marginTop: 18 }} />}
      {cases.isError && <Failure error={cases.error} again={() => void cases.refetch()} />}
      {cases.data && (
        <>
          <Rows
            items={cases.data.pages.flatMap((page) => page.items)}
            shown={cases.data.pages[0]!.shown}
            plain={search.layout !== undefined}
          />
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
