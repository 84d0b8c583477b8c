import { Button, Popover, Space } from 'antd';
import Input from 'antd/es/input/Input';
import { useState } from 'react';
import { usePreferences } from '../session/preferences';
import { useWords } from '../words';
import { addressOf, registerSearch, type RegisterSearch } from './search';

const searchOf = (text: string): RegisterSearch => {
  const given = Object.fromEntries(new URLSearchParams(text));
  return registerSearch({ ...given, overdue: given.overdue === 'true' });
};

interface Props {
  search: RegisterSearch;
  /** Those that are shown: a view keeps them. */
  columns: readonly string[];
  choose(search: RegisterSearch): void;
}

/** Views of the register that one has kept, each a tap. */
export function Views({ search, columns, choose }: Props) {
  const { t } = useWords();
  const [{ views }, setPreferences] = usePreferences();
  const [name, setName] = useState('');
  const current = addressOf(search);
  const kept = views.find((view) => view.search === current);
  if (views.length === 0 && current === '') return null;
  const keep = () => {
    if (!name.trim()) return;
    const whole = { ...search, ...(!search.layout && { columns: columns.join() }) };
    setPreferences({ views: [...views, { name: name.trim(), search: addressOf(whole) }] });
    setName('');
    choose(whole);
  };
  return (
    <Space wrap style={{ marginTop: 10 }}>
      {views.map((view) => (
        <Button
          key={view.name}
          aria-pressed={view === kept}
          type={view === kept ? 'primary' : 'default'}
          onClick={() => choose(searchOf(view.search))}
        >
          {view.name}
        </Button>
      ))}
      {current !== '' && !kept && (
        <Popover
          trigger="click"
          content={
            <Space>
              <Input
                aria-label={t('web.views.name')}
                placeholder={t('web.views.name')}
                maxLength={40}
                value={name}
                onChange={({ target }) => setName(target.value)}
                onPressEnter={keep}
              />
              <Button type="primary" onClick={keep}>
                {t('web.views.keep')}
              </Button>
            </Space>
          }
        >
          <Button type="link">{t('web.views.keepThese')}</Button>
        </Popover>
      )}
      {kept && (
        <Button type="link" onClick={() => setPreferences({ views: views.filter((view) => view !== kept) })}>
          {t('web.views.forget')}
        </Button>
      )}
    </Space>
  );
}
