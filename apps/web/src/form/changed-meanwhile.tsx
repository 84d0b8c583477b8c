import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Act, recordQuery } from '../case/record';
import { useWords } from '../words';

interface Props {
  id: string;
  /** The version that the form was filled in on. */
  seen: number;
  /** Sends one's own once more, as of what is shown here. */
  send(version: number): void;
}

/** What others have entered since one began to fill in the form. */
export function ChangedMeanwhile({ id, seen, send }: Props) {
  const { t, language } = useWords();
  const record = useQuery({ ...recordQuery(id, seen, language), staleTime: 0, refetchOnMount: 'always' });
  const acts = record.data?.steps.flatMap((step) => step.acts).filter(({ seq }) => seq > seen) ?? [];
  const version = record.isFetching ? undefined : record.data?.version;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('web.form.changed')}
      description={
        <>
          {acts.map((act) => (
            <Act key={act.seq} act={act} />
          ))}
          {version !== undefined && acts.length === 0 && <p>{t('web.form.changedElsewhere')}</p>}
          <Button disabled={version === undefined} onClick={() => send(version!)}>
            {t('web.form.sendMine')}
          </Button>
        </>
      }
    />
  );
}
