import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, Modal } from 'antd';
import { useState } from 'react';
import { newKey, queries, Refused } from '../lib/api';
import { useWords } from '../words';
import { useCountdown } from './countdown';
import { Fields } from './fields';
import { type FieldSchema, toPayload, type Values } from './schema';
import { recorded, Sending, untilRecorded } from './sending';

interface Props {
  title: string;
  schema: FieldSchema;
  /** Sends what was filled in; the key stays the same while nobody answered. */
  send(body: Values, headers: { 'Idempotency-Key': string }): Promise<unknown>;
  close(): void;
  initial?: Values;
  /** Can't be taken back: it is sent after six seconds in which one may think again. */
  final?: boolean;
  /** Whoever sends says what became of it. */
  quiet?: boolean;
  caseId?: string;
  villageId?: string;
}

/** A small form over the page. */
export function Ask({
  title,
  schema,
  send,
  close,
  initial = {},
  final = false,
  quiet = false,
  caseId = '',
  villageId = '',
}: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ payload: Values }>();
  const [key, setKey] = useState(newKey);
  const values = Form.useWatch('payload', { form, preserve: true }) ?? initial;
  const sending = useMutation({
    ...untilRecorded,
    mutationFn: ({ payload = {} }: { payload?: Values }) =>
      send(toPayload(schema, payload), { 'Idempotency-Key': key }).then(recorded),
    onSuccess: () => {
      if (!quiet) void message.success(t('web.form.recorded'));
      close();
      return Promise.all(
        [['case', caseId], ['inbox'], ['supervision'], ['admin']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
    onError: (error) => {
      if (error instanceof Refused && error.status >= 400 && error.status < 500) setKey(newKey());
    },
  });
  const countdown = useCountdown();
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      onOk={() => (countdown.left ? countdown.cancel() : form.submit())}
      confirmLoading={sending.isPending}
      {...(countdown.left && { okText: t('web.countdown', { seconds: countdown.left }) })}
    >
      <Form
        noValidate
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ payload: initial }}
        onFinish={(filled) =>
          final ? countdown.begin(() => sending.mutate(filled)) : sending.mutate(filled)
        }
      >
        {sending.error && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={sending.error.message}
            style={{ marginBottom: 12 }}
          />
        )}
        <Fields schema={schema} path={['payload']} values={values} villageId={villageId} caseId={caseId} />
        <Sending failed={sending.isPending ? sending.failureReason : null} />
      </Form>
    </Modal>
  );
}
