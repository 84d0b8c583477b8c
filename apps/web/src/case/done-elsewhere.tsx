import { useQuery } from '@tanstack/react-query';
import { getTimeline } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useMe } from '../session/me';
import { useWords } from '../words';

const TAKES_IT = ['stepActed', 'stepCompleted', 'stepAssigned'];

/** Who took a step off one's list, as far as one may see it. */
export function DoneElsewhere({ caseId, step }: { caseId: string; step?: string }) {
  const { t } = useWords();
  const me = useMe();
  const timeline = useQuery({
    queryKey: ['case', caseId, 'timeline', 'gone', step],
    enabled: step !== undefined,
    queryFn: () => answer(getTimeline({ path: { id: caseId }, query: { limit: 200 } })),
    retry: false,
  });
  if (timeline.isLoading) return null;
  const acts = timeline.data?.items.filter(
    ({ actor, type, data }) => actor && data.step === step && TAKES_IT.includes(type),
  );
  const last = timeline.data?.next ? undefined : acts?.[acts.length - 1];
  if (!last?.actor?.name) return t('web.gone');
  const name = last.actor.id === me.id ? t('web.gone.you') : last.actor.name;
  return t(last.type === 'stepAssigned' ? 'web.gone.assigned' : 'web.gone.done', { name });
}
