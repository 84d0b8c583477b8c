import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select, Space } from 'antd';
import { useId, useState } from 'react';
import { createPerson, getPerson, searchPersons } from '../client/sdk.gen';
import type { PersonDto } from '../client/types.gen';
import { answer, newKey } from '../lib/api';
import { useWords } from '../words';
import type { Option } from './schema';

interface Props {
  villageId: string;
  several: boolean;
  /** Who may not stand here, and why. */
  barred: Option[];
  id?: string;
  value?: string | string[];
  onChange?: (value: string | string[] | undefined) => void;
}

/** Finds people by name; somebody new is entered in place. */
export function PersonPicker({ villageId, several, barred, id, value, onChange }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  /** The name of somebody new. */
  const [entering, setEntering] = useState<string>();
  const [phone, setPhone] = useState('');
  const phoneId = useId();
  const [known, setKnown] = useState<Record<string, string>>({});
  const chosen = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const unknown = chosen.filter((one) => known[one] === undefined);
  useQuery({
    queryKey: ['persons', 'names', unknown],
    enabled: unknown.length > 0,
    queryFn: async () => {
      const people = await Promise.all(unknown.map((one) => answer(getPerson({ path: { id: one } }))));
      remember(people);
      return people;
    },
  });
  const found = useQuery({
    queryKey: ['persons', villageId, typed],
    enabled: typed.trim().length > 0,
    queryFn: () => answer(searchPersons({ body: { q: typed.trim(), villageId, limit: 20 } })),
  });
  const remember = (people: PersonDto[]) =>
    setKnown((before) => ({
      ...before,
      ...Object.fromEntries(people.map((one) => [one.id, one.name ?? ''])),
    }));
  const why = new Map(barred.map((one) => [one.id, one.barred ?? '']));
  const searching = typed.trim() !== '';
  const options = [
    ...(searching ? [] : chosen.map((one) => ({ value: one, label: known[one] ?? '…' }))),
    ...(found.data?.items ?? [])
      .filter((one) => !chosen.includes(one.id))
      .map((one) => ({
        value: one.id,
        disabled: why.has(one.id),
        label: [
          one.name,
          one.nickname && `（${one.nickname}）`,
          one.phone,
          why.get(one.id) && `（${why.get(one.id)}）`,
        ]
          .filter(Boolean)
          .join(' '),
      })),
  ];
  const choose = (next: string | string[] | undefined) => {
    remember(found.data?.items ?? []);
    setTyped('');
    onChange?.(next);
  };
  const enter = async (name: string) => {
    try {
      const created = await answer(
        createPerson({
          body: { name, villageId, ...(phone && { phone }) },
          headers: { 'Idempotency-Key': newKey() },
        }),
      );
      setKnown((before) => ({ ...before, [created.id]: name }));
      onChange?.(several ? [...chosen, created.id] : created.id);
      setEntering(undefined);
      setTyped('');
      setPhone('');
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <>
      <Select
        id={id}
        style={{ width: '100%' }}
        mode={several ? 'multiple' : undefined}
        value={several ? chosen : chosen[0]}
        allowClear
        placeholder={t('web.person.search')}
        open={open}
        onOpenChange={setOpen}
        options={options}
        onChange={choose}
        showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
        loading={found.isFetching}
        labelRender={({ value: one }) => known[String(one)] ?? '…'}
        notFoundContent={t(searching ? 'web.person.nobody' : 'web.person.hint')}
        popupRender={(list) => (
          <>
            {list}
            {searching && !found.isFetching && (
              <Button
                type="link"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  setEntering(typed.trim());
                  // Or it lies above the dialog, and forgets what was typed when that is clicked.
                  setOpen(false);
                }}
              >
                {t('web.person.enter', { name: typed.trim() })}
              </Button>
            )}
          </>
        )}
      />
      <Modal
        open={entering !== undefined}
        title={t('web.person.enter', { name: entering })}
        onCancel={() => setEntering(undefined)}
        onOk={() => void enter(entering!)}
      >
        <Space orientation="vertical" style={{ width: '100%' }}>
          <label htmlFor={phoneId}>{t('web.person.phone')}</label>
          <Input
            id={phoneId}
            value={phone}
            inputMode="tel"
            onChange={({ target }) => setPhone(target.value)}
          />
        </Space>
      </Modal>
    </>
  );
}
