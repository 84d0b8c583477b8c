import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { issueSupervisionOrder } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { answer, newKey, queries } from '../lib/api';
import { useWords } from '../words';

const TERMS = ['1wd', '3wd', '5wd'] as const;

/** 督办单: what is asked, and until when. It goes to the assignee of the step, else to its role. */
export function OrderForm({ item, close }: { item: WatchedStepDto; close(): void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ instruction: string; term: string }>();
  const [key] = useState(newKey);
  const issue = useMutation({
    mutationFn: (said: { instruction: string; term: string }) =>
      answer(
        issueSupervisionOrder({
          path: { id: item.case.id },
          body: { ...said, step: item.step },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSuccess: () => {
      void message.success(t('web.supervision.issued'));
      close();
      return queries.invalidateQueries({ queryKey: ['supervision'] });
    },
  });
  return (
    <Modal
      open
      title={t('web.supervision.order')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={issue.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ term: '3wd' }}
        onFinish={(said) => issue.mutate(said)}
      >
        {issue.error && <Alert type="error" showIcon role="alert" title={issue.error.message} />}
        <Form.Item
          name="instruction"
          label={t('web.supervision.instruction')}
          rules={[{ required: true, message: t('web.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4_000} />
        </Form.Item>
        <Form.Item name="term" label={t('web.supervision.term')}>
          <Radio.Group
            options={TERMS.map((value) => ({ value, label: t('web.supervision.days', { days: value[0] }) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
