import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Drawer, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/failure';
import { changePerson, declareKin, getPerson, revokeKin } from '../client/sdk.gen';
import { Ask } from '../form/ask';
import { line, object } from '../form/ask-schemas';
import type { PlaceChoice } from '../intake/place-choices';
import { answer, queries } from '../lib/api';
import { useWords } from '../words';
import { personFields } from './fields';

const refresh = () => queries.invalidateQueries({ queryKey: ['persons'] });

interface Props {
  id: string;
  grids: readonly PlaceChoice[];
  close(): void;
}

/** One person: what is known, and who is close kin, for kin may not judge one's matter. */
export function PersonPanel({ id, grids, close }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'change' | 'kin'>();
  const found = useQuery({ queryKey: ['persons', id], queryFn: () => answer(getPerson({ path: { id } })) });
  const revoke = useMutation({
    mutationFn: (kinId: string) => answer(revokeKin({ path: { id, kinId } })),
    onError: (error) => void message.error(error.message),
    onSettled: refresh,
  });
  const person = found.data;
  const facts = person && [
    [t('web.person.phone'), person.phone],
    [t('web.people.nickname'), person.nickname],
    [t('web.people.birthYear'), person.birthYear],
    [t('web.people.grid'), grids.find(({ value }) => value === person.gridId)?.label],
  ];
  const fields = personFields(t, grids);
  return (
    <Drawer open onClose={close} title={person?.name ?? ''} size={420}>
      {found.isPending && <Skeleton active />}
      {found.isError && <Failure error={found.error} again={() => void found.refetch()} />}
      {person && (
        <>
          <dl className="facts">
            {facts!.map(([label, value]) => (
              <div key={String(label)} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{value ?? '—'}</dd>
              </div>
            ))}
          </dl>
          <Space wrap style={{ margin: '12px 0 24px' }}>
            <Button onClick={() => setAsking('change')}>{t('web.people.change')}</Button>
            <Link to="/cases" search={{ person: id }} style={{ lineHeight: '44px' }}>
              {t('web.people.cases')}
            </Link>
          </Space>
          <h2>{t('web.people.kin')}</h2>
          <ul className="rows">
            {person.kin.map((one) => (
              <li key={one.id}>
                <span>
                  {one.name ?? t('web.erased')} <span className="quiet">{one.relation}</span>
                </span>
                <Button loading={revoke.isPending} onClick={() => revoke.mutate(one.id)}>
                  {t('web.people.revoke')}
                </Button>
              </li>
            ))}
          </ul>
          <Button onClick={() => setAsking('kin')}>{t('web.people.addKin')}</Button>
        </>
      )}
      {asking === 'change' && person && (
        <Ask
          title={t('web.people.change')}
          schema={object(fields, ['name'])}
          initial={Object.fromEntries(
            Object.keys(fields).map((key) => [key, person[key as keyof typeof person]]),
          )}
          send={async (body) => {
            const emptied = Object.keys(fields).map((key) => [key, body[key] ?? null]);
            await answer(
              changePerson({ path: { id }, body: Object.fromEntries(emptied) as { name?: string } }),
            );
            await refresh();
          }}
          close={() => setAsking(undefined)}
        />
      )}
      {asking === 'kin' && person && (
        <Ask
          title={t('web.people.addKin')}
          schema={object({
            kinId: { type: 'string', title: t('web.people.relative'), 'x-refers': 'person' },
            relation: line(t('web.people.relation')),
          })}
          send={async (body, headers) => {
            await answer(
              declareKin({ path: { id }, body: body as { kinId: string; relation: string }, headers }),
            );
            await refresh();
          }}
          close={() => setAsking(undefined)}
          villageId={person.villageId}
        />
      )}
    </Drawer>
  );
}
