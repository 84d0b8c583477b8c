import { useMutation } from '@tanstack/react-query';
import { App, Button, Space } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { download, type Progress } from '../lib/download';
import { useWords } from '../words';
import { addressOf } from './search';

/** The register, as it is filtered and laid out now, as a file; a long one tells how far it is and can be stopped. */
export function Export({ query, children }: { query: Record<string, unknown>; children: ReactNode }) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const [told, setTold] = useState<Progress>();
  const stop = useRef<AbortController>(null);
  const running = useMutation({
    mutationFn: async (kind: 'csv' | 'xlsx') => {
      setTold(undefined);
      stop.current = new AbortController();
      // A sheet is put together before it comes: its bytes tell nothing of its rows.
      const tell = kind === 'csv' ? setTold : () => undefined;
      await download(`/api/v1/cases/export.${kind}?${addressOf(query)}`, stop.current.signal, tell);
    },
    onSuccess: () => void message.success(t('web.export.done')),
    onError: (error) => {
      if (!stop.current?.signal.aborted) void message.error(error.message);
    },
  });
  const number = (count: number) => count.toLocaleString(language);
  return (
    <>
      <Space wrap>
        {children}
        <Button disabled={running.isPending} onClick={() => running.mutate('xlsx')}>
          {t('web.register.xlsx')}
        </Button>
        <Button disabled={running.isPending} onClick={() => running.mutate('csv')}>
          {t('web.export.csv')}
        </Button>
      </Space>
      {running.isPending && (
        <div className="ticked" role="status" style={{ flexBasis: '100%' }}>
          <span>
            {told
              ? t('web.export.rows', {
                  rows: number(told.rows),
                  total: told.total === undefined ? '…' : number(told.total),
                })
              : t('web.export.gathering')}
          </span>
          <progress aria-label={t('web.export.progress')} value={told?.rows} max={told?.total} />
          <Button onClick={() => stop.current?.abort()}>{t('web.export.stop')}</Button>
        </div>
      )}
    </>
  );
}
