import type { CaseDetailDto } from '../client/types.gen';
import { day } from '../lib/dates';
import { isMessage, said, useWords } from '../words';

/** The steps as the case went through them, the latest opening of each. */
export function Way({ one }: { one: CaseDetailDto }) {
  const { t } = useWords();
  return (
    <section className="panel">
      <h2>{t('web.case.way')}</h2>
      <ol className="way">
        {one.steps.map((step) => (
          <li key={step.step} className={step.status}>
            <div>
              <strong>{said(step.name)}</strong>
              {step.visit > 1 && <span className="quiet"> {t('web.case.visit', { visit: step.visit })}</span>}
              <div className="quiet">
                {[
                  step.assignee?.name ?? t(`role.${step.owner}`),
                  step.doneAt
                    ? `${day(step.startedAt)} – ${day(step.doneAt)}`
                    : t('web.case.since', { day: day(step.startedAt) }),
                  step.status === 'cancelled'
                    ? t('web.case.cancelled')
                    : step.outcome && isMessage(`outcome.${step.kind}.${step.outcome}`)
                      ? t(`outcome.${step.kind}.${step.outcome}`)
                      : undefined,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
