import { Button, Dropdown, Input } from 'antd';
import { usePreferences } from '../session/preferences';
import { useWords } from '../words';

interface Props {
  id?: string;
  maxLength?: number;
  value?: string;
  onChange?: (value: string) => void;
}

/** A text that grows, with one's own phrases at hand; `/` at its beginning opens them, too. */
export function LongText({ id, maxLength, value = '', onChange }: Props) {
  const { t } = useWords();
  const [{ phrases }, setPreferences] = usePreferences();
  const written = value.replace(/^\//, '').trim();
  const insert = (phrase: string) => onChange?.(written === '' ? phrase : `${written}\n${phrase}`);
  const keep = written !== '' && written.length <= 500 && !phrases.includes(written);
  const asked = value === '/' && phrases.length > 0;
  return (
    <>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 14 }}
        maxLength={maxLength}
        value={value}
        onChange={({ target }) => onChange?.(target.value)}
      />
      {(phrases.length > 0 || keep) && (
        <Dropdown
          trigger={['click']}
          {...(asked && { open: true })}
          menu={{
            items: [
              ...phrases.map((phrase, index) => ({
                key: String(index),
                label: phrase,
                onClick: () => insert(phrase),
              })),
              ...(keep
                ? [
                    {
                      key: 'keep',
                      label: t('web.phrases.keep'),
                      onClick: () => setPreferences({ phrases: [...phrases, written] }),
                    },
                  ]
                : []),
            ],
          }}
        >
          <Button type="link" size="small" style={{ padding: 0 }}>
            {t('web.phrases')}
          </Button>
        </Dropdown>
      )}
    </>
  );
}
