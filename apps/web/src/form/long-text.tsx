import { Button, Dropdown, Input } from 'antd';
import { createContext, useContext } from 'react';
import { usePreferences } from '../session/preferences';
import { useWords } from '../words';

interface Props {
  id?: string;
  maxLength?: number;
  value?: string;
  onChange?: (value: string) => void;
}

/** Who may be quoted in the texts within: a tap begins a line of theirs. */
export const Speakers = createContext<readonly string[]>([]);

/** A text that grows, with one's own phrases at hand; `/` at its beginning opens them, too. */
export function LongText({ id, maxLength, value = '', onChange }: Props) {
  const { t } = useWords();
  const speakers = useContext(Speakers);
  const [{ phrases }, setPreferences] = usePreferences();
  const written = value.replace(/^\//, '').trim();
  const insert = (phrase: string) => onChange?.(written === '' ? phrase : `${written}\n${phrase}`);
  const keep = written !== '' && written.length <= 500 && !phrases.includes(written);
  const asked = value === '/' && phrases.length > 0;
  return (
    <>
      {speakers.length > 0 && (
        <div className="speakers">
          {speakers.map((name) => (
            <Button
              key={name}
              onClick={() => {
                onChange?.(`${value}${value === '' || value.endsWith('\n') ? '' : '\n'}${name}：`);
                if (id) document.getElementById(id)?.focus();
              }}
            >
              {name}：
            </Button>
          ))}
        </div>
      )}
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
