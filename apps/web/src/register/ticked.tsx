import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown, Space } from 'antd';
import { markCasesReported } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import { useMe } from '../session/me';
import { said, useWords } from '../words';
import { useLayouts } from './columns';

/** Who keeps the register. */
const REGISTRARS: readonly string[] = ['clerk', 'committee', 'mediator', 'townshipOffice'];

interface Props {
  ids: readonly string[];
  copy(): void;
  clear(): void;
}

/** What is done with the rows that are ticked. */
export function Ticked({ ids, copy, clear }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const layouts = useLayouts() ?? [];
  const keepsRegister = useMe().memberships.some(({ role }) => REGISTRARS.includes(role));
  const mark = useMutation({
    mutationFn: (to: { layout: string; reported: boolean }) =>
      answer(
        markCasesReported({
          body: { caseIds: [...ids], layout: to.layout as 'mediation', reported: to.reported },
        }),
      ),
    onSuccess: async ({ changed }, { reported }) => {
      const words =
        changed === 0 ? 'web.marks.unchanged' : reported ? 'web.marks.marked' : 'web.marks.withdrawn';
      void message.success(t(words, { count: changed }));
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
    onError: (error) => void message.error(error.message),
  });
  const offices = (reported: boolean) => ({
    items: layouts.map(({ key, office }) => ({
      key,
      label: said(office),
      onClick: () => mark.mutate({ layout: key, reported }),
    })),
  });
  return (
    <div className="ticked" role="region" aria-label={t('web.marks.region')}>
      <strong>{t('web.marks.ticked', { count: ids.length })}</strong>
      <Space wrap>
        <Button onClick={copy}>{t('web.copy.rows')}</Button>
        {keepsRegister && (
          <>
            <Dropdown menu={offices(true)} trigger={['click']}>
              <Button loading={mark.isPending}>{t('web.marks.mark')}</Button>
            </Dropdown>
            <Dropdown menu={offices(false)} trigger={['click']}>
              <Button disabled={mark.isPending}>{t('web.marks.withdraw')}</Button>
            </Dropdown>
          </>
        )}
        <Button type="link" onClick={clear}>
          {t('web.marks.clear')}
        </Button>
      </Space>
    </div>
  );
}
