import { Button, Checkbox, Drawer, Select, Space } from 'antd';
import { useState } from 'react';
import { labelsOf, said, useWords } from '../words';
import { useLayouts } from './columns';

interface Props {
  names: readonly string[];
  usual: readonly string[];
  layout: string | undefined;
  /** One's own columns, in their order. */
  choose(names: string[]): void;
  lay(layout: string | undefined): void;
  close(): void;
}

const OWN = '';

/** Which columns the register shows and in which order, or in the layout of which other office. */
export function ColumnChooser({ names: known, usual, layout, choose: keep, lay, close }: Props) {
  const { t } = useWords();
  // At once, whenever it is kept.
  const [names, setNames] = useState(known);
  const choose = (next: string[]) => {
    setNames(next);
    keep(next);
  };
  const layouts = useLayouts() ?? [];
  const headings = labelsOf('column');
  const others = Object.keys(headings).filter((name) => !names.includes(name));
  const moved = (from: number, to: number) => {
    const next = [...names];
    next.splice(to, 0, ...next.splice(from, 1));
    choose(next);
  };
  return (
    <Drawer open onClose={close} title={t('web.columns.title')} size={420}>
      <label htmlFor="layout">{t('web.columns.layout')}</label>
      <Select
        id="layout"
        style={{ width: '100%', margin: '4px 0 18px' }}
        value={layout ?? OWN}
        onChange={(next) => lay(next || undefined)}
        options={[
          { value: OWN, label: t('web.columns.own') },
          ...layouts.map(({ key, name }) => ({ value: key, label: said(name) })),
        ]}
      />
      {!layout && (
        <ul className="rows">
          {[...names, ...others].map((name, index) => {
            const shown = index < names.length;
            return (
              <li key={name}>
                <Checkbox
                  checked={shown}
                  disabled={shown && names.length === 1}
                  onChange={() => choose(shown ? names.filter((one) => one !== name) : [...names, name])}
                >
                  {headings[name]}
                </Checkbox>
                {shown && (
                  <Space>
                    <Button
                      aria-label={t('web.columns.up', { column: headings[name] })}
                      disabled={index === 0}
                      onClick={() => moved(index, index - 1)}
                    >
                      ↑
                    </Button>
                    <Button
                      aria-label={t('web.columns.down', { column: headings[name] })}
                      disabled={index === names.length - 1}
                      onClick={() => moved(index, index + 1)}
                    >
                      ↓
                    </Button>
                  </Space>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {!layout && names.join() !== usual.join() && (
        <Button style={{ marginTop: 12 }} onClick={() => choose([...usual])}>
          {t('web.columns.usual')}
        </Button>
      )}
    </Drawer>
  );
}
