import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Form, Modal } from 'antd';
import { useState } from 'react';
import {
  commentOnCase,
  escalateCase,
  linkExternalRef,
  objectToNotice,
  pauseCase,
  reopenCase,
  resumeCase,
  setCaseConfidential,
  withdrawCase,
} from '../client/sdk.gen';
import type { CaseDetailDto } from '../client/types.gen';
import { Fields } from '../form/fields';
import { type FieldSchema, toPayload, type Values } from '../form/schema';
import { answer, newKey, queries, Refused } from '../lib/api';
import { useWords } from '../words';

type Command = CaseDetailDto['commands'][number];
type Send = (call: {
  path: { id: string };
  body: never;
  headers: { 'Idempotency-Key': string };
}) => Promise<object>;
interface CommandShape {
  send: Send;
  schema(t: ReturnType<typeof useWords>['t'], one: CaseDetailDto): FieldSchema;
}

const words = (title: string): FieldSchema => ({
  type: 'string',
  format: 'content',
  maxLength: 4_000,
  title,
});
const line = (title: string): FieldSchema => ({ type: 'string', maxLength: 100, title });
const object = (
  properties: Record<string, FieldSchema>,
  required = Object.keys(properties),
): FieldSchema => ({
  type: 'object',
  properties,
  required,
});
const PAUSES = ['awayForWork', 'harvest', 'familyEvent', 'floodDuty', 'expertReport', 'other'];

/** What may be done to a case as a whole. Steps have forms of their own; files are added where they belong. */
const FORMS: Partial<Record<Command, CommandShape>> = {
  comments: {
    send: commentOnCase,
    schema: (t) => object({ text: words(t('web.command.comments')) }),
  },
  pauses: {
    send: pauseCase,
    schema: (t) =>
      object(
        {
          reason: {
            enum: PAUSES,
            title: t('field.reason'),
            'x-labels': Object.fromEntries(PAUSES.map((one) => [one, t(`pauseReason.${one}`)])),
          },
          until: { type: 'string', format: 'date', title: t('web.command.until') },
          text: { ...words(t('field.note')), 'x-when': { reason: 'any' }, 'x-optional': true },
        },
        ['reason', 'until'],
      ),
  },
  resumptions: { send: resumeCase, schema: (t) => object({ text: words(t('field.note')) }, []) },
  'external-refs': {
    send: linkExternalRef,
    schema: (t) =>
      object(
        {
          system: line(t('web.command.system')),
          number: line(t('web.command.number')),
          dueOn: { type: 'string', format: 'date', title: t('web.command.dueOn') },
        },
        ['system', 'number'],
      ),
  },
  objections: {
    send: objectToNotice,
    schema: (t) => object({ text: words(t('web.command.objections')) }),
  },
  escalations: { send: escalateCase, schema: (t) => object({ reason: words(t('field.reason')) }) },
  confidentiality: {
    send: setCaseConfidential,
    schema: (t) => object({ reason: words(t('field.reason')) }),
  },
  withdrawals: {
    send: withdrawCase,
    schema: (t, { parties, reporter }) => {
      const who = parties.length > 0 ? parties : reporter ? [reporter] : [];
      return object({
        by: { type: 'array', title: t('web.command.by'), minItems: 1, 'x-options': who },
        reason: words(t('field.reason')),
      });
    },
  },
  reopenings: { send: reopenCase, schema: (t) => object({ reason: words(t('field.reason')) }) },
};

/** 更多: the commands that the caller may give, each in a small form. */
export function CaseCommands({ one }: { one: CaseDetailDto }) {
  const { t } = useWords();
  const [command, setCommand] = useState<Command>();
  const offered = one.commands.filter((each) => FORMS[each]);
  if (offered.length === 0) return null;
  const nameOf = (each: Command) =>
    each === 'confidentiality' && one.confidential ? t('web.command.open') : t(`web.command.${each}`);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items: offered.map((key) => ({ key, label: nameOf(key), onClick: () => setCommand(key) })) }}
      >
        <Button>{t('web.case.more')}</Button>
      </Dropdown>
      {command && (
        <CommandForm
          key={command}
          one={one}
          form={FORMS[command]!}
          title={nameOf(command)}
          extra={command === 'confidentiality' ? { confidential: !one.confidential } : {}}
          close={() => setCommand(undefined)}
        />
      )}
    </>
  );
}

interface Props {
  one: CaseDetailDto;
  form: CommandShape;
  title: string;
  extra: Values;
  close(): void;
}

function CommandForm({ one, form: { send, schema: schemaOf }, title, extra, close }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ payload: Values }>();
  const [key, setKey] = useState(newKey);
  const values = Form.useWatch('payload', { form, preserve: true }) ?? {};
  const schema = schemaOf(t, one);
  const give = useMutation({
    mutationFn: ({ payload = {} }: { payload?: Values }) =>
      answer(
        send({
          path: { id: one.id },
          body: { ...toPayload(schema, payload), ...extra } as never,
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSuccess: () => {
      void message.success(t('web.form.recorded'));
      close();
      return queries.invalidateQueries({ queryKey: ['case', one.id] });
    },
    onError: (error) => {
      if (error instanceof Refused && error.status >= 400 && error.status < 500) setKey(newKey());
    },
  });
  return (
    <Modal open title={title} onCancel={close} onOk={() => form.submit()} confirmLoading={give.isPending}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(filled) => give.mutate(filled)}>
        {give.error && (
          <Alert type="error" showIcon role="alert" title={give.error.message} style={{ marginBottom: 12 }} />
        )}
        <Fields
          schema={schema}
          path={['payload']}
          values={values}
          villageId={one.place.village.id}
          caseId={one.id}
        />
      </Form>
    </Modal>
  );
}
