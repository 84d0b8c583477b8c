import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { App, Button, Skeleton, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { listNotices, retryNotice } from '../client/sdk.gen';
import { answer, newKey, queries } from '../lib/api';
import { dateTime } from '../lib/dates';
import { isMessage, useWords } from '../words';
import './words';

export const STATES = ['failed', 'waiting', 'sent', 'skipped'] as const;
export type State = (typeof STATES)[number];
const route = getRouteApi('/shell/admin/notices');

/** 通知: what became of notices by e-mail, first what was given up and why; it can be sent once more. */
export function Notices(): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const { state = 'failed' } = route.useSearch();
  const navigate = route.useNavigate();
  const notices = useInfiniteQuery({
    queryKey: ['admin', 'notices', state],
    queryFn: ({ pageParam }) => answer(listNotices({ query: { state, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const retry = useMutation({
    mutationFn: (id: string) =>
      answer(retryNotice({ path: { id }, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: () => void message.success(t('web.notices.retried')),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['admin', 'notices'] }),
  });
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.notices')}</h1>
      </header>
      <Tabs
        activeKey={state}
        onChange={(key) => void navigate({ search: { state: key as State } })}
        items={STATES.map((key) => ({ key, label: t(`web.notices.state.${key}`) }))}
      />
      {notices.isPending && <Skeleton active />}
      {notices.isError && <Failure error={notices.error} again={() => void notices.refetch()} />}
      {notices.data && items.length === 0 && <p className="quiet">{t(`web.notices.none.${state}`)}</p>}
      {items.length > 0 && (
        <ul className="rows panel">
          {items.map(
            ({ id, accountName, kind, attempts, cause, smtpCode, createdAt, nextTryAt, settledAt }) => (
              <li key={id}>
                <span>
                  <strong>{accountName}</strong> {t(`web.notices.kind.${kind}`)}
                  <span className="quiet">
                    {' · '}
                    {[
                      t('web.notices.made', { at: dateTime(createdAt) }),
                      attempts > 0 && t('web.notices.attempts', { attempts }),
                      nextTryAt && t('web.notices.next', { at: dateTime(nextTryAt) }),
                      settledAt && state === 'sent' && t('web.notices.sentAt', { at: dateTime(settledAt) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {cause && (
                    <div>
                      {isMessage(`web.notices.cause.${cause}`) ? t(`web.notices.cause.${cause}`) : cause}
                      {smtpCode !== undefined && ` ${t('web.notices.smtp', { code: smtpCode })}`}
                    </div>
                  )}
                </span>
                {state === 'failed' && (
                  <Button
                    loading={retry.isPending && retry.variables === id}
                    onClick={() => retry.mutate(id)}
                  >
                    {t('web.notices.retry')}
                  </Button>
                )}
              </li>
            ),
          )}
        </ul>
      )}
      {notices.hasNextPage && <Button onClick={() => void notices.fetchNextPage()}>{t('web.more')}</Button>}
    </>
  );
}
