import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Skeleton, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { listMail, markAllMailRead, markMailRead } from '../client/sdk.gen';
import type { MailDto } from '../client/types.gen';
import { answer, newKey, queries } from '../lib/api';
import { dateTime, day } from '../lib/dates';
import { useWords } from '../words';

const refresh = () => queries.invalidateQueries({ queryKey: ['mail'] });

/** 消息: what the product told one, the latest first. */
export function Messages(): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const mails = useInfiniteQuery({
    queryKey: ['mail', 'list'],
    queryFn: ({ pageParam }) => answer(listMail({ query: { cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 60_000,
  });
  const readAll = useMutation({
    mutationFn: () => answer(markAllMailRead({ headers: { 'Idempotency-Key': newKey() } })),
    onError: (error) => void message.error(error.message),
    onSettled: refresh,
  });
  const items = mails.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.messages')}</h1>
        {items.some(({ readAt }) => !readAt) && (
          <Button loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('web.mail.readAll')}
          </Button>
        )}
      </header>
      {mails.isPending && <Skeleton active />}
      {mails.isError && <Failure error={mails.error} again={() => void mails.refetch()} />}
      {mails.data && items.length === 0 && <p className="quiet">{t('web.mail.none')}</p>}
      {items.length > 0 && (
        <ul className="rows panel">
          {items.map((mail) => (
            <Message key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {mails.hasNextPage && <Button onClick={() => void mails.fetchNextPage()}>{t('web.more')}</Button>}
    </>
  );
}

function Message({ mail }: { mail: MailDto }) {
  const { t } = useWords();
  const { id, kind, caseId, number, title, dueAt, createdAt, readAt } = mail;
  // Opening it is reading it.
  const read = () => {
    if (!readAt)
      void answer(markMailRead({ path: { id }, headers: { 'Idempotency-Key': newKey() } })).then(
        refresh,
        () => undefined,
      );
  };
  return (
    <li>
      <span>
        {!readAt && <Tag color="blue">{t('web.mail.unread')}</Tag>}
        <strong>{t(`web.mail.${kind}`)}</strong>
        {'：'}
        <Link to="/cases/$id" params={{ id: caseId }} onClick={read}>
          {title ?? number}
        </Link>
        {dueAt && (
          <span className="quiet">
            {' '}
            {t('web.mail.due', { day: day(new Date(Date.parse(dueAt) - 1).toISOString()) })}
          </span>
        )}
      </span>
      <span className="quiet">{dateTime(createdAt)}</span>
    </li>
  );
}
