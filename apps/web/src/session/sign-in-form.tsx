import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { signIn } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';

interface Props {
  username?: string;
  signedIn(): Promise<unknown>;
}

/** Name and password; what is wrong with them is said above. */
export function SignInForm({ username, signedIn }: Props) {
  const { t } = useWords();
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const submit = async (body: { username: string; password: string }) => {
    setSending(true);
    setFailure(undefined);
    try {
      await answer(signIn({ body }));
      await signedIn();
    } catch (error) {
      setFailure((error as Error).message);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ username }}
        onFinish={(values: { username: string; password: string }) => void submit(values)}
      >
        <Form.Item
          name="username"
          label={t('web.username')}
          rules={[{ required: true, message: t('web.required') }]}
        >
          <Input autoComplete="username" autoFocus={username === undefined} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.password')}
          rules={[{ required: true, message: t('web.required') }]}
        >
          <Input.Password autoComplete="current-password" autoFocus={username !== undefined} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={sending}>
          {t('web.signIn')}
        </Button>
      </Form>
    </>
  );
}
