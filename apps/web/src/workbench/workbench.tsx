import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { countInbox, listInbox, listWaitingForOthers, nudgeStep } from '../client/sdk.gen';
import type { InboxItemDto, WaitingItemDto } from '../client/types.gen';
import { Failure } from '../app/failure';
import { Fresh } from '../app/fresh';
import { answer, newKey, queries } from '../lib/api';
import { daysSince } from '../lib/dates';
import { type Steady, useSteady } from '../lib/steady';
import { useWords } from '../words';
import { Item } from './item';
import { useKeys } from './use-keys';

type Group = 'today' | 'soon' | 'later';
/** An order may be about a step that waits for oneself as well. */
const keyOf = ({ case: { id }, step, supervisionOrder }: InboxItemDto) =>
  `${id}/${step}/${supervisionOrder?.id}`;

interface Column {
  query: ReturnType<typeof useFetched>;
  list: Steady<InboxItemDto>;
}
function useInbox(group: Group): Column {
  const query = useFetched(group);
  return { query, list: useSteady(query, { keyOf }) };
}

const useFetched = (group: Group) =>
  useInfiniteQuery({
    queryKey: ['inbox', group],
    queryFn: ({ pageParam }) => answer(listInbox({ query: { group, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 30_000,
  });

/** 待办: what is due today, in the next three days, and what others are waited for. */
export function Workbench() {
  const { t } = useWords();
  const navigate = useNavigate();
  const today = useInbox('today');
  const soon = useInbox('soon');
  const later = useInbox('later');
  const waiting = useWaiting();
  const counts = useQuery({
    queryKey: ['inbox', 'counts'],
    queryFn: () => answer(countInbox()),
    refetchInterval: 30_000,
  });
  const [laterOpen, setLaterOpen] = useState(false);
  const rows = [today, soon, ...(laterOpen ? [later] : [])].flatMap(({ list }) => list.rows);
  // Who has nothing pressing begins with what comes later.
  const nothingPressing = [today, soon].every(({ query }) => query.data?.pages[0]?.items.length === 0);
  useEffect(() => {
    if (nothingPressing) setLaterOpen(true);
  }, [nothingPressing]);
  const [chosen, setChosen] = useState(0);
  useEffect(() => setChosen((one) => Math.min(one, Math.max(0, rows.length - 1))), [rows.length]);
  useKeys({
    j: () => setChosen((one) => Math.min(one + 1, rows.length - 1)),
    k: () => setChosen((one) => Math.max(one - 1, 0)),
    c: () => void navigate({ to: '/say' }),
    Enter: () => {
      const row = rows[chosen];
      if (row) void navigate({ to: '/cases/$id', params: { id: row.item.case.id } });
    },
  });
  const column = (
    title: string,
    { query, list }: Column,
    count: number | undefined,
    empty: string,
    from = 0,
  ) => (
    <section className="column" aria-label={title}>
      <div className="title">
        <h2>{title}</h2>
        <span className="count">{count ?? ''}</span>
      </div>
      {query.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {query.isError && <Failure error={query.error} again={() => void query.refetch()} />}
      {list.rows.map(({ item, gone }, index) => (
        <Item key={keyOf(item)} item={item} gone={gone} chosen={from + index === chosen} />
      ))}
      {query.data && list.rows.length === 0 && <p className="quiet">{empty}</p>}
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{t('web.more')}</Button>}
    </section>
  );
  const { today: dueToday = 0, soon: dueSoon, later: dueLater = 0 } = counts.data ?? {};
  const first = today.list.rows.length;
  const pressing = first + soon.list.rows.length;
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.inbox')}</h1>
        <Button type="primary" onClick={() => void navigate({ to: '/say' })}>
          {t('web.nav.say')}
        </Button>
      </header>
      <Fresh lists={[today.list, soon.list, later.list, waiting.list]} />
      <div className="columns">
        {column(t('web.inbox.today'), today, counts.data && dueToday, t('web.inbox.nothingToday'))}
        <div className="column">
          {column(t('web.inbox.soon'), soon, dueSoon, t('web.inbox.nothingSoon'), first)}
          {dueLater + later.list.rows.length > 0 && (
            <details open={laterOpen} onToggle={({ currentTarget }) => setLaterOpen(currentTarget.open)}>
              <summary>{t('web.inbox.later', { count: dueLater })}</summary>
              {column(t('web.inbox.laterTitle'), later, dueLater, '', pressing)}
            </details>
          )}
        </div>
        <Waiting {...waiting} />
      </div>
    </>
  );
}

function useWaiting() {
  const query = useInfiniteQuery({
    queryKey: ['inbox', 'waiting'],
    queryFn: ({ pageParam }) => answer(listWaitingForOthers({ query: { cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 60_000,
  });
  return { query, list: useSteady<WaitingItemDto>(query, { keyOf }) };
}

function Waiting({ query, list }: ReturnType<typeof useWaiting>) {
  const { t } = useWords();
  const { message } = App.useApp();
  const nudge = useMutation({
    mutationFn: ({ case: { id }, step }: WaitingItemDto) =>
      answer(nudgeStep({ path: { id, step: step! }, body: {}, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: () => {
      void message.success(t('web.inbox.nudged'));
      return queries.invalidateQueries({ queryKey: ['inbox', 'waiting'] });
    },
    onError: (error) => void message.error(error.message),
  });
  return (
    <section className="column" aria-label={t('web.inbox.waiting')}>
      <div className="title">
        <h2>{t('web.inbox.waiting')}</h2>
      </div>
      {query.isPending && <Skeleton active />}
      {query.isError && <Failure error={query.error} again={() => void query.refetch()} />}
      {list.rows.map(({ item, gone }) => (
        <Item
          key={keyOf(item)}
          item={item}
          gone={gone}
          who={
            <>
              {item.assignee?.name ?? (item.role ? t(`role.${item.role}`) : '')}
              {item.assignee?.officePhone && (
                <>
                  {' '}
                  <a href={`tel:${item.assignee.officePhone}`}>{item.assignee.officePhone}</a>
                </>
              )}
              {' · '}
              {t('web.inbox.waitingSince', { days: daysSince(item.startedAt) })}
            </>
          }
          action={
            item.nudge && (
              <Button
                loading={nudge.isPending && nudge.variables === item}
                onClick={() => nudge.mutate(item)}
              >
                {t('web.inbox.nudge')}
              </Button>
            )
          }
        />
      ))}
      {query.data && list.rows.length === 0 && <p className="quiet">{t('web.inbox.nothingWaiting')}</p>}
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{t('web.more')}</Button>}
    </section>
  );
}
