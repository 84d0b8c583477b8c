import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { InboxItemDto } from '../client/types.gen';
import { DoneElsewhere } from '../case/done-elsewhere';
import { DueWords } from '../case/due-words';
import { said, useWords } from '../words';
import { ItemActions } from './item-actions';

interface Props {
  item: InboxItemDto;
  chosen?: boolean;
  /** It is on this list no more. */
  gone?: boolean;
  who?: ReactNode;
  action?: ReactNode;
}

/** One thing to do, or to wait for. */
export function Item({ item, chosen = false, gone = false, who, action }: Props) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const {
    case: found,
    kind,
    supervisionOrder,
    due,
    overdue,
    step,
    action: only,
    pendingDepartments = [],
  } = item;
  const village = found.place.village.name ?? '';
  const classes = ['item', overdue && !gone && 'overdue', chosen && 'chosen', gone && 'over'];
  return (
    <article ref={place} className={classes.filter(Boolean).join(' ')}>
      <div>
        <Link className="name" to="/cases/$id" params={{ id: found.id }}>
          {found.title ?? found.number}
        </Link>{' '}
        {found.urgent && <Tag className="urgent">{t('web.urgent')}</Tag>}
        {found.pausedUntil && <Tag>{t('web.paused')}</Tag>}
      </div>
      <div className="quiet">
        {[found.number, village, found.place.grid?.name].filter(Boolean).join(' · ')}
      </div>
      <div className="foot">
        <span>
          {supervisionOrder ? t('web.supervisionOrder') : (said(item.name) ?? (kind && t(`kind.${kind}`)))}
          {due && !gone && (
            <>
              {' · '}
              <DueWords due={due} overdue={overdue} />
            </>
          )}
        </span>
        {!gone && (action ?? <ItemActions item={item} />)}
        {!gone && action === undefined && step && !supervisionOrder && item.asks.length === 0 && (
          <ActButton id={found.id} step={step} kind={kind!} action={only} />
        )}
      </div>
      <div className="quiet">
        {gone ? (
          <DoneElsewhere caseId={found.id} step={supervisionOrder ? undefined : step} />
        ) : (
          (who ?? why(item, t))
        )}
      </div>
      {!gone && pendingDepartments.length > 0 && (
        <div className="quiet">
          {t('web.pendingDepartments', { names: pendingDepartments.map(({ name }) => name).join('、') })}
        </div>
      )}
    </article>
  );
}

/** To the only form that there is, by its name; else to the case. */
function ActButton({ id, step, kind, action }: { id: string; step: string; kind: string; action?: string }) {
  const { t } = useWords();
  return action === undefined ? (
    <Link to="/cases/$id" params={{ id }}>
      <Button tabIndex={-1}>{t('web.inbox.open')}</Button>
    </Link>
  ) : (
    <Link to="/cases/$id/steps/$step/$action" params={{ id, step, action }}>
      <Button tabIndex={-1}>{t(`action.${kind}.${action}`)}</Button>
    </Link>
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
