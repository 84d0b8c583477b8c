import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Skeleton, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { countWatchedSteps, listWatchedSteps } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { VillageCounts } from './village-counts';
import { WatchedStep } from './watched-step';

export type Group = 'overdue' | 'stuck' | 'soon';
const GROUPS: readonly Group[] = ['overdue', 'stuck', 'soon'];
const route = getRouteApi('/shell/supervision');

/** 督办台: what is overdue, stuck or soon due, why, and who has it. */
export function Supervision(): ReactNode {
  const { t } = useWords();
  const { group = 'overdue', village } = route.useSearch();
  const navigate = route.useNavigate();
  const counts = useQuery({
    queryKey: ['supervision', 'counts'],
    queryFn: () => answer(countWatchedSteps({ query: { by: 'village' } })),
    refetchInterval: 60_000,
  });
  const steps = useInfiniteQuery({
    queryKey: ['supervision', group, village],
    queryFn: ({ pageParam }) =>
      answer(listWatchedSteps({ query: { group, villageId: village, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const shown = (counts.data?.items ?? []).filter(({ key }) => village === undefined || key === village);
  const total = (of: Group) => shown.reduce((sum, item) => sum + item[of], 0);
  const items = steps.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.supervision')}</h1>
      </header>
      <div className="case" style={{ gridTemplateColumns: undefined }}>
        <div>
          <Tabs
            activeKey={group}
            onChange={(key) => void navigate({ search: (before) => ({ ...before, group: key as Group }) })}
            items={GROUPS.map((key) => ({
              key,
              label: `${t(`web.supervision.${key}`)} ${counts.data ? total(key) : ''}`,
            }))}
          />
          {steps.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
          {steps.isError && <Failure error={steps.error} again={() => void steps.refetch()} />}
          <div className="column">
            {grouped(items, group, t).map(([name, some]) => (
              <section key={name} className="column" aria-label={name}>
                <h2>
                  {name} <span className="count">{some.length}</span>
                </h2>
                {some.map((item) => (
                  <WatchedStep key={`${item.case.id}/${item.step}`} item={item} />
                ))}
              </section>
            ))}
            {steps.data && items.length === 0 && (
              <p className="quiet">{t(`web.supervision.none.${group}`)}</p>
            )}
            {steps.hasNextPage && (
              <Button loading={steps.isFetchingNextPage} onClick={() => void steps.fetchNextPage()}>
                {t('web.more')}
              </Button>
            )}
          </div>
        </div>
        <VillageCounts
          counts={counts.data?.items ?? []}
          chosen={village}
          choose={(key) => void navigate({ search: (before) => ({ ...before, village: key }) })}
        />
      </div>
    </>
  );
}

/** What is stuck stands by its cause, all else by who holds it. */
function grouped(
  items: readonly WatchedStepDto[],
  group: Group,
  t: ReturnType<typeof useWords>['t'],
): [string, WatchedStepDto[]][] {
  const groups = new Map<string, WatchedStepDto[]>();
  for (const item of items) {
    const name =
      group === 'stuck'
        ? item.cause?.text
        : (item.assignee?.name ?? `${item.case.place.village.name} ${t(`role.${item.role}`)}`);
    groups.set(name ?? '', [...(groups.get(name ?? '') ?? []), item]);
  }
  return [...groups];
}
