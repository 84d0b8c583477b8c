import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import type { RecordedStepDto, StepFormDto } from '../client/types.gen';
import { Act, recordQuery } from '../case/record';
import { said, useWords } from '../words';
import { Speakers } from './long-text';
import type { FieldSchema } from './schema';
import { isAnswer, Signing } from './signing';
import { StepForm } from './step-form';
import { useStepForms } from './step-form-page';

const route = getRouteApi('/shell/cases/$id/steps/$step');

/**
 * A step that is gone through on one page, such as the meeting: what may be done now, the next thing open, beside what
 * was entered so far.
 */
export function StepPage(): ReactNode {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { id, step } = route.useParams();
  const { found, forms } = useStepForms(id, step);
  const record = useQuery(recordQuery(id, found.data?.version, language));
  const [open, setOpen] = useState<string>();
  const mine = forms.data?.items.filter((one) => one.mine) ?? [];
  const acts = record.data?.steps.findLast((one) => one.step === step)?.acts ?? [];
  const done = new Set(acts.map(({ action }) => action));
  // Who is there first, then one item of the agenda after the other, then what came of it.
  const next =
    mine.find(({ action }) => action === 'attend' && !done.has(action)) ??
    mine.find(({ action }) => action === 'agenda') ??
    mine.at(-1);
  useEffect(() => setOpen(undefined), [forms.dataUpdatedAt]);
  const stands = found.data?.options.find((option) => option.step === step);
  useEffect(() => {
    if (found.data && forms.data && !stands) void navigate({ to: '/cases/$id', params: { id } });
  }, [found.data, forms.data, stands, id, navigate]);
  if (forms.isError) return <Failure error={forms.error} again={() => void forms.refetch()} />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (!forms.data || !found.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { title, number, place } = found.data;
  const shown = open ?? next?.action;
  const signing = mine.filter(isAnswer).length > 0;
  const speakers = presentIn(mine.find(({ action }) => action === 'attend'));
  return (
    <>
      <header className="head">
        <div>
          <h1>{forms.data.name}</h1>
          <div className="quiet">
            <Link to="/cases/$id" params={{ id }}>
              {title ?? number}
            </Link>
            {stands?.progress && <> · {said(stands.progress.words)}</>}
          </div>
        </div>
      </header>
      {mine.length === 0 && <Alert type="info" showIcon title={t('web.case.notYours')} />}
      <div className="case">
        <div>
          {signing && (
            <Signing
              id={id}
              step={step}
              villageId={place.village.id}
              version={forms.data.version}
              forms={mine}
              acts={acts}
              text={agreedIn(record.data?.steps ?? [])}
            />
          )}
          {mine
            .filter((one) => !isAnswer(one))
            .map(({ action, name, schema, initial, outcomes, deciding }) => (
              <section key={action} aria-label={name}>
                <Button
                  block
                  type={action === shown ? 'primary' : 'default'}
                  aria-expanded={action === shown}
                  onClick={() => setOpen(action)}
                >
                  {name}
                </Button>
                {action === shown && (
                  <div style={{ marginTop: 10 }}>
                    <Speakers value={action === 'agenda' ? speakers : NOBODY}>
                      <StepForm
                        key={`${forms.dataUpdatedAt}/${action}`}
                        id={id}
                        step={step}
                        action={action}
                        villageId={place.village.id}
                        version={forms.data.version}
                        schema={schema}
                        initial={initial}
                        outcomes={outcomes}
                        deciding={deciding}
                        done={() => undefined}
                      />
                    </Speakers>
                  </div>
                )}
              </section>
            ))}
        </div>
        <section className="panel" aria-label={t('web.step.entered')}>
          <h2>{t('web.step.entered')}</h2>
          {acts.length === 0 && <p className="quiet">{t('web.step.nothing')}</p>}
          {acts.toReversed().map((act) => (
            <Act key={act.seq} act={act} />
          ))}
        </section>
      </div>
    </>
  );
}

const NOBODY: string[] = [];

/** Names of those who were entered as present: the form of who is there begins with them. */
function presentIn(attend: StepFormDto | undefined): string[] {
  const { properties = {} }: FieldSchema = attend?.schema ?? {};
  return Object.entries((attend?.initial ?? {}) as Record<string, string[]>).flatMap(([field, ids]) =>
    (properties[field]?.items?.['x-options'] ?? []).flatMap(({ id, name }) =>
      name !== undefined && ids.includes(id) ? [name] : [],
    ),
  );
}

/** What the last meeting came to, as it was entered. */
const agreedIn = (steps: readonly RecordedStepDto[]): string =>
  steps
    .flatMap(({ acts }) => acts)
    .flatMap(({ fields }) => fields)
    .findLast(({ field }) => field === 'terms')
    ?.lines.join('\n') ?? '';
