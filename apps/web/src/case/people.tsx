import { Tag } from 'antd';
import type { CaseDetailDto } from '../client/types.gen';
import { useWords } from '../words';

/** Who has to do with it: parties, members with their talks, departments, milestones. */
export function People({ one }: { one: CaseDetailDto }) {
  const { t } = useWords();
  const names = (people: { id: string; name?: string }[]) =>
    people.map(({ name }) => name ?? t('web.erased')).join('、');
  return (
    <>
      {(one.parties.length > 0 || one.departments.length > 0 || one.reporter) && (
        <section className="panel">
          <h2>{t('web.case.people')}</h2>
          <dl className="facts">
            {one.reporter && (
              <>
                <dt>{t('web.case.reporter')}</dt>
                <dd>{one.reporter.name ?? t('web.erased')}</dd>
              </>
            )}
            {one.parties.length > 0 && (
              <>
                <dt>{t('field.parties')}</dt>
                <dd>{names(one.parties)}</dd>
              </>
            )}
            {one.departments.length > 0 && (
              <>
                <dt>{t('field.departments')}</dt>
                <dd>{names(one.departments)}</dd>
              </>
            )}
          </dl>
        </section>
      )}
      {one.members.length > 0 && (
        <section className="panel">
          <h2>{t('field.members')}</h2>
          <dl className="facts">
            {one.members.map(({ id, name, mediator, expert, talk }) => (
              <div key={id} style={{ display: 'contents' }}>
                <dt>
                  {name ?? t('web.erased')} {mediator && <Tag>{t('field.members.mediator')}</Tag>}
                  {expert && <Tag>{t('field.members.expert')}</Tag>}
                </dt>
                <dd>{talk ? t(`value.result.${talk}`) : '—'}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {one.milestones.length > 0 && (
        <section className="panel">
          <h2>{t('field.milestones')}</h2>
          <dl className="facts">
            {one.milestones.map(({ id, title, dueOn, doneOn, owner }) => (
              <div key={id} style={{ display: 'contents' }}>
                <dt>{doneOn ? t('web.case.doneOn', { day: doneOn }) : dueOn}</dt>
                <dd>{[title, owner?.name].filter(Boolean).join(' · ')}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
