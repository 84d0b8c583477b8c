import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/failure';
import { getTimeline } from '../client/sdk.gen';
import type { TimelineItemDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { dateTime } from '../lib/dates';
import { isMessage, t, useWords } from '../words';

/** 经过: what people and time did, with who entered it. */
export function Timeline({ id, version }: { id: string; version: number }) {
  useWords();
  const [wanted, setWanted] = useState(false);
  const found = useInfiniteQuery({
    queryKey: ['case', id, 'timeline', version],
    enabled: wanted,
    queryFn: ({ pageParam }) =>
      answer(getTimeline({ path: { id }, query: { cursor: pageParam, limit: 200 } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <details className="panel" onToggle={({ currentTarget }) => setWanted(currentTarget.open)}>
      <summary>
        <h2>{t('web.case.timeline')}</h2>
      </summary>
      {found.isError && <Failure error={found.error} again={() => void found.refetch()} />}
      <ol className="way">
        {items
          .filter(({ type }) => isMessage(`web.event.${type}`))
          .toReversed()
          .map((item) => (
            <li key={item.seq} className="done">
              <div>
                <strong>{nameOf(item)}</strong> {item.late && <Tag>{t('web.late')}</Tag>}
                <div className="quiet">
                  {[
                    dateTime(item.occurredAt),
                    item.actor?.name,
                    item.onBehalfOf?.name && t('web.onBehalfOf', { name: item.onBehalfOf.name }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                {textsOf(item.data).map((text, index) => (
                  <p key={index} className="pre">
                    {text}
                  </p>
                ))}
              </div>
            </li>
          ))}
      </ol>
      {found.hasNextPage && <Button onClick={() => void found.fetchNextPage()}>{t('web.more')}</Button>}
    </details>
  );
}

/** An action by its name; anything else by its kind of event. */
function nameOf({ type, data }: TimelineItemDto): string {
  const { kind, action, outcome } = data as { kind?: string; action?: string; outcome?: string };
  if (type === 'stepActed' && isMessage(`action.${kind}.${action}`))
    return `${t(`kind.${kind}`)}：${t(`action.${kind}.${action}`)}`;
  if (type === 'stepCompleted' && isMessage(`outcome.${kind}.${outcome}`))
    return `${t(`kind.${kind}`)}：${t(`outcome.${kind}.${outcome}`)}`;
  return t(`web.event.${type}`);
}

const TEXTS =
  /^(matter|text|reason|note|findings|principalContradiction|proposedPosition|topic|minutes|terms|opinion|conditions|disposition|steps|record|trouble|answer)$/;

/** What people wrote, of the event itself or of its payload. */
function textsOf(data: Record<string, unknown>): string[] {
  const payload =
    typeof data.payload === 'object' && data.payload !== null
      ? (data.payload as Record<string, unknown>)
      : {};
  return [...Object.entries(data), ...Object.entries(payload)].flatMap(([key, value]) =>
    TEXTS.test(key) && typeof value === 'string' ? [value] : [],
  );
}
