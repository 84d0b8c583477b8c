import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/failure';
import { Fresh } from '../app/fresh';
import { listWatchedSteps } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { type Row, useSteady } from '../lib/steady';
import { useWords } from '../words';
import { BulkBar, keyOf, NudgeAll } from './bulk';
import type { Group } from './supervision';
import { type Outcome, WatchedStep } from './watched-step';

/** The steps of a group, with what became of them since the list was drawn. */
export function WatchedList({ group, village }: { group: Group; village?: string }) {
  const { t } = useWords();
  const steps = useInfiniteQuery({
    queryKey: ['supervision', group, village],
    queryFn: ({ pageParam }) =>
      answer(listWatchedSteps({ query: { group, villageId: village, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const isDone = (key: string) => 'done' in (outcomes.get(key) ?? {});
  const list = useSteady(steps, { keyOf, isKept: isDone });
  const told = (some: [string, Outcome][]) => {
    setOutcomes((before) => new Map([...before, ...some]));
    const keys = some.map(([key]) => key);
    setTicked((before) => new Set([...before].filter((key) => !keys.includes(key))));
  };
  const waits = (rows: Row<WatchedStepDto>[]) =>
    rows.flatMap(({ item, gone }) => (gone || isDone(keyOf(item)) ? [] : [item]));
  const chosen = waits(list.rows).filter((item) => ticked.has(keyOf(item)));
  return (
    <>
      <Fresh lists={[list]} refresh={() => setOutcomes(new Map())} />
      {steps.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {steps.isError && <Failure error={steps.error} again={() => void steps.refetch()} />}
      <div className="column">
        {grouped(list.rows, group, t).map(([name, some]) => (
          <section key={name} className="column" aria-label={name}>
            <div className="head">
              <h2>
                {name} <span className="count">{some.length}</span>
              </h2>
              {some.length > 1 && <NudgeAll items={waits(some)} told={told} />}
            </div>
            {some.map(({ item, gone }) => {
              const key = keyOf(item);
              return (
                <WatchedStep
                  key={key}
                  item={item}
                  gone={gone}
                  outcome={outcomes.get(key)}
                  ticked={ticked.has(key)}
                  tick={(on) =>
                    setTicked(
                      (before) => new Set([...before].filter((one) => one !== key).concat(on ? key : [])),
                    )
                  }
                  did={(done) => told([[key, { done }]])}
                />
              );
            })}
          </section>
        ))}
        {steps.data && list.rows.length === 0 && (
          <p className="quiet">{t(`web.supervision.none.${group}`)}</p>
        )}
        <BulkBar items={chosen} told={told} clear={() => setTicked(new Set())} />
        {steps.hasNextPage && (
          <Button loading={steps.isFetchingNextPage} onClick={() => void steps.fetchNextPage()}>
            {t('web.more')}
          </Button>
        )}
      </div>
    </>
  );
}

/** What is stuck stands by its cause, all else by who holds it. */
function grouped(
  rows: readonly Row<WatchedStepDto>[],
  group: Group,
  t: ReturnType<typeof useWords>['t'],
): [string, Row<WatchedStepDto>[]][] {
  const groups = new Map<string, Row<WatchedStepDto>[]>();
  for (const row of rows) {
    const { cause, assignee, case: found, role } = row.item;
    const name =
      group === 'stuck'
        ? cause?.text
        : (assignee?.name ?? `${found.place.village.name} ${t(`role.${role}`)}`);
    groups.set(name ?? '', [...(groups.get(name ?? '') ?? []), row]);
  }
  return [...groups];
}
