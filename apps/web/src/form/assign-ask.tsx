import { useQuery } from '@tanstack/react-query';
import { assignStep, listAccounts } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { Ask } from './ask';
import { line, object } from './ask-schemas';

interface Props {
  title: string;
  caseId: string;
  step: string;
  villageId: string;
  /** Who holds it now. */
  holder?: string;
  close(): void;
}

/** Hands a step to somebody who serves its village. */
export function AssignAsk({ title, caseId, step, villageId, holder, close }: Props) {
  const { t } = useWords();
  const colleagues = useQuery({
    queryKey: ['accounts', villageId],
    queryFn: () => answer(listAccounts({ query: { placeId: villageId, limit: 200 } })),
  });
  if (!colleagues.data) return null;
  const options = colleagues.data.items
    .filter(({ id }) => id !== holder)
    .map(({ id, name, roles }) => ({
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
      send={(body, headers) =>
        answer(
          assignStep({
            path: { id: caseId, step },
            body: body as { assigneeId: string; reason: string },
            headers,
          }),
        )
      }
      close={close}
      caseId={caseId}
    />
  );
}
