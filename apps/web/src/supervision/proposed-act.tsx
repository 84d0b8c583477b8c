import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { assignStep, nudgeStep } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { recorded } from '../form/sending';
import { answer, newKey, queries } from '../lib/api';
import { useMe } from '../session/me';
import { useWords } from '../words';

const AssignAsk = lazy(() => import('../form/assign-ask').then((m) => ({ default: m.AssignAsk })));
const refresh = () => queries.invalidateQueries({ queryKey: ['supervision'] });

interface Props {
  item: WatchedStepDto;
  order(): void;
  did(what: string): void;
}

/** The one thing to do next, in one tap; what is more than a tap leads to the case. */
export function ProposedAct({ item, order, did }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const me = useMe();
  const [assigning, setAssigning] = useState(false);
  const { case: found, step, action, assignee } = item;
  const path = { id: found.id, step };
  const act = useMutation({
    mutationFn: (): Promise<unknown> =>
      action.code === 'claim'
        ? answer(assignStep({ path, body: { assigneeId: me.id }, headers: { 'Idempotency-Key': newKey() } }))
        : answer(nudgeStep({ path, body: {}, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: () => {
      void message.success(t(action.code === 'claim' ? 'web.form.recorded' : 'web.inbox.nudged'));
      did(t(action.code === 'claim' ? 'web.supervision.did.claim' : 'web.supervision.did.nudge'));
    },
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
            {assigning && (
              <AssignAsk
                title={`${action.text}：${found.title ?? found.number}`}
                villageId={found.place.village.id}
                holder={assignee?.id}
                send={async (body, headers, name) => {
                  recorded(await answer(assignStep({ path, body, headers })));
                  did(t('web.supervision.did.assign', { name }));
                }}
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
