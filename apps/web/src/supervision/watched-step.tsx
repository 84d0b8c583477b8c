import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { DoneElsewhere } from '../case/done-elsewhere';
import { DueWords } from '../case/due-words';
import type { WatchedStepDto } from '../client/types.gen';
import { daysSince } from '../lib/dates';
import { said, useWords } from '../words';
import { OrderForm } from './order-form';
import { ProposedAct } from './proposed-act';

/** What became of a step since the list was drawn. */
export type Outcome = { done: string } | { refused: string };

interface Props {
  item: WatchedStepDto;
  gone: boolean;
  outcome?: Outcome;
  ticked: boolean;
  tick(ticked: boolean): void;
  did(what: string): void;
}

/** One step that a supervisor looks at, with the act that is proposed. */
export function WatchedStep({ item, gone, outcome, ticked, tick, did }: Props) {
  const { t } = useWords();
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
  const over = gone || (outcome !== undefined && 'done' in outcome);
  const classes = ['item', over ? 'over' : overdue && 'overdue'];
  return (
    <article className={classes.filter(Boolean).join(' ')}>
      <div>
        {!over && (
          <Checkbox
            checked={ticked}
            onChange={({ target }) => tick(target.checked)}
            aria-label={t('web.supervision.choose', { title: found.title ?? found.number })}
          />
        )}
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
        {due && !over && (
          <>
            {' · '}
            <DueWords due={due} overdue={overdue} />
          </>
        )}
      </div>
      {outcome && 'refused' in outcome && <div>{outcome.refused}</div>}
      {over ? (
        <div>
          {outcome && 'done' in outcome ? (
            `✓ ${outcome.done}`
          ) : (
            <DoneElsewhere caseId={found.id} step={step} />
          )}
        </div>
      ) : (
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
            <ProposedAct item={item} order={() => setOrdering(true)} did={did} />
            {!supervisionOrder && action.code !== 'issueSupervisionOrder' && (
              <Button onClick={() => setOrdering(true)} style={{ marginInlineStart: 8 }}>
                {t('web.supervision.order')}
              </Button>
            )}
          </span>
        </div>
      )}
      {ordering && <OrderForm item={item} did={did} close={() => setOrdering(false)} />}
    </article>
  );
}
