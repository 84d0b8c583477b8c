import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OpenCaseDto } from '../client/types.gen';
import { submitOnControlEnter } from '../form/step-form';
import { newKey, now, queries, Refused } from '../lib/api';
import { labelsOf, useWords } from '../words';
import { enter, putOut } from './outbox';
import { Similar } from './similar';
import { type Fact, FactFields, said } from '../form/fact-fields';
import { Fields } from '../form/fields';
import { object, oneOf } from '../form/ask-schemas';
import { toPayload, type Values as More } from '../form/schema';
import { Sending, untilRecorded } from '../form/sending';
import { usePlaceChoices } from './place-choices';

interface Values {
  more?: More;
  fact?: Fact;
  matter: string;
  title?: string;
  location?: string;
  place: string;
  urgent?: boolean;
}

/** 说一句: a matter in one line. Everything else may come later. */
export function Say(): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(newKey);
  const [files, setFiles] = useState<File[]>([]);
  const places = usePlaceChoices();
  const [form] = Form.useForm<Values>();
  const more = Form.useWatch('more', form) ?? {};
  const village = places[0]?.villageId ?? '';
  const extra = object(
    {
      category: oneOf(t('field.category'), labelsOf('category')),
      reporterId: { type: 'string', title: t('web.case.reporter'), 'x-refers': 'person' },
    },
    [],
  );
  const open = useMutation({
    ...untilRecorded,
    mutationFn: async ({ place, more = {}, fact = {}, ...told }: Values) => {
      const chosen = places.find(({ value }) => value === (place ?? places[0]?.value))!;
      const body: OpenCaseDto = {
        ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value)) as Pick<
          OpenCaseDto,
          'matter'
        >),
        ...toPayload(extra, more),
        ...said(fact),
        villageId: chosen.villageId,
        ...(chosen.value !== chosen.villageId && { gridId: chosen.value }),
      };
      const id = await enter(attempt, body, files).catch(async (error: unknown) => {
        if (!(error instanceof Refused) || error.status !== 0) throw error;
        await putOut(attempt, body, files, now());
        return undefined;
      });
      return id;
    },
    onSuccess: async (id) => {
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      if (id === undefined) {
        void message.warning(t('web.say.kept'));
        setAttempt(newKey());
        setFiles([]);
        form.resetFields();
        return;
      }
      void message.success(t('web.say.done'));
      await navigate({ to: '/cases/$id', params: { id } });
    },
    onError: (error) => {
      if (error instanceof Refused && error.status >= 400 && error.status < 500) setAttempt(newKey());
    },
  });
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.say')}</h1>
        <Link to="/late">{t('web.late.link')}</Link>
      </header>
      <Form
        className="form"
        noValidate
        onKeyDown={submitOnControlEnter}
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => open.mutate(values)}
      >
        {open.error && (
          <Alert type="error" showIcon role="alert" title={open.error.message} style={{ marginBottom: 16 }} />
        )}
        <div className="panel">
          <Form.Item
            name="matter"
            label={t('web.say.matter')}
            rules={[{ required: true, message: t('web.required') }]}
          >
            <Input.TextArea autoSize={{ minRows: 4 }} maxLength={4_000} autoFocus />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => {
              const { matter = '', title = '', place } = form.getFieldsValue();
              const villageId = places.find(({ value }) => value === (place ?? places[0]?.value))?.villageId;
              return villageId && <Similar villageId={villageId} text={`${title} ${matter}`} />;
            }}
          </Form.Item>
          {places.length > 1 && (
            <Form.Item name="place" label={t('web.say.place')} initialValue={places[0]?.value}>
              <Select options={places} showSearch={{ optionFilterProp: 'label' }} />
            </Form.Item>
          )}
          <Form.Item name="location" label={t('web.say.location')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="title" label={t('web.say.title')} extra={t('web.say.titleHint')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            label={t('web.say.files')}
            htmlFor="say-files"
            extra={files.map(({ name }) => name).join('、')}
          >
            <input
              id="say-files"
              type="file"
              multiple
              accept="image/*,audio/*,application/pdf"
              onChange={({ target }) => setFiles([...(target.files ?? [])])}
            />
          </Form.Item>
          <Form.Item name="urgent" valuePropName="checked">
            <Checkbox>{t('web.say.urgent')}</Checkbox>
          </Form.Item>
          <details>
            <summary>{t('web.say.more')}</summary>
            <Fields schema={extra} path={['more']} values={more} villageId={village} caseId="" />
          </details>
          {/* What is wrong there must be seen. */}
          <FactFields
            unfolded={open.error instanceof Refused && open.error.code === 'command.lateReasonMissing'}
          />
        </div>
        <Sending failed={open.isPending ? open.failureReason : null} />
        <Button
          type="primary"
          htmlType="submit"
          loading={open.isPending}
          disabled={places.length === 0}
          style={{ marginTop: 18 }}
        >
          {t('web.say.send')}
        </Button>
      </Form>
    </>
  );
}
