import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Form, Input, Select, Skeleton, Space } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { caseQuery } from '../case/case-page';
import { actOnStep, getStepForms } from '../client/sdk.gen';
import type { ActOnStepData } from '../client/types.gen';
import { answer, newKey, queries, Refused } from '../lib/api';
import { useWords } from '../words';
import { Fields } from './fields';
import { type FieldSchema, toPayload, type Values } from './schema';

const route = getRouteApi('/shell/cases/$id/steps/$step/$action');
const CHANNELS = ['inPerson', 'phone', 'wechat', 'homeVisit', 'meeting', 'paper', 'online'] as const;
/** Beside the payload: what is said of the fact itself. */
interface Fact {
  channel?: (typeof CHANNELS)[number];
  occurredAt?: string;
  lateReason?: string;
}

/** 办理: one action of a step, as this case needs it. */
export function StepFormPage(): ReactNode {
  const { t, language } = useWords();
  const { id, step, action } = route.useParams();
  const found = useQuery(caseQuery(id));
  const forms = useQuery({
    queryKey: ['case', id, 'forms', step, language],
    queryFn: () => answer(getStepForms({ path: { id, step } })),
    refetchOnWindowFocus: false,
  });
  if (forms.isError) return <Failure error={forms.error} again={() => void forms.refetch()} />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (!forms.data || !found.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const form = forms.data.items.find((one) => one.action === action);
  return (
    <>
      <header className="head">
        <div>
          <h1>{form?.name ?? forms.data.name}</h1>
          <div className="quiet">
            {forms.data.name} · {found.data.title ?? found.data.number}
          </div>
        </div>
      </header>
      {form ? (
        <StepForm
          key={forms.dataUpdatedAt}
          villageId={found.data.place.village.id}
          version={forms.data.version}
          schema={form.schema}
          initial={form.initial}
          outcomes={form.outcomes}
          deciding={form.deciding}
        />
      ) : (
        <Alert type="info" showIcon title={t('web.form.notNow')} />
      )}
    </>
  );
}

interface Props {
  villageId: string;
  version: number;
  schema: FieldSchema;
  initial: Values;
  outcomes?: { value: string; name: string; leadsTo?: string }[];
  deciding?: string;
}

function StepForm({ villageId, version, schema, initial, outcomes, deciding }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { id, step, action } = route.useParams();
  const [form] = Form.useForm<{ payload: Values; fact: Fact }>();
  const [refused, setRefused] = useState<Refused>();
  const summary = useRef<HTMLDivElement>(null);
  // Sent twice it is one action.
  const [attempt, setAttempt] = useState(newKey);
  const values = Form.useWatch('payload', { form, preserve: true }) ?? initial;
  const send = useMutation({
    mutationFn: ({ payload = {}, fact = {} }: { payload?: Values; fact?: Fact }) => {
      const said = Object.fromEntries(Object.entries(fact).filter(([, value]) => value));
      const body = {
        action,
        payload: toPayload(schema, payload),
        ...said,
      } as unknown as ActOnStepData['body'];
      return answer(
        actOnStep({
          path: { id, step },
          body,
          headers: { 'Idempotency-Key': attempt, 'If-Match': `"${version}"` },
        }),
      );
    },
    onSuccess: async (sent) => {
      await queries.invalidateQueries({ queryKey: ['case', id] });
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      void message.success(sent.state === 'recorded' ? t('web.form.recorded') : t('web.form.accepted'));
      await navigate({ to: '/cases/$id', params: { id } });
    },
    onError: (error) => {
      if (!(error instanceof Refused)) return;
      setRefused(error);
      // What was refused is another request when it is sent again, mended; what wasn't reached is the same one.
      if (error.status >= 400 && error.status < 500) setAttempt(newKey());
      for (const { path, detail } of error.problem.errors ?? []) {
        const name = path
          .split('/')
          .slice(1)
          .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
        const at = name[0] === 'payload' ? name : ['fact', ...name];
        form.setFields([{ name: at, errors: [detail] }]);
      }
      requestAnimationFrame(() => summary.current?.focus());
    },
  });
  const outcome =
    deciding === undefined ? undefined : outcomes?.find(({ value }) => value === values[deciding.slice(1)]);
  return (
    <Form
      className="form"
      form={form}
      layout="vertical"
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="quiet">{t('web.form.optional')}</span>}
        </>
      )}
      initialValues={{ payload: initial, fact: {} }}
      onFinish={(filled) => send.mutate(filled)}
      scrollToFirstError={{ focus: true }}
    >
      {refused && (
        <div ref={summary} tabIndex={-1} role="alert" style={{ marginBottom: 16 }}>
          <Alert
            type="error"
            showIcon
            title={refused.message}
            description={
              refused.code === 'command.stale' ? (
                <Button onClick={() => void queries.invalidateQueries({ queryKey: ['case', id] })}>
                  {t('web.form.lookAgain')}
                </Button>
              ) : (
                (refused.problem.errors?.length ?? 0) > 1 && (
                  <ul>
                    {refused.problem.errors?.map(({ path, detail }) => (
                      <li key={path}>{detail}</li>
                    ))}
                  </ul>
                )
              )
            }
          />
        </div>
      )}
      <div className="panel">
        <Fields schema={schema} path={['payload']} values={values} villageId={villageId} caseId={id} />
        {Object.keys(schema.properties ?? {}).length === 0 && <p>{t('web.form.nothing')}</p>}
        <details>
          <summary>{t('web.form.fact')}</summary>
          <Form.Item name={['fact', 'channel']} label={t('field.channel')}>
            <Select allowClear options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name={['fact', 'occurredAt']}
            label={t('web.form.occurredAt')}
            getValueFromEvent={chinese}
            getValueProps={(value?: string) => ({ value: value?.slice(0, 16) ?? '' })}
          >
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name={['fact', 'lateReason']} label={t('web.form.lateReason')}>
            <Input maxLength={500} />
          </Form.Item>
        </details>
      </div>
      <Space style={{ marginTop: 18 }} wrap>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {outcome ? t('web.form.submitOutcome', { outcome: outcome.name }) : t('web.form.submit')}
        </Button>
        <Button onClick={() => void navigate({ to: '/cases/$id', params: { id } })}>
          {t('web.form.back')}
        </Button>
        {outcome?.leadsTo && (
          <span className="quiet">{t('web.form.leadsTo', { next: outcome.leadsTo })}</span>
        )}
      </Space>
    </Form>
  );
}

/** A time of the clock on the wall, in China. */
const chinese = ({ target }: { target: HTMLInputElement }): string | undefined =>
  target.value ? `${target.value.slice(0, 16)}:00+08:00` : undefined;
