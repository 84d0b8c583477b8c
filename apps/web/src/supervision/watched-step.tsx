import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { DueWords } from '../case/due-words';
import type { WatchedStepDto } from '../client/types.gen';
import { daysSince } from '../lib/dates';
import { said, useWords } from '../words';
import { OrderForm } from './order-form';
import { ProposedAct } from './proposed-act';

/** One step that a supervisor looks at, with the act that is proposed. */
export function WatchedStep({ item }: { item: WatchedStepDto }) {
  const { t } = useWords();
  const [ordering, setOrdering] = useState(false);
  const { case: found, kind, role, assignee, since, due, overdue, cause, action, supervisionOrder } = item;
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
        {daysSince(since) > 0 && ` · ${t('web.inbox.waitingSince', { days: daysSince(since) })}`}
        {due && (
          <>
            {' · '}
            <DueWords due={due} overdue={overdue} />
          </>
        )}
      </div>
      <div className="foot">
        {supervisionOrder ? (
          <span className="quiet">
            {t(`web.supervision.order.${supervisionOrder.status}`)}
            {supervisionOrder.overdue && ` · ${t('web.supervision.overdue')}`}
          </span>
        ) : (
          <span />
        )}
        <span>
          <ProposedAct item={item} order={() => setOrdering(true)} />
          {!supervisionOrder && action.code !== 'issueSupervisionOrder' && (
            <Button onClick={() => setOrdering(true)} style={{ marginInlineStart: 8 }}>
              {t('web.supervision.order')}
            </Button>
          )}
        </span>
      </div>
      {ordering && <OrderForm item={item} close={() => setOrdering(false)} />}
    </article>
  );
}
