import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Space } from 'antd';
import { createContext, useContext, useId, useState } from 'react';
import { attachFile, listAttachments } from '../client/sdk.gen';
import { answer, newKey, queries } from '../lib/api';
import { useWords } from '../words';

/** Told of the version that the case has with a new file. */
export const Attached = createContext<(version: number) => void>(() => undefined);

interface Props {
  caseId: string;
  /** Nothing is chosen, a file is only added. */
  onlyAdd?: boolean;
  value?: string[];
  onChange?: (value: string[]) => void;
}

/** Files of the case: one that is there already, or one that is chosen or photographed now. */
export function AttachmentPicker({ caseId, onlyAdd = false, value = [], onChange }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const inputId = useId();
  const attached = useContext(Attached);
  const [sending, setSending] = useState(false);
  const found = useQuery({
    queryKey: ['case', caseId, 'attachments'],
    queryFn: () => answer(listAttachments({ path: { id: caseId } })),
  });
  const send = async (file: File | undefined) => {
    if (!file) return;
    setSending(true);
    try {
      const made = await answer(
        attachFile({ path: { id: caseId }, body: { file }, headers: { 'Idempotency-Key': newKey() } }),
      );
      // The form that it is added in stays as it was filled in.
      await queries.invalidateQueries({ queryKey: ['case', caseId, 'attachments'] });
      void queries.invalidateQueries({ queryKey: ['case', caseId], exact: true });
      if ('version' in made && made.version !== undefined) attached(made.version);
      if ('id' in made) onChange?.([...value, made.id]);
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setSending(false);
    }
  };
  return (
    <Space orientation="vertical">
      {!onlyAdd && (
        <Checkbox.Group
          options={(found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name ?? one.id }))}
          value={value}
          onChange={(chosen) => onChange?.(chosen)}
        />
      )}
      <Button loading={sending} onClick={() => document.getElementById(inputId)?.click()}>
        {t('web.form.attach')}
      </Button>
      <input
        id={inputId}
        type="file"
        style={{ display: 'none' }}
        accept="image/*,application/pdf,audio/*,.doc,.docx,.xls,.xlsx"
        aria-label={t('web.form.attach')}
        onChange={({ target }) => {
          void send(target.files?.[0]);
          target.value = '';
        }}
      />
    </Space>
  );
}
