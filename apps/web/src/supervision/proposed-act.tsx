import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { assignStep, listAccounts, nudgeStep } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { line, object } from '../form/ask-schemas';
import { answer, newKey, queries } from '../lib/api';
import { useMe } from '../session/me';
import { useWords } from '../words';

const Ask = lazy(() => import('../form/ask').then((m) => ({ default: m.Ask })));
const refresh = () => queries.invalidateQueries({ queryKey: ['supervision'] });

/** The one thing to do next, in one tap; what is more than a tap leads to the case. */
export function ProposedAct({ item, order }: { item: WatchedStepDto; order(): void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const me = useMe();
  const [assigning, setAssigning] = useState(false);
  const { case: found, step, action, assignee, role } = item;
  const path = { id: found.id, step };
  const colleagues = useQuery({
    queryKey: ['accounts', found.place.village.id, role],
    enabled: assigning,
    queryFn: () => answer(listAccounts({ query: { placeId: found.place.village.id, limit: 200 } })),
  });
  const act = useMutation({
    mutationFn: (): Promise<unknown> =>
      action.code === 'claim'
        ? answer(assignStep({ path, body: { assigneeId: me.id }, headers: { 'Idempotency-Key': newKey() } }))
        : answer(nudgeStep({ path, body: {}, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: () =>
      void message.success(t(action.code === 'claim' ? 'web.form.recorded' : 'web.inbox.nudged')),
    onError: (error) => void message.error(error.message),
    onSettled: refresh,
  });
  switch (action.code) {
    case 'nudge':
    case 'claim':
    case 'askDepartment':
      return (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
          {action.code === 'claim' ? action.text : t('web.inbox.nudge')}
        </Button>
      );
    case 'issueSupervisionOrder':
      return (
        <Button type="primary" onClick={order}>
          {t('web.supervision.order')}
        </Button>
      );
    case 'assign':
    case 'decideAssignment':
      return (
        <>
          <Button type="primary" onClick={() => setAssigning(true)}>
            {action.text}
          </Button>
          <Suspense>
            {assigning && colleagues.data && (
              <Ask
                title={`${action.text}：${found.title ?? found.number}`}
                schema={object({
                  assigneeId: {
                    type: 'string',
                    title: t('web.step.to'),
                    'x-options': colleagues.data.items
                      .filter(({ id }) => id !== assignee?.id)
                      .map(({ id, name, roles }) => ({
                        id,
                        name: `${name}（${roles.map((one) => t(`role.${one}`)).join('、')}）`,
                      })),
                  },
                  reason: line(t('field.reason')),
                })}
                send={(body, headers) =>
                  answer(assignStep({ path, body: body as { assigneeId: string; reason: string }, headers }))
                }
                close={() => setAssigning(false)}
                caseId={found.id}
              />
            )}
          </Suspense>
        </>
      );
    default:
      return (
        <Link to="/cases/$id" params={{ id: found.id }}>
          <Button tabIndex={-1}>{action.text}</Button>
        </Link>
      );
  }
}
