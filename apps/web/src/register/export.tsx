import { Button, Space } from 'antd';
import { useWords } from '../words';
import type { queryOf } from './search';

/** The register, as it is filtered now, as a file. */
export function Export({ query }: { query: ReturnType<typeof queryOf> }) {
  const { t } = useWords();
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  return (
    <Space wrap>
      <Button href={`/api/v1/cases/export.xlsx?${asked}`} download>
        {t('web.register.xlsx')}
      </Button>
      <Button href={`/api/v1/cases/export.csv?${asked}`} download>
        CSV
      </Button>
    </Space>
  );
}
