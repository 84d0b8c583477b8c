import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { Failure } from '../app/failure';
import { endSession, listSessions } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import { dateTime } from '../lib/dates';
import { useWords } from '../words';

/** 登录的地方: what one doesn't know can be ended. */
export function Sessions() {
  const { t } = useWords();
  const { message } = App.useApp();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => answer(listSessions()) });
  const end = useMutation({
    mutationFn: (id: string) => answer(endSession({ path: { id } })),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  if (sessions.isError) return <Failure error={sessions.error} again={() => void sessions.refetch()} />;
  return (
    <ul className="rows">
      {sessions.data?.items.map(({ id, device, createdAt, current }) => (
        <li key={id}>
          <span>
            {device} {current && <Tag color="blue">{t('web.session.current')}</Tag>}
            <span className="quiet">{t('web.session.since', { at: dateTime(createdAt) })}</span>
          </span>
          {!current && (
            <Button loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
              {t('web.session.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
