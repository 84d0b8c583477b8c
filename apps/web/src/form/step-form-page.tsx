import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { caseQuery } from '../case/case-page';
import { Record } from '../case/record';
import { getStepForms } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { EachForm } from './each-form';
import { StepForm } from './step-form';

const route = getRouteApi('/shell/cases/$id/steps/$step/$action');

/** What may be done in a step, and the case that it is of. */
export function useStepForms(id: string, step: string) {
  const { language } = useWords();
  const found = useQuery(caseQuery(id));
  const forms = useQuery({
    queryKey: ['case', id, 'forms', step, language],
    queryFn: () => answer(getStepForms({ path: { id, step } })),
    refetchOnWindowFocus: false,
  });
  return { found, forms };
}

/** 办理: one action of a step, as this case needs it. */
export function StepFormPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { id, step, action } = route.useParams();
  const [single, setSingle] = useState(false);
  const { found, forms } = useStepForms(id, step);
  if (forms.isError) return <Failure error={forms.error} again={() => void forms.refetch()} />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (!forms.data || !found.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const form = forms.data.items.find((one) => one.action === action);
  const { title, number, place, members, matter, version } = found.data;
  const leave = () => void navigate({ to: '/cases/$id', params: { id } });
  const about = { id, step, action, villageId: place.village.id };
  return (
    <>
      <header className="head">
        <div>
          <h1>{form?.name ?? forms.data.name}</h1>
          <div className="quiet">
            {forms.data.name} · {title ?? number}
          </div>
        </div>
      </header>
      {!form && <Alert type="info" showIcon title={t('web.form.notNow')} />}
      <div className="case">
        <div>
          {form?.each && !single && (
            <EachForm
              {...about}
              schema={form.schema}
              each={form.each}
              known={Object.fromEntries(
                members.map((one) => [one.id, one.talk && t(`value.result.${one.talk}`)]),
              )}
              single={() => setSingle(true)}
            />
          )}
          {form && (!form.each || single) && (
            <StepForm
              key={forms.dataUpdatedAt}
              {...about}
              version={forms.data.version}
              schema={form.schema}
              initial={form.initial}
              outcomes={form.outcomes}
              deciding={form.deciding}
              done={leave}
              leave={leave}
            />
          )}
        </div>
        <div>
          <section className="panel">
            <h2>{t('web.case.matter')}</h2>
            <p className="pre">{matter ?? t('web.erased')}</p>
          </section>
          <Record id={id} version={version} before={step} />
        </div>
      </div>
    </>
  );
}
