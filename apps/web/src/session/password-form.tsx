import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { changeMyPassword } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import { useWords } from '../words';

interface Passwords {
  current: string;
  next: string;
  again: string;
}

/** 修改密码: wherever else one is signed in, that ends. */
export function PasswordForm({ done }: { done?: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: ({ current, next }: Passwords) => answer(changeMyPassword({ body: { current, next } })),
    onSuccess: async () => {
      void message.success(t('web.password.changed'));
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ['me'] });
      done?.();
    },
  });
  const required = { required: true, message: t('web.required') };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(filled) => change.mutate(filled)}>
      {change.error && (
        <Alert type="error" showIcon role="alert" title={change.error.message} style={{ marginBottom: 12 }} />
      )}
      <Form.Item name="current" label={t('web.password.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('web.password.next')}
        extra={t('web.password.hint')}
        rules={[required, { min: 10, message: t('web.password.hint') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('web.password.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('web.password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('web.password.change')}
      </Button>
    </Form>
  );
}
