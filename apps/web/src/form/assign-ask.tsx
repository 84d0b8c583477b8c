import { useQuery } from '@tanstack/react-query';
import { listAccounts } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { Ask } from './ask';
import { line, object } from './ask-schemas';

export interface HandedTo {
  assigneeId: string;
  reason: string;
}

interface Props {
  title: string;
  /** Somebody who serves it is chosen. */
  villageId: string;
  /** Who holds it now. */
  holder?: string;
  send(body: HandedTo, headers: { 'Idempotency-Key': string }, name: string): Promise<unknown>;
  close(): void;
  quiet?: boolean;
  caseId?: string;
}

/** Hands a step, or several, to somebody who serves its village. */
export function AssignAsk({ title, villageId, holder, send, close, quiet, caseId }: Props) {
  const { t } = useWords();
  const colleagues = useQuery({
    queryKey: ['accounts', villageId],
    queryFn: () => answer(listAccounts({ query: { placeId: villageId, limit: 200 } })),
  });
  if (!colleagues.data) return null;
  const others = colleagues.data.items.filter(({ id }) => id !== holder);
  const options = others.map(({ id, name, roles }) => ({
    id,
    name: `${name}（${roles.map((role) => t(`role.${role}`)).join('、')}）`,
  }));
  return (
    <Ask
      title={title}
      schema={object({
        assigneeId: { type: 'string', title: t('web.step.to'), 'x-options': options },
        reason: line(t('field.reason')),
      })}
      send={(body, headers) => {
        const handed = body as unknown as HandedTo;
        return send(handed, headers, others.find(({ id }) => id === handed.assigneeId)?.name ?? '');
      }}
      close={close}
      quiet={quiet}
      caseId={caseId}
    />
  );
}
