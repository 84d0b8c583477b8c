import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, Skeleton, Space } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { actOnStep } from '../client/sdk.gen';
import type { ActOnStepData } from '../client/types.gen';
import { answer, newKey, queries, Refused } from '../lib/api';
import { clockTime } from '../lib/dates';
import { useWords } from '../words';
import { Attached } from './attachment-picker';
import { ChangedMeanwhile } from './changed-meanwhile';
import { useDraft } from './drafts';
import { type Fact, FactFields, said } from './fact-fields';
import { Fields } from './fields';
import { type FieldSchema, toPayload, type Values } from './schema';
import { recorded, Sending, untilRecorded } from './sending';

/** Ctrl+Enter sends from wherever one types. */
export function submitOnControlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

interface Props {
  id: string;
  step: string;
  action: string;
  /** Of several forms alike: whose this is. */
  whose?: string;
  /** Where to go when it is recorded. */
  done(): void;
  /** To leave it; none where it stands among others. */
  leave?: () => void;
  villageId: string;
  version: number;
  schema: FieldSchema;
  initial: Values;
  outcomes?: { value: string; name: string; leadsTo?: string }[];
  deciding?: string;
}

interface Filled {
  payload?: Values;
  fact?: Fact;
}
/** What was filled in, and of which version the form was. */
type Kept = Filled & { version: number };

/** One action of a step; what was filled in before and not sent is there again. */
export function StepForm(props: Props) {
  const draft = useDraft<Kept>([props.id, props.step, props.action, props.whose].filter(Boolean).join('/'));
  if (!draft.ready) return <Skeleton active paragraph={{ rows: 6 }} />;
  return <Filling {...props} {...draft} />;
}

function Filling({
  id,
  step,
  action,
  whose,
  done,
  leave,
  villageId,
  version,
  schema,
  initial,
  outcomes,
  deciding,
  draft,
  savedAt,
  keepDraft,
  dropDraft,
}: Props & ReturnType<typeof useDraft<Kept>>) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Filled>();
  const [refused, setRefused] = useState<Refused>();
  const summary = useRef<HTMLDivElement>(null);
  // Sent twice it is one action.
  const [attempt, setAttempt] = useState(newKey);
  // A file of one's own is no change that one doesn't know.
  const [seen, setSeen] = useState(draft?.version ?? version);
  const attached = (now: number) => setSeen((before) => (now === before + 1 ? now : before));
  const values = Form.useWatch('payload', { form, preserve: true }) ?? draft?.payload ?? initial;
  const [here] = useState(location.pathname);
  const send = useMutation({
    ...untilRecorded,
    onMutate: () => setRefused(undefined),
    mutationFn: ({ payload = {}, fact = {}, version: known }: Kept) => {
      const body = {
        action,
        payload: toPayload(schema, payload),
        ...said(fact),
      } as unknown as ActOnStepData['body'];
      return answer(
        actOnStep({
          path: { id, step },
          body,
          headers: { 'Idempotency-Key': attempt, 'If-Match': `"${known}"` },
        }),
      ).then(recorded);
    },
    onSuccess: async (sent) => {
      dropDraft();
      await queries.invalidateQueries({ queryKey: ['case', id] });
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      if (sent.state === 'recorded') void message.success(t('web.form.recorded'));
      else void message.warning(sent.detail);
      // Sent by itself at last, somebody may be elsewhere.
      if (location.pathname === here) done();
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
      // Days that are greyed out for today may be right for what is entered afterwards: the rules judge.
      noValidate
      form={form}
      // Ids of fields begin with it: several forms may stand on one page.
      name={[action, whose].filter(Boolean).join('-')}
      layout="vertical"
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="quiet">{t('web.form.optional')}</span>}
        </>
      )}
      initialValues={{ payload: draft?.payload ?? initial, fact: draft?.fact ?? {} }}
      onValuesChange={(_, filled) => keepDraft({ ...filled, version: seen })}
      onKeyDown={submitOnControlEnter}
      onFinish={(filled) => send.mutate({ ...filled, version: seen })}
      scrollToFirstError={{ focus: true }}
    >
      {refused && (
        <div ref={summary} tabIndex={-1} role="alert" style={{ marginBottom: 16 }}>
          {refused.status === 412 ? (
            <ChangedMeanwhile
              id={id}
              seen={seen}
              send={(newest) => {
                setSeen(newest);
                send.mutate({ ...form.getFieldsValue(), version: newest });
              }}
            />
          ) : (
            <Alert
              type="error"
              showIcon
              title={refused.message}
              description={
                (refused.problem.errors?.length ?? 0) > 1 && (
                  <ul>
                    {refused.problem.errors?.map(({ path, detail }) => (
                      <li key={path}>{detail}</li>
                    ))}
                  </ul>
                )
              }
            />
          )}
        </div>
      )}
      <div className="panel">
        <Attached value={attached}>
          <Fields schema={schema} path={['payload']} values={values} villageId={villageId} caseId={id} />
        </Attached>
        {Object.keys(schema.properties ?? {}).length === 0 && <p>{t('web.form.nothing')}</p>}
        {/* What is wrong there must be seen. */}
        <FactFields
          unfolded={refused?.problem.errors?.some(({ path }) => !path.startsWith('/payload')) ?? false}
        />
      </div>
      <Sending failed={send.isPending ? send.failureReason : null} />
      <Space style={{ marginTop: 18 }} wrap>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {outcome ? t('web.form.submitOutcome', { outcome: outcome.name }) : t('web.form.submit')}
        </Button>
        {leave && <Button onClick={leave}>{t('web.form.back')}</Button>}
        {savedAt !== undefined && (
          <span className="quiet">{t('web.form.saved', { at: clockTime(savedAt) })}</span>
        )}
        {outcome?.leadsTo && (
          <span className="quiet">{t('web.form.leadsTo', { next: outcome.leadsTo })}</span>
        )}
      </Space>
    </Form>
  );
}
