import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { signIn } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import { speak, useWords } from '../words';

export function SignIn({ back }: { back?: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const submit = async (body: { username: string; password: string }) => {
    setSending(true);
    setFailure(undefined);
    try {
      await answer(signIn({ body }));
      queries.clear();
      await navigate({ to: back ?? '/' });
    } catch (error) {
      setFailure((error as Error).message);
    } finally {
      setSending(false);
    }
  };
  return (
    <main className="signin">
      <div className="panel">
        <div className="brand">
          <img src="/mark.svg" alt="" />
          <h1>{t('web.name')}</h1>
        </div>
        {failure && <Alert type="error" showIcon title={failure} role="alert" />}
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(values: { username: string; password: string }) => void submit(values)}
        >
          <Form.Item
            name="username"
            label={t('web.username')}
            rules={[{ required: true, message: t('web.required') }]}
          >
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('web.password')}
            rules={[{ required: true, message: t('web.required') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={sending}>
            {t('web.signIn')}
          </Button>
        </Form>
        <Button type="link" onClick={() => void speak(language === 'en' ? 'zh-CN' : 'en')}>
          {language === 'en' ? '中文' : 'English'}
        </Button>
      </div>
    </main>
  );
}
