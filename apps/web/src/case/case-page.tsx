import type { ReactNode } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, App, Button, Skeleton, Space, Tag } from 'antd';
import { Failure } from '../app/failure';
import { assignStep, getCase } from '../client/sdk.gen';
import type { CaseDetailDto, StepOptionsDto } from '../client/types.gen';
import { answer, newKey, queries } from '../lib/api';
import { useMe } from '../session/me';
import { day } from '../lib/dates';
import { said, useWords } from '../words';
import { Attachments } from './attachments';
import { CaseCommands } from './case-commands';
import { Deadlines } from './deadlines';
import { DueWords } from './due-words';
import { People } from './people';
import { Record } from './record';
import { StepMore } from './step-more';
import { Timeline } from './timeline';

const route = getRouteApi('/shell/cases/$id');

export const caseQuery = (id: string) => ({
  queryKey: ['case', id],
  queryFn: () => answer<CaseDetailDto>(getCase({ path: { id } })),
});

/** 办件: where it stands, who has it, what comes next, and all that was entered. */
export function CasePage(): ReactNode {
  const { t } = useWords();
  const { id } = route.useParams();
  const found = useQuery({ ...caseQuery(id), refetchInterval: 30_000 });
  if (found.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const one = found.data;
  return (
    <>
      <header className="head">
        <div>
          <h1>
            {one.title ?? one.number} {one.urgent && <Tag className="urgent">{t('web.urgent')}</Tag>}
            {one.confidential && <Tag>{t('web.confidential')}</Tag>}
            {one.category && <Tag>{t(`category.${one.category}`)}</Tag>}
          </h1>
          <div className="quiet">
            {[one.number, one.place.township.name, one.place.village.name, one.place.grid?.name]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </div>
        <Space wrap>
          <Link to="/cases/$id/papers" params={{ id }}>
            <Button tabIndex={-1}>{t('web.nav.papers')}</Button>
          </Link>
          <CaseCommands one={one} />
        </Space>
      </header>
      <States one={one} />
      <div className="case">
        <div>
          {one.options.map((option) => (
            <OpenStep key={option.step} one={one} option={option} />
          ))}
          <section className="panel">
            <h2>{t('web.case.matter')}</h2>
            <p className="pre">{one.matter ?? t('web.erased')}</p>
            {one.location && <p className="quiet">{one.location}</p>}
          </section>
          <Attachments one={one} />
          <Record id={id} version={one.version} />
          <Timeline id={id} version={one.version} />
        </div>
        <div>
          <Deadlines id={id} version={one.version} />
          <People one={one} />
        </div>
      </div>
    </>
  );
}

/** What is particular about the case now. */
function States({ one }: { one: CaseDetailDto }) {
  const { t } = useWords();
  return (
    <Space orientation="vertical" style={{ width: '100%', marginBottom: 18 }}>
      {one.status === 'closed' && (
        <Alert
          type="success"
          showIcon
          title={t('web.case.closed', { outcome: one.outcome ? t(`closing.${one.outcome}`) : '' })}
        />
      )}
      {one.blocked && <Alert type="error" showIcon title={t('web.case.blocked')} />}
      {one.pausedUntil && (
        <Alert type="warning" showIcon title={t('web.case.pausedUntil', { day: day(one.pausedUntil) })} />
      )}
      {one.escalated && <Alert type="info" showIcon title={t('web.case.escalated')} />}
    </Space>
  );
}

/** A step that is open: when it is due, who has it, and what may be done. */
function OpenStep({ one, option }: { one: CaseDetailDto; option: StepOptionsDto }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const me = useMe();
  const step = one.steps.find((each) => each.step === option.step);
  const assign = useMutation({
    mutationFn: (assigneeId: string | null) =>
      answer(
        assignStep({
          path: { id: one.id, step: option.step },
          body: { assigneeId },
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', one.id] }),
  });
  const mine = option.actions.filter((action) => action.mine);
  // Who is still to be asked comes first; then what ends the step.
  const main = option.progress?.persons.length ? 0 : mine.length - 1;
  const held = option.assignee?.id === me.id;
  return (
    <section className="panel" aria-label={t('web.case.now')}>
      <div className="head" style={{ margin: 0 }}>
        <h2>{said(step?.name)}</h2>
        {option.due && <DueWords due={option.due} overdue={option.overdue} />}
      </div>
      {option.progress && <div className="progress">{said(option.progress.words)}</div>}
      <div className="quiet">
        {option.assignee
          ? t('web.case.assignedTo', { name: option.assignee.name ?? '' })
          : t('web.case.free', { role: t(`role.${option.owner}`) })}
        {option.pendingDepartments && option.pendingDepartments.length > 0 && (
          <>
            {' '}
            ·{' '}
            {t('web.pendingDepartments', {
              names: option.pendingDepartments.map(({ name }) => name).join('、'),
            })}
          </>
        )}
      </div>
      <Space wrap>
        {((option.kind === 'deliberate' && mine.length > 1) || mine.some(isSignature)) && (
          <Link to="/cases/$id/steps/$step" params={{ id: one.id, step: option.step }}>
            <Button tabIndex={-1}>{t(option.kind === 'sign' ? 'web.step.signing' : 'web.step.live')}</Button>
          </Link>
        )}
        {mine.map(({ action }, index) => (
          <Link
            key={action}
            to="/cases/$id/steps/$step/$action"
            params={{ id: one.id, step: option.step, action }}
          >
            <Button type={index === main ? 'primary' : 'default'} tabIndex={-1}>
              {t(`action.${option.kind}.${action}`)}
            </Button>
          </Link>
        ))}
        {option.claimable && (
          <Button loading={assign.isPending} onClick={() => assign.mutate(me.id)}>
            {t('web.case.claim')}
          </Button>
        )}
        {(held || option.claimable || mine.length > 0) && <StepMore one={one} option={option} />}
        {held && (
          <Button loading={assign.isPending} onClick={() => assign.mutate(null)}>
            {t('web.case.giveBack')}
          </Button>
        )}
      </Space>
      {mine.length === 0 && !option.claimable && <div className="quiet">{t('web.case.notYours')}</div>}
    </section>
  );
}

const isSignature = ({ action }: { action: string }): boolean => action === 'sign';
