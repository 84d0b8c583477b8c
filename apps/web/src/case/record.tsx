import { useQuery } from '@tanstack/react-query';
import { Skeleton, Tag } from 'antd';
import { Failure } from '../app/failure';
import { getCaseRecord } from '../client/sdk.gen';
import type { CaseRecordDto, RecordedActDto, RecordedStepDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { dateTime, day } from '../lib/dates';
import { useWords } from '../words';

/** Of a version, once that is known. */
export const recordQuery = (id: string, version: number | undefined, language: string) => ({
  queryKey: ['case', id, 'record', version, language],
  queryFn: () => answer<CaseRecordDto>(getCaseRecord({ path: { id } })),
  enabled: version !== undefined,
});

interface Props {
  id: string;
  version: number;
  /** A step that is being filled in: what was entered before it is unfolded, instead of what is open. */
  before?: string;
}

/** 经过的步骤: the way of the case, and what was entered on it. */
export function Record({ id, version, before }: Props) {
  const { t, language } = useWords();
  const found = useQuery(recordQuery(id, version, language));
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const steps = found.data?.steps ?? [];
  const last = steps.findLastIndex(
    ({ step, acts }) => step !== before && acts.some(({ fields }) => fields.length > 0),
  );
  return (
    <section className="panel">
      <h2>{t('web.case.way')}</h2>
      {found.isPending && <Skeleton active />}
      <ol className="way">
        {steps.map((step, index) => (
          <li key={`${step.step}/${step.visit}/${step.round}`} className={step.status}>
            <Step step={step} open={before ? index === last : step.status === 'open'} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step, open }: { step: RecordedStepDto; open: boolean }) {
  const { t } = useWords();
  const { name, status, visit, startedAt, doneAt, outcome, acts } = step;
  const head = (
    <>
      <strong>{name}</strong>
      {visit > 1 && <span className="quiet"> {t('web.case.visit', { visit })}</span>}
      <span className="quiet">
        {' '}
        {[
          doneAt ? span(startedAt, doneAt) : t('web.case.since', { day: day(startedAt) }),
          status === 'cancelled' ? t('web.case.cancelled') : outcome,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
  if (acts.length === 0) return <div>{head}</div>;
  return (
    <details open={open}>
      <summary>{head}</summary>
      {acts.map((act) => (
        <Act key={act.seq} act={act} />
      ))}
    </details>
  );
}

const span = (from: string, to: string): string =>
  day(from) === day(to) ? day(to) : `${day(from)} – ${day(to)}`;

export function Act({ act: { name, occurredAt, actor, onBehalfOf, late, fields } }: { act: RecordedActDto }) {
  const { t } = useWords();
  return (
    <div className="act">
      <div className="quiet">
        {[
          name,
          dateTime(occurredAt),
          actor?.name,
          onBehalfOf?.name && t('web.onBehalfOf', { name: onBehalfOf.name }),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        {late && <Tag>{t('web.late')}</Tag>}
      </div>
      {fields.length > 0 && (
        <dl className="facts">
          {fields.map(({ label, lines }) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>
                {lines.map((line, index) => (
                  <p key={index} className="pre">
                    {line}
                  </p>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
