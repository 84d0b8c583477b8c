import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { InboxItemDto } from '../client/types.gen';
import { DueWords } from '../case/due-words';
import { useWords } from '../words';
import { ItemActions } from './item-actions';

interface Props {
  item: InboxItemDto;
  chosen?: boolean;
  who?: ReactNode;
  action?: ReactNode;
}

/** One thing to do, or to wait for. */
export function Item({ item, chosen = false, who, action }: Props) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const {
    case: found,
    kind,
    supervisionOrder,
    effectiveDueAt,
    dueAt,
    overdue,
    pendingDepartments = [],
  } = item;
  const due = effectiveDueAt ?? dueAt;
  const village = found.place.village.name ?? '';
  return (
    <article ref={place} className={`item${overdue ? ' overdue' : ''}${chosen ? ' chosen' : ''}`}>
      <div>
        <Link className="name" to="/cases/$id" params={{ id: found.id }}>
          {found.title ?? found.number}
        </Link>{' '}
        {found.urgent && <Tag color="volcano">{t('web.urgent')}</Tag>}
        {found.pausedUntil && <Tag>{t('web.paused')}</Tag>}
      </div>
      <div className="quiet">
        {[found.number, village, found.place.grid?.name].filter(Boolean).join(' · ')}
      </div>
      <div className="foot">
        <span>
          {supervisionOrder ? t('web.supervisionOrder') : kind && t(`kind.${kind}`)}
          {due && (
            <>
              {' · '}
              <DueWords dueAt={due} overdue={overdue} />
            </>
          )}
        </span>
        {action ?? <ItemActions item={item} />}
      </div>
      <div className="quiet">{who ?? why(item, t)}</div>
      {pendingDepartments.length > 0 && (
        <div className="quiet">
          {t('web.pendingDepartments', { names: pendingDepartments.map(({ name }) => name).join('、') })}
        </div>
      )}
    </article>
  );
}

/** Why it stands in one's inbox. */
function why(
  { asks, mine, supervisionOrder, role }: InboxItemDto,
  t: ReturnType<typeof useWords>['t'],
): string {
  if (asks.includes('extension')) return t('web.why.extension');
  if (asks.includes('assignment')) return t('web.why.assignment');
  if (supervisionOrder)
    return t(supervisionOrder.status === 'answered' ? 'web.why.orderAnswered' : 'web.why.order');
  if (mine) return t('web.why.mine');
  return t('web.why.free', { role: role ? t(`role.${role}`) : '' });
}
