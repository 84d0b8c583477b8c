import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import { DueWords } from '../case/due-words';
import { nudgeStep } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { answer, newKey, queries } from '../lib/api';
import { daysSince } from '../lib/dates';
import { said, useWords } from '../words';
import { OrderForm } from './order-form';

/** One step that a supervisor looks at, with the act that is proposed. */
export function WatchedStep({ item }: { item: WatchedStepDto }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [ordering, setOrdering] = useState(false);
  const {
    case: found,
    step,
    kind,
    role,
    assignee,
    since,
    due,
    overdue,
    cause,
    action,
    supervisionOrder,
  } = item;
  const nudge = useMutation({
    mutationFn: () =>
      answer(nudgeStep({ path: { id: found.id, step }, body: {}, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: () => void message.success(t('web.inbox.nudged')),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['supervision'] }),
  });
  return (
    <article className={`item${overdue ? ' overdue' : ''}`}>
      <div>
        <Link className="name" to="/cases/$id" params={{ id: found.id }}>
          {found.title ?? found.number}
        </Link>{' '}
        {found.urgent && <Tag className="urgent">{t('web.urgent')}</Tag>}
        {cause && <Tag>{cause.text}</Tag>}
      </div>
      <div className="quiet">
        {[found.number, found.place.village.name, said(item.name) ?? t(`kind.${kind}`)].join(' · ')}
      </div>
      <div>
        {assignee?.name ?? t(`role.${role}`)}
        {assignee?.officePhone && (
          <>
            {' '}
            <a href={`tel:${assignee.officePhone}`}>{assignee.officePhone}</a>
          </>
        )}
        {' · '}
        {t('web.inbox.waitingSince', { days: daysSince(since) })}
        {due && (
          <>
            {' · '}
            <DueWords due={due} overdue={overdue} />
          </>
        )}
      </div>
      <div className="foot">
        <span className="quiet">{action.text}</span>
        <span>
          {action.code === 'nudge' && (
            <Button type="primary" loading={nudge.isPending} onClick={() => nudge.mutate()}>
              {t('web.inbox.nudge')}
            </Button>
          )}
          {supervisionOrder ? (
            <span className="quiet">{t('web.supervision.running')}</span>
          ) : (
            <Button
              type={action.code === 'issueSupervisionOrder' ? 'primary' : 'default'}
              onClick={() => setOrdering(true)}
              style={{ marginInlineStart: 8 }}
            >
              {t('web.supervision.order')}
            </Button>
          )}
        </span>
      </div>
      {ordering && <OrderForm item={item} close={() => setOrdering(false)} />}
    </article>
  );
}
