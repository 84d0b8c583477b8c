import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { queries } from '../lib/api';
import { speak, useWords } from '../words';
import { SignInForm } from './sign-in-form';

export function SignIn({ back }: { back?: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const signedIn = () => {
    queries.clear();
    return navigate({ to: back ?? '/' });
  };
  return (
    <main className="signin">
      <div className="panel">
        <div className="brand">
          <img src="/mark.svg" alt="" />
          <h1>{t('web.name')}</h1>
        </div>
        <SignInForm signedIn={signedIn} />
        <Button type="link" onClick={() => void speak(language === 'en' ? 'zh-CN' : 'en')}>
          {language === 'en' ? '中文' : 'English'}
        </Button>
      </div>
    </main>
  );
}
