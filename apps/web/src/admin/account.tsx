import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, App, Button, Skeleton, Space, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { appoint, changeAccount, dismiss, getAdministeredAccount, resetPassword } from '../client/sdk.gen';
import { Ask } from '../form/ask';
import { line, object } from '../form/ask-schemas';
import { answer, queries } from '../lib/api';
import { fullDay } from '../lib/dates';
import { useMe } from '../session/me';
import { useWords } from '../words';
import { useAppointment } from './appointment';

const route = getRouteApi('/shell/admin/accounts/$id');

/** One account: its roles, its password, whether it is in use. */
export function AccountPage(): ReactNode {
  const { t } = useWords();
  const { message, modal } = App.useApp();
  const { id } = route.useParams();
  const me = useMe();
  const appointment = useAppointment();
  const [asking, setAsking] = useState<'rename' | 'appoint'>();
  const found = useQuery({
    queryKey: ['admin', 'accounts', id],
    queryFn: () => answer(getAdministeredAccount({ path: { id } })),
  });
  const act = useMutation({
    mutationFn: (doing: () => Promise<unknown>) => doing(),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
  const reset = useMutation({
    mutationFn: () => answer(resetPassword({ path: { id } })),
    onError: (error) => void message.error(error.message),
  });
  if (found.isPending) return <Skeleton active />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const { name, username, disabled, memberships } = found.data;
  const sure = (title: string, doing: () => Promise<unknown>) =>
    modal.confirm({ title, onOk: () => act.mutateAsync(doing).catch(() => undefined) });
  return (
    <>
      <header className="head">
        <h1>
          {name} {disabled && <Tag>{t('web.admin.disabled')}</Tag>}
        </h1>
        <Space wrap>
          <Button onClick={() => setAsking('rename')}>{t('web.admin.rename')}</Button>
          <Button loading={reset.isPending} onClick={() => reset.mutate()}>
            {t('web.admin.resetPassword')}
          </Button>
          {id !== me.id && (
            <Button
              onClick={() =>
                void sure(t(disabled ? 'web.admin.enableSure' : 'web.admin.disableSure', { name }), () =>
                  answer(changeAccount({ path: { id }, body: { disabled: !disabled } })),
                )
              }
            >
              {t(disabled ? 'web.admin.enable' : 'web.admin.disable')}
            </Button>
          )}
        </Space>
      </header>
      {reset.data && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('web.admin.passwordOnce', { username, password: reset.data.password })}
          style={{ marginBottom: 18 }}
        />
      )}
      <section className="panel">
        <div className="head" style={{ margin: 0 }}>
          <h2>{t('web.me.positions')}</h2>
          <Button onClick={() => setAsking('appoint')}>{t('web.admin.appoint')}</Button>
        </div>
        <ul className="rows">
          {memberships.map((one) => (
            <li key={one.id}>
              <span>
                {one.place.name} {t(`role.${one.role}`)} {one.department && `（${one.department.name}）`}{' '}
                <span className="quiet">
                  {one.validTo
                    ? `${fullDay(one.validFrom)} – ${fullDay(one.validTo)}`
                    : t('web.case.since', { day: fullDay(one.validFrom) })}
                </span>
              </span>
              {!one.validTo && (
                <Button
                  onClick={() =>
                    void sure(
                      t('web.admin.dismissSure', {
                        name,
                        role: t(`role.${one.role}`),
                        place: one.place.name,
                      }),
                      () => answer(dismiss({ path: { id, membershipId: one.id } })),
                    )
                  }
                >
                  {t('web.admin.dismiss')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {asking === 'rename' && (
        <Ask
          title={t('web.admin.rename')}
          schema={object({ name: line(t('web.admin.name')) })}
          initial={{ name }}
          send={(body) => answer(changeAccount({ path: { id }, body }))}
          close={() => setAsking(undefined)}
        />
      )}
      {asking === 'appoint' && (
        <Ask
          title={t('web.admin.appoint')}
          schema={object(appointment, ['role', 'placeId'])}
          send={(body, headers) => answer(appoint({ path: { id }, body: body as never, headers }))}
          close={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
