import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { listBlocked, retryBlocked } from '../client/sdk.gen';
import type { BlockedDto } from '../client/types.gen';
import { answer, newKey, queries } from '../lib/api';
import { dateTime, daysSince } from '../lib/dates';
import { said, useWords } from '../words';
import './words';

const BLOCKED = ['admin', 'blocked'];

/** 停住的事项: what can't be recorded, why, since when, and what to do about it. */
export function Blocked(): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const blocked = useQuery({
    queryKey: BLOCKED,
    queryFn: () => answer(listBlocked()),
    refetchInterval: 60_000,
  });
  const retry = useMutation({
    mutationFn: (id: string) =>
      answer(retryBlocked({ path: { id }, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: ({ outcome }) =>
      void message.open({
        type: outcome === 'goesOn' ? 'success' : 'warning',
        content: t(`web.blocked.${outcome}`),
        duration: 6,
      }),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: BLOCKED }),
  });
  const items = blocked.data?.items ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.blocked')}</h1>
      </header>
      {blocked.isPending && <Skeleton active />}
      {blocked.isError && <Failure error={blocked.error} again={() => void blocked.refetch()} />}
      {blocked.data && (
        <p className="quiet">{t(items.length > 0 ? 'web.blocked.hint' : 'web.blocked.none')}</p>
      )}
      <div className="column">
        {items.map((item) => (
          <Halted
            key={`${item.task} ${item.id}`}
            item={item}
            trying={retry.isPending && retry.variables === item.id}
            retry={() => retry.mutate(item.id)}
          />
        ))}
      </div>
    </>
  );
}

interface Props {
  item: BlockedDto;
  trying: boolean;
  retry(): void;
}

function Halted({ item, trying, retry }: Props) {
  const { t } = useWords();
  const { id, kind, task, number, village, since, triedAt, attempts, reason, todo, commands } = item;
  return (
    <article className="item">
      <h2>
        {[t(`web.blocked.${kind}`), number ?? t('web.blocked.unnumbered'), village]
          .filter(Boolean)
          .join(' · ')}
      </h2>
      <div>{said(reason)}</div>
      <div className="quiet">
        {[
          t('web.blocked.since', { at: dateTime(since), days: daysSince(since) }),
          t('web.blocked.tried', { attempts, at: dateTime(triedAt) }),
        ].join(' · ')}
      </div>
      <div>
        <strong>{t('web.blocked.todo')}</strong> {said(todo)}
      </div>
      {commands.map((command) => (
        <Typography.Text key={command} code copyable={{ text: command, tooltips: false }}>
          {command}
        </Typography.Text>
      ))}
      <div className="foot">
        <span className="quiet">{id}</span>
        {task === 'record' && (
          <Button loading={trying} onClick={retry}>
            {t('web.blocked.retry')}
          </Button>
        )}
      </div>
    </article>
  );
}
