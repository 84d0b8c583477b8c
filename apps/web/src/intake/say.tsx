import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Checkbox, Form, Input, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OpenCaseDto } from '../client/types.gen';
import { useDraft } from '../form/drafts';
import { submitOnControlEnter } from '../form/step-form';
import { newKey, now, queries, Refused } from '../lib/api';
import { labelsOf, useWords } from '../words';
import { Files, type Told, usePasted } from './files';
import { fileOf, type KeptFile, keptFile } from './kept-file';
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
  matter?: string;
  title?: string;
  location?: string;
  place: string;
  urgent?: boolean;
}

type KeptTold = Omit<Told, 'file'> & { file: KeptFile };

/** 说一句: a matter in one line, a recording or a photograph. Everything else may come later. */
export function Say(): ReactNode {
  const words = useDraft<Values>('say');
  const kept = useDraft<KeptTold[]>('say/files');
  if (!words.ready || !kept.ready) return <Skeleton active paragraph={{ rows: 6 }} />;
  return <Telling words={words} kept={kept} />;
}

interface Props {
  words: ReturnType<typeof useDraft<Values>>;
  kept: ReturnType<typeof useDraft<KeptTold[]>>;
}

function Telling({ words, kept }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(newKey);
  const [files, setFiles] = useState<Told[]>(() =>
    (kept.draft ?? []).map((one) => ({ ...one, file: fileOf(one.file) })),
  );
  const choose = (chosen: Told[]) => {
    setFiles(chosen);
    void Promise.all(chosen.map(async (one) => ({ ...one, file: await keptFile(one.file) }))).then(
      kept.keepDraft,
    );
  };
  const places = usePlaceChoices();
  const [form] = Form.useForm<Values>();
  const more = Form.useWatch('more', form) ?? {};
  const village = places[0]?.villageId ?? '';
  usePasted(({ files: pasted, text }) => {
    if (pasted.length > 0) choose([...files, ...pasted]);
    if (text === '') return;
    form.setFieldValue('matter', [form.getFieldValue('matter') as string, text].filter(Boolean).join('\n'));
    words.keepDraft(form.getFieldsValue());
  });
  const extra = object(
    {
      category: oneOf(t('field.category'), labelsOf('category')),
      reporterId: { type: 'string', title: t('web.case.reporter'), 'x-refers': 'person' },
    },
    [],
  );
  const open = useMutation({
    ...untilRecorded,
    mutationFn: async ({ at, place, more = {}, fact = {}, ...told }: Values & { at: number }) => {
      const chosen = places.find(({ value }) => value === (place ?? places[0]?.value))!;
      const body: OpenCaseDto = {
        matter: asTold(files, t),
        // However often it is sent it is the same request.
        occurredAt: new Date(at).toISOString(),
        ...Object.fromEntries(Object.entries(told).filter(([, value]) => value)),
        ...toPayload(extra, more),
        ...said(fact),
        villageId: chosen.villageId,
        ...(chosen.value !== chosen.villageId && { gridId: chosen.value }),
      };
      const bare = files.map(({ file }) => file);
      const id = await enter(attempt, body, bare).catch(async (error: unknown) => {
        if (!(error instanceof Refused) || error.status !== 0) throw error;
        await putOut(attempt, body, bare);
        return undefined;
      });
      return id;
    },
    onSuccess: async (id) => {
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      words.dropDraft();
      kept.dropDraft();
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
        initialValues={words.draft ?? {}}
        onValuesChange={(_, filled: Values) => words.keepDraft(filled)}
        onFinish={(values) => open.mutate({ ...values, at: now() })}
      >
        {open.error && (
          <Alert type="error" showIcon role="alert" title={open.error.message} style={{ marginBottom: 16 }} />
        )}
        <div className="panel">
          <Form.Item
            name="matter"
            label={t('web.say.matter')}
            rules={[{ required: files.length === 0, message: t('web.required') }]}
          >
            <Input.TextArea autoSize={{ minRows: 4 }} maxLength={4_000} autoFocus />
          </Form.Item>
          <Files files={files} onChange={choose} />
          <p className="quiet">{t('web.files.hint')}</p>
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
          className="send"
        >
          {t('web.say.send')}
        </Button>
      </Form>
    </>
  );
}

/** Where nothing was written: what there is instead, so that somebody writes it down. */
function asTold(files: readonly Told[], t: ReturnType<typeof useWords>['t']): string {
  const seconds = files.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  return seconds > 0
    ? t('web.say.seeRecording', { seconds })
    : t('web.say.seePhotos', { count: files.length });
}
