import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { listNotices, retryNotice } from '../client/sdk.gen';
import { answer, newKey, queries } from '../lib/api';
import { dateTime } from '../lib/dates';
import { useWords } from '../words';

/** 通知: what became of notices by e-mail; what was given up can be sent once more. */
export function Notices(): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const notices = useInfiniteQuery({
    queryKey: ['admin', 'notices'],
    queryFn: ({ pageParam }) => answer(listNotices({ query: { cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const retry = useMutation({
    mutationFn: (id: string) =>
      answer(retryNotice({ path: { id }, headers: { 'Idempotency-Key': newKey() } })),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['admin', 'notices'] }),
  });
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.notices')}</h1>
      </header>
      {notices.isPending && <Skeleton active />}
      {notices.isError && <Failure error={notices.error} again={() => void notices.refetch()} />}
      {notices.data && items.length === 0 && <p className="quiet">{t('web.notices.none')}</p>}
      {items.length > 0 && (
        <ul className="rows panel">
          {items.map(({ id, accountName, kind, state, attempts, cause, createdAt }) => (
            <li key={id}>
              <span>
                <strong>{accountName}</strong> {t(`web.notices.kind.${kind}`)} ·{' '}
                {t(`web.notices.state.${state}`)}{' '}
                <span className="quiet">
                  {[dateTime(createdAt), t('web.notices.attempts', { attempts }), cause]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {state === 'failed' && (
                <Button loading={retry.isPending && retry.variables === id} onClick={() => retry.mutate(id)}>
                  {t('web.notices.retry')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {notices.hasNextPage && <Button onClick={() => void notices.fetchNextPage()}>{t('web.more')}</Button>}
    </>
  );
}
