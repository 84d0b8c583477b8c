import type { CaseDetailDto, CaseRecordDto } from '../client/types.gen';
import { day } from '../lib/dates';
import { useWords } from '../words';

/** 一页纸: the whole case, step by step. */
export function Summary({ one, record }: { one: CaseDetailDto; record: CaseRecordDto }) {
  const { t } = useWords();
  const names = (people: readonly { name?: string }[]) => people.map(({ name }) => name ?? '').join('、');
  return (
    <>
      <dl className="facts">
        <dt>{t('web.case.matter')}</dt>
        <dd>{one.title}</dd>
        <dt>{t('web.case.village')}</dt>
        <dd>
          {[one.place.township.name, one.place.village.name, one.place.grid?.name].filter(Boolean).join(' ')}
        </dd>
        {one.category && (
          <>
            <dt>{t('field.category')}</dt>
            <dd>{t(`category.${one.category}`)}</dd>
          </>
        )}
        {one.parties.length > 0 && (
          <>
            <dt>{t('field.parties')}</dt>
            <dd>{names(one.parties)}</dd>
          </>
        )}
        {one.members.length > 0 && (
          <>
            <dt>{t('field.members')}</dt>
            <dd>{names(one.members)}</dd>
          </>
        )}
      </dl>
      <p className="pre">{one.matter}</p>
      {record.steps.map((step) => (
        <section key={`${step.step}/${step.visit}/${step.round}`}>
          <h3>
            {step.name}{' '}
            <span className="quiet">
              {[day(step.doneAt ?? step.startedAt), step.outcome].filter(Boolean).join(' · ')}
            </span>
          </h3>
          {step.acts.flatMap(({ seq, fields }) =>
            fields.map(({ field, label, lines }) => (
              <p key={`${seq}/${field}`} className="pre">
                {label}：{lines.join('；')}
              </p>
            )),
          )}
        </section>
      ))}
    </>
  );
}
