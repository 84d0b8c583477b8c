import { useQuery } from '@tanstack/react-query';
import { Failure } from '../app/failure';
import { getDeadlines } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { said, useWords } from '../words';
import { DueWords } from './due-words';

/** 期限: each date that the case has to keep, the earliest first, and why it is that day. */
export function Deadlines({ id, version }: { id: string; version: number }) {
  const { t, language } = useWords();
  const found = useQuery({
    queryKey: ['case', id, 'deadlines', version],
    queryFn: () => answer(getDeadlines({ path: { id } })),
  });
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('web.case.deadlines')}</h2>
      {found.data.items.map((one, index) => (
        <div key={index}>
          <div className="quiet">{said(one.name)}</div>
          <DueWords due={one.due} overdue={one.overdue} />
          <details>
            <summary>{t('web.case.why')}</summary>
            <ul>
              {(language === 'en' ? one.words.en : one.words.zh).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </section>
  );
}
