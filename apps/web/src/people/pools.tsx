import { useQuery } from '@tanstack/react-query';
import { Button, Collapse, Skeleton, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { addPoolMember, listPoolMembers, listPools } from '../client/sdk.gen';
import type { NewPoolMemberDto, PoolDto } from '../client/types.gen';
import { Ask } from '../form/ask';
import { line, object, oneOf } from '../form/ask-schemas';
import { answer, queries } from '../lib/api';
import { fullDay } from '../lib/dates';
import { labelsOf, useWords } from '../words';

/** 群英库: who is in the pools of one's places, and how they got in. */
export function Pools(): ReactNode {
  const { t } = useWords();
  const pools = useQuery({
    queryKey: ['pools'],
    queryFn: () => answer(listPools({ query: { limit: 200 } })),
  });
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.pools')}</h1>
      </header>
      {pools.isPending && <Skeleton active />}
      {pools.isError && <Failure error={pools.error} again={() => void pools.refetch()} />}
      {pools.data && (
        <Collapse
          items={pools.data.items.map((pool) => ({
            key: pool.id,
            label: pool.name,
            children: <Members pool={pool} />,
          }))}
        />
      )}
    </>
  );
}

function Members({ pool }: { pool: PoolDto }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const queryKey = ['pools', pool.id];
  const members = useQuery({
    queryKey,
    queryFn: () => answer(listPoolMembers({ path: { id: pool.id }, query: { limit: 200 } })),
  });
  if (members.isPending) return <Skeleton active />;
  if (members.isError) return <Failure error={members.error} again={() => void members.refetch()} />;
  return (
    <>
      <ul className="rows">
        {members.data.items.map(({ id, name, nomination, expertise, mediator, since }) => (
          <li key={id}>
            <span>
              <strong>{name ?? t('web.erased')}</strong>{' '}
              {mediator && <Tag>{t('field.members.mediator')}</Tag>}
              <span className="quiet">{expertise}</span>
            </span>
            <span className="quiet">
              {t(`value.nomination.${nomination}`)} · {t('web.case.since', { day: fullDay(since) })}
            </span>
          </li>
        ))}
      </ul>
      <Button onClick={() => setAdding(true)}>{t('web.pools.add')}</Button>
      {adding && (
        <Ask
          title={`${pool.name}：${t('web.pools.add')}`}
          schema={object(
            {
              personId: { type: 'string', title: t('field.personId'), 'x-refers': 'person' },
              nomination: oneOf(t('field.members.nomination'), labelsOf('value.nomination')),
              expertise: line(t('web.pools.expertise')),
              mediator: { type: 'boolean', title: t('field.members.mediator') },
            },
            ['personId', 'nomination'],
          )}
          send={async (body, headers) => {
            await answer(
              addPoolMember({ path: { id: pool.id }, body: body as unknown as NewPoolMemberDto, headers }),
            );
            await queries.invalidateQueries({ queryKey });
          }}
          close={() => setAdding(false)}
          villageId={pool.placeId}
        />
      )}
    </>
  );
}
