import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Skeleton } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { countInbox, listInbox, listWaitingForOthers, nudgeStep } from '../client/sdk.gen';
import type { InboxItemDto, WaitingItemDto } from '../client/types.gen';
import { Failure } from '../app/failure';
import { answer, newKey, queries } from '../lib/api';
import { daysSince } from '../lib/dates';
import { useWords } from '../words';
import { Item } from './item';
import { useKeys } from './use-keys';

type Group = 'today' | 'soon' | 'later';
const keyOf = ({ case: { id }, step, supervisionOrder }: InboxItemDto) =>
  `${id}/${step ?? supervisionOrder?.id}`;

const useInbox = (group: Group) =>
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
  const counts = useQuery({
    queryKey: ['inbox', 'counts'],
    queryFn: () => answer(countInbox()),
    refetchInterval: 30_000,
  });
  const [laterOpen, setLaterOpen] = useState(false);
  const own = useMemo(
    () =>
      [today.data, soon.data, laterOpen ? later.data : undefined].flatMap(
        (data) => data?.pages.flatMap(({ items }) => items) ?? [],
      ),
    [today.data, soon.data, later.data, laterOpen],
  );
  // Who has nothing pressing begins with what comes later.
  const nothingPressing = [today, soon].every(({ data }) => data?.pages[0]?.items.length === 0);
  useEffect(() => {
    if (nothingPressing) setLaterOpen(true);
  }, [nothingPressing]);
  const [chosen, setChosen] = useState(0);
  useEffect(() => setChosen((one) => Math.min(one, Math.max(0, own.length - 1))), [own.length]);
  useKeys({
    j: () => setChosen((one) => Math.min(one + 1, own.length - 1)),
    k: () => setChosen((one) => Math.max(one - 1, 0)),
    c: () => void navigate({ to: '/say' }),
    Enter: () => {
      const item = own[chosen];
      if (item) void navigate({ to: '/cases/$id', params: { id: item.case.id } });
    },
  });
  const column = (
    title: string,
    inbox: ReturnType<typeof useInbox>,
    count: number | undefined,
    empty: string,
    from = 0,
  ) => (
    <section className="column" aria-label={title}>
      <div className="title">
        <h2>{title}</h2>
        <span className="count">{count ?? ''}</span>
      </div>
      {inbox.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {inbox.isError && <Failure error={inbox.error} again={() => void inbox.refetch()} />}
      {inbox.data?.pages
        .flatMap(({ items }) => items)
        .map((item, index) => (
          <Item key={keyOf(item)} item={item} chosen={from + index === chosen} />
        ))}
      {inbox.data?.pages[0]?.items.length === 0 && <p className="quiet">{empty}</p>}
      {inbox.hasNextPage && <Button onClick={() => void inbox.fetchNextPage()}>{t('web.more')}</Button>}
    </section>
  );
  const { today: dueToday = 0, soon: dueSoon, later: dueLater = 0 } = counts.data ?? {};
  const sizeOf = ({ data }: ReturnType<typeof useInbox>) =>
    data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  const first = sizeOf(today);
  const pressing = first + sizeOf(soon);
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.inbox')}</h1>
        <Button type="primary" onClick={() => void navigate({ to: '/say' })}>
          {t('web.nav.say')}
        </Button>
      </header>
      <div className="columns">
        {column(t('web.inbox.today'), today, counts.data && dueToday, t('web.inbox.nothingToday'))}
        <div className="column">
          {column(t('web.inbox.soon'), soon, dueSoon, t('web.inbox.nothingSoon'), first)}
          {dueLater > 0 && (
            <details open={laterOpen} onToggle={({ currentTarget }) => setLaterOpen(currentTarget.open)}>
              <summary>{t('web.inbox.later', { count: dueLater })}</summary>
              {column(t('web.inbox.laterTitle'), later, dueLater, '', pressing)}
            </details>
          )}
        </div>
        <Waiting />
      </div>
    </>
  );
}

function Waiting() {
  const { t } = useWords();
  const { message } = App.useApp();
  const waiting = useInfiniteQuery({
    queryKey: ['inbox', 'waiting'],
    queryFn: ({ pageParam }) => answer(listWaitingForOthers({ query: { cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 60_000,
  });
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
      {waiting.isPending && <Skeleton active />}
      {waiting.isError && <Failure error={waiting.error} again={() => void waiting.refetch()} />}
      {waiting.data?.pages
        .flatMap(({ items }) => items)
        .map((item) => (
          <Item
            key={keyOf(item)}
            item={item}
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
      {waiting.data?.pages[0]?.items.length === 0 && <p className="quiet">{t('web.inbox.nothingWaiting')}</p>}
      {waiting.hasNextPage && <Button onClick={() => void waiting.fetchNextPage()}>{t('web.more')}</Button>}
    </section>
  );
}
