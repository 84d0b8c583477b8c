import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Form, Input, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { recordDone } from '../client/sdk.gen';
import type { RecordDoneDto } from '../client/types.gen';
import { line, object, oneOf, words } from '../form/ask-schemas';
import { useDraft } from '../form/drafts';
import { Fields } from '../form/fields';
import { type FieldSchema, toPayload, type Values } from '../form/schema';
import { recorded, Sending, untilRecorded } from '../form/sending';
import { submitOnControlEnter } from '../form/step-form';
import { answer, newKey, now, queries, Refused } from '../lib/api';
import { labelsOf, useWords } from '../words';
import { Files, type Told, usePasted } from './files';
import { attachAll } from './outbox';
import { usePlaceChoices } from './place-choices';

interface Filled {
  place: string;
  payload?: Values;
  occurredAt: string;
  lateReason?: string;
}

/** 补录: what was settled on the spot, entered as a whole afterwards. */
export function Late(): ReactNode {
  const draft = useDraft<Filled>('late');
  return draft.ready ? <Entering {...draft} /> : <Skeleton active paragraph={{ rows: 8 }} />;
}

function Entering({ draft, keepDraft, dropDraft }: ReturnType<typeof useDraft<Filled>>) {
  const { t } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(newKey);
  const [form] = Form.useForm<Filled>();
  const [papers, setPapers] = useState<Told[]>([]);
  usePasted(({ files }) => setPapers([...papers, ...files]));
  const places = usePlaceChoices();
  const place = Form.useWatch('place', form) ?? places[0]?.value;
  const chosen = places.find(({ value }) => value === place);
  const values = Form.useWatch('payload', { form, preserve: true }) ?? {};
  const schema = schemaOf(t);
  const send = useMutation({
    ...untilRecorded,
    mutationFn: async ({ payload = {}, occurredAt, lateReason }: Filled) => {
      const sent = await answer(
        recordDone({
          headers: { 'Idempotency-Key': attempt },
          body: {
            ...(toPayload(schema, payload) as unknown as RecordDoneDto),
            occurredAt: `${occurredAt}:00+08:00`,
            ...(lateReason && { lateReason }),
            channel: 'inPerson',
            villageId: chosen!.villageId,
            ...(chosen!.value !== chosen!.villageId && { gridId: chosen!.value }),
          },
        }),
      );
      const made = recorded(sent);
      const id = 'id' in made ? made.id : made.caseId;
      await attachAll(
        id,
        attempt,
        papers.map(({ file }) => file),
      );
      return id;
    },
    onSuccess: async (id) => {
      dropDraft();
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      void message.success(t('web.form.recorded'));
      await navigate({ to: '/cases/$id', params: { id } });
    },
    onError: (error) => {
      window.scrollTo({ top: 0 });
      if (!(error instanceof Refused)) return;
      if (error.status >= 400 && error.status < 500) setAttempt(newKey());
      for (const { path, detail } of error.problem.errors ?? [])
        form.setFields([
          {
            name:
              path === '/lateReason'
                ? 'lateReason'
                : (['payload', ...path.split('/').slice(1)] as ['payload']),
            errors: [detail],
          },
        ]);
    },
  });
  return (
    <>
      <header className="head">
        <div>
          <h1>{t('web.nav.late')}</h1>
          <div className="quiet">{t('web.late.hint')}</div>
        </div>
      </header>
      <Form
        className="form"
        noValidate
        onKeyDown={submitOnControlEnter}
        form={form}
        layout="vertical"
        requiredMark={false}
        onValuesChange={(_, filled: Filled) => keepDraft(filled)}
        initialValues={
          draft ?? {
            payload: { form: 'oralAgreementRecord', category: 'dispute' },
            occurredAt: nowInChina(),
          }
        }
        onFinish={(filled) => send.mutate(filled)}
      >
        {send.error && (
          <Alert type="error" showIcon role="alert" title={send.error.message} style={{ marginBottom: 16 }} />
        )}
        <div className="panel">
          <strong>{t('web.late.paper')}</strong>
          <Files onlyPictures files={papers} onChange={setPapers} />
          {places.length > 1 && (
            <Form.Item name="place" label={t('web.say.place')} initialValue={places[0]?.value}>
              <Select options={places} showSearch={{ optionFilterProp: 'label' }} />
            </Form.Item>
          )}
          <Form.Item
            name="occurredAt"
            label={t('web.late.when')}
            rules={[{ required: true, message: t('web.required') }]}
          >
            <Input type="datetime-local" max={nowInChina()} />
          </Form.Item>
          <Form.Item name="lateReason" label={t('web.late.reason')}>
            <Input maxLength={500} />
          </Form.Item>
          <Fields
            schema={schema}
            path={['payload']}
            values={values}
            villageId={chosen?.villageId ?? ''}
            caseId=""
          />
        </div>
        <Sending failed={send.isPending ? send.failureReason : null} />
        <Button type="primary" htmlType="submit" loading={send.isPending} className="send">
          {t('web.say.send')}
        </Button>
      </Form>
    </>
  );
}

const nowInChina = (): string => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 16);

type Say = ReturnType<typeof useWords>['t'];

function schemaOf(t: Say): FieldSchema {
  return object(
    {
      category: oneOf(t('field.category'), labelsOf('category')),
      matter: words(t('web.say.matter')),
      title: line(t('web.say.title')),
      parties: { type: 'array', title: t('field.parties'), minItems: 1, items: { 'x-refers': 'person' } },
      members: {
        type: 'array',
        title: t('web.late.members'),
        minItems: 1,
        items: object(
          {
            personId: { type: 'string', title: t('field.members.personId'), 'x-refers': 'person' },
            nomination: oneOf(t('field.members.nomination'), labelsOf('value.nomination')),
          },
          ['personId', 'nomination'],
        ),
      },
      place: line(t('field.place')),
      minutes: words(t('web.late.minutes')),
      terms: words(t('field.terms')),
      form: oneOf(t('field.form'), {
        oralAgreementRecord: t('paper.oralAgreementRecord'),
        consentForm: t('paper.consentForm'),
      }),
      signatures: {
        type: 'array',
        title: t('web.late.signatures'),
        'x-when': { form: ['consentForm'] },
        items: object(
          {
            signerId: { type: 'string', title: t('field.signerId'), 'x-refers': 'person' },
            manner: oneOf(t('field.manner'), labelsOf('value.manner')),
            witness: { ...line(t('field.witness')), 'x-when': { manner: ['readAloud'] } },
          },
          ['signerId', 'manner'],
        ),
      },
    },
    ['category', 'matter', 'parties', 'members', 'place', 'minutes', 'terms', 'form'],
  );
}
