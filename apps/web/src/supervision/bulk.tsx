import { App, Button, Space } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { assignSteps, nudgeSteps } from '../client/sdk.gen';
import type { BatchResultDto, WatchedStepDto } from '../client/types.gen';
import { object, words } from '../form/ask-schemas';
import { answer } from '../lib/api';
import { useWords } from '../words';
import type { Outcome } from './watched-step';

const Ask = lazy(() => import('../form/ask').then((m) => ({ default: m.Ask })));
const AssignAsk = lazy(() => import('../form/assign-ask').then((m) => ({ default: m.AssignAsk })));

/** As many as one request takes. */
const AT_MOST = 50;
export const keyOf = ({ case: { id }, step }: WatchedStepDto): string => `${id}/${step}`;
const refOf = ({ case: { id }, step }: WatchedStepDto) => ({ caseId: id, step });
const titleOf = ({ case: { title, number } }: WatchedStepDto): string => title ?? number;

interface Props {
  items: WatchedStepDto[];
  /** What became of each that was sent. */
  told(outcomes: [string, Outcome][]): void;
}

/** Tells what became of each: on its row, and by title what was refused. */
function useTold(told: Props['told']) {
  const { t } = useWords();
  const { message, modal } = App.useApp();
  return (sent: WatchedStepDto[], results: BatchResultDto[], did: string) => {
    const refused = results.flatMap(({ problem }, index) =>
      problem ? [{ problem, item: sent[index]! }] : [],
    );
    told(
      sent.map((item, index) => {
        const problem = results[index]?.problem;
        return [keyOf(item), problem ? { refused: problem.detail } : { done: did }];
      }),
    );
    const done = sent.length - refused.length;
    if (refused.length === 0) return void message.success(t('web.supervision.resultsAll', { done }));
    return void modal.warning({
      title: t('web.supervision.results', { done, refused: refused.length }),
      content: (
        <ul>
          {refused.map(({ problem, item }) => (
            <li key={keyOf(item)}>
              {titleOf(item)}：{problem.detail}
            </li>
          ))}
        </ul>
      ),
    });
  };
}

/** 一并催办, with a word if somebody has one. */
export function NudgeAll({ items, told, always = false }: Props & { always?: boolean }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<WatchedStepDto[]>();
  const tell = useTold(told);
  const open = items.filter(({ nudge }) => nudge).slice(0, AT_MOST);
  if (open.length === 0 && !asking && !always) return null;
  const title = t('web.supervision.nudgeAll', { count: (asking ?? open).length });
  return (
    <>
      <Button disabled={open.length === 0} onClick={() => setAsking(open)}>
        {title}
      </Button>
      <Suspense>
        {asking && (
          <Ask
            quiet
            title={title}
            schema={object({ text: words(t('web.supervision.word'), 500) }, [])}
            send={async (body, headers) => {
              const { items: results } = await answer(
                nudgeSteps({ body: { ...body, items: asking.map(refOf) }, headers }),
              );
              tell(asking, results, t('web.supervision.did.nudge'));
            }}
            close={() => setAsking(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

function HandOverAll({ items, told }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState<WatchedStepDto[]>();
  const tell = useTold(told);
  const village = items[0]?.case.place.village.id;
  // Who may take a step is a matter of its village.
  const oneVillage = items.every((item) => item.case.place.village.id === village);
  const title = t('web.supervision.handOver', { count: (asking ?? items).length });
  return (
    <>
      <Button disabled={!oneVillage} onClick={() => setAsking(items.slice(0, AT_MOST))}>
        {title}
      </Button>
      {!oneVillage && <span className="quiet">{t('web.supervision.oneVillage')}</span>}
      <Suspense>
        {asking && (
          <AssignAsk
            quiet
            title={title}
            villageId={village!}
            send={async (body, headers, name) => {
              const { items: results } = await answer(
                assignSteps({ body: { ...body, items: asking.map(refOf) }, headers }),
              );
              tell(asking, results, t('web.supervision.did.assign', { name }));
            }}
            close={() => setAsking(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

/** What can be done with all that are ticked. */
export function BulkBar({ items, told, clear }: Props & { clear(): void }) {
  const { t } = useWords();
  if (items.length === 0) return null;
  return (
    <section className="bulk" aria-label={t('web.supervision.chosen', { count: items.length })}>
      <strong>{t('web.supervision.chosen', { count: items.length })}</strong>
      <Space wrap>
        <NudgeAll always items={items} told={told} />
        <HandOverAll items={items} told={told} />
        <Button type="text" onClick={clear}>
          {t('web.supervision.clear')}
        </Button>
      </Space>
    </section>
  );
}
