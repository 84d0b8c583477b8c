import { Button, Result } from 'antd';
import { Refused } from '../lib/api';
import { useWords } from '../words';

/** What is shown in place of what couldn't be fetched; the rest of the page stays. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useWords();
  const missing = error instanceof Refused && error.status === 404;
  return (
    <Result
      status={missing ? 'info' : 'warning'}
      title={missing ? t('web.error.notFound') : t('web.error.title')}
      subTitle={missing ? t('web.error.notFoundHint') : (error as Error).message}
      extra={again && !missing && <Button onClick={again}>{t('web.again')}</Button>}
    />
  );
}
