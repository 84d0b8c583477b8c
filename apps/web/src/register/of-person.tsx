import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { getPerson } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';

/** Whose cases are shown, and an end to that. */
export function OfPerson({ id, close }: { id: string; close(): void }) {
  const { t } = useWords();
  const person = useQuery({
    queryKey: ['persons', id],
    queryFn: () => answer(getPerson({ path: { id } })),
  });
  const name = person.data?.name ?? t('web.register.somebody');
  return <Button onClick={close}>{t('web.register.ofPerson', { name })} ✕</Button>;
}
