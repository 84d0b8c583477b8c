import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Form, Radio, Space } from 'antd';
import { useState } from 'react';
import { actOnStepInBatch } from '../client/sdk.gen';
import type { EachDto } from '../client/types.gen';
import { submitOnControlEnter } from './step-form';
import { answer, newKey, queries, Refused } from '../lib/api';
import { useWords } from '../words';
import { type Fact, FactFields, said } from './fact-fields';
import { Fields } from './fields';
import { type FieldSchema, isMet, toPayload, type Values } from './schema';
import { recorded, Sending, untilRecorded } from './sending';

interface Props {
  id: string;
  step: string;
  action: string;
  villageId: string;
  schema: FieldSchema;
  each: EachDto;
  /** Of those for whom something was entered before, what it was. */
  known: Record<string, string | undefined>;
  /** One by one instead, with every field. */
  single(): void;
}

const nameOf = (pointer: string): string => pointer.slice(1);

/** One row for each person, one tick each: talks before the meeting, the signatures on one paper. */
export function EachForm({ id, step, action, villageId, schema, each, known, single }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ chosen: Record<string, string>; shared: Values; fact: Fact }>();
  const [attempt, setAttempt] = useState(newKey);
  const [refusals, setRefusals] = useState<string[]>([]);
  const [field, choice] = [nameOf(each.field), nameOf(each.choice)];
  const people = schema.properties?.[field]?.['x-options'] ?? [];
  const choices = schema.properties?.[choice] ?? {};
  const chosen = Form.useWatch('chosen', form) ?? {};
  const shared = Form.useWatch('shared', { form, preserve: true }) ?? {};
  const values = Object.values(chosen).filter(Boolean);
  const alike = sharedOf(schema, each, choice, values);
  const nameBy = new Map(people.map((one) => [one.id, one.name ?? one.id]));
  const send = useMutation({
    ...untilRecorded,
    mutationFn: async ({ fact = {} }: { fact?: Fact }) => {
      const ticked = Object.entries(chosen).filter(([, value]) => value);
      const { items } = await answer(
        actOnStepInBatch({
          path: { id, step },
          headers: { 'Idempotency-Key': attempt },
          body: {
            ...said(fact),
            items: ticked.map(([person, value]) => ({
              action,
              payload: { ...toPayload(alike, shared), [field]: person, [choice]: value },
            })),
          },
        }),
      );
      items.forEach(recorded);
      return items.flatMap(({ problem }, index) =>
        problem ? [`${nameBy.get(ticked[index]![0])}：${problem.detail}`] : [],
      );
    },
    onSuccess: async (refused) => {
      await queries.invalidateQueries({ queryKey: ['case', id] });
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      setAttempt(newKey());
      setRefusals(refused);
      if (refused.length > 0) return;
      void message.success(t('web.form.recorded'));
      await navigate({ to: '/cases/$id', params: { id } });
    },
    onError: (error) => {
      if (error instanceof Refused && error.status >= 400 && error.status < 500) setAttempt(newKey());
      setRefusals([error.message]);
    },
  });
  return (
    <Form
      className="form"
      noValidate
      onKeyDown={submitOnControlEnter}
      form={form}
      layout="vertical"
      initialValues={{ chosen: {}, shared: {}, fact: {} }}
      onFinish={(filled) => send.mutate(filled)}
    >
      {refusals.length > 0 && (
        <Alert type="error" showIcon role="alert" title={refusals.join(' ')} style={{ marginBottom: 16 }} />
      )}
      <div className="panel">
        {people.map(({ id: person, name, barred }) => (
          <Form.Item
            key={person}
            name={['chosen', person]}
            label={
              <span>
                <strong>{name ?? t('web.erased')}</strong>{' '}
                <span className="quiet">
                  {barred ?? (each.field === '/memberId' ? known[person] : undefined)}
                </span>
              </span>
            }
          >
            <Radio.Group
              disabled={barred !== undefined}
              options={(choices.enum ?? []).map((value) => ({
                value,
                label: choices['x-labels']?.[value] ?? value,
              }))}
            />
          </Form.Item>
        ))}
        <Fields schema={alike} path={['shared']} values={shared} villageId={villageId} caseId={id} />
        <FactFields />
      </div>
      <Sending failed={send.isPending ? send.failureReason : null} />
      <Space style={{ marginTop: 18 }} wrap>
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={values.length === 0}>
          {t('web.form.submitCount', { count: values.length })}
        </Button>
        <Button onClick={() => void navigate({ to: '/cases/$id', params: { id } })}>
          {t('web.form.back')}
        </Button>
        {each.shared.length > 0 && <Button onClick={single}>{t('web.form.single')}</Button>}
      </Space>
    </Form>
  );
}

/** What holds for all alike, each shown when one of the choices asks for it. */
function sharedOf(schema: FieldSchema, { shared }: EachDto, choice: string, values: string[]): FieldSchema {
  const properties = Object.fromEntries(
    shared.flatMap((pointer) => {
      const { 'x-when': when, ...field } = schema.properties?.[nameOf(pointer)] ?? {};
      const asked = values.some((value) => isMet(when, { [choice]: value })) || when === undefined;
      return asked ? [[nameOf(pointer), { ...field, ...(when && { 'x-when': {} }) }]] : [];
    }),
  );
  return { type: 'object', properties, required: [] };
}
