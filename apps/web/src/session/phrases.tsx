import { Button, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../words';
import { usePreferences } from './preferences';

/** 常用语, one a line. */
export function Phrases() {
  const { t } = useWords();
  const [{ phrases }, setPreferences] = usePreferences();
  const [typed, setTyped] = useState<string>();
  const save = () => {
    const lines = (typed ?? '').split('\n').map((line) => line.trim().slice(0, 500));
    setPreferences({ phrases: [...new Set(lines.filter(Boolean))].slice(0, 50) });
    setTyped(undefined);
  };
  return (
    <>
      <Input.TextArea
        aria-label={t('web.phrases')}
        autoSize={{ minRows: 3, maxRows: 12 }}
        value={typed ?? phrases.join('\n')}
        onChange={({ target }) => setTyped(target.value)}
      />
      <span className="quiet">{t('web.phrases.hint')}</span>
      <Button style={{ justifySelf: 'start' }} disabled={typed === undefined} onClick={save}>
        {t('web.phrases.save')}
      </Button>
    </>
  );
}
