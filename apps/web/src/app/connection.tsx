import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { useOutbox } from '../intake/outbox';
import { useWords } from '../words';

const subscribe = (listener: () => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};

/** Whether there is a network, and what waits for it. */
export function Connection({ works, administers }: { works: boolean; administers: boolean }) {
  const { t } = useWords();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const { waiting, drop } = useOutbox(works);
  // Only they can do something about it.
  const insecure = administers && !isSecureContext;
  if (online && waiting.length === 0 && !insecure) return null;
  const refused = waiting.filter((one) => one.refused);
  return (
    <div className="connection" role="status">
      {insecure && <p>{t('web.insecure')}</p>}
      {!online && t('web.offline')}{' '}
      {waiting.length > refused.length && t('web.outbox', { count: waiting.length - refused.length })}
      {refused.map(({ key, body, refused: why }) => (
        <p key={key}>
          {t('web.outbox.refused', { matter: body.title ?? body.matter.slice(0, 20), why })}{' '}
          <Button size="small" onClick={() => drop(key)}>
            {t('web.outbox.drop')}
          </Button>
        </p>
      ))}
    </div>
  );
}
