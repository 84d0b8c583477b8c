import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { assignStep, requestExtension } from '../client/sdk.gen';
import type { CaseDetailDto, StepOptionsDto } from '../client/types.gen';
import { object, words } from '../form/ask-schemas';
import { answer } from '../lib/api';
import { useWords } from '../words';

const AssignAsk = lazy(() => import('../form/assign-ask').then((m) => ({ default: m.AssignAsk })));
const Ask = lazy(() => import('../form/ask').then((m) => ({ default: m.Ask })));

/** What else may be done with a step: hand it to somebody, ask for more time. */
export function StepMore({ one, option }: { one: CaseDetailDto; option: StepOptionsDto }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<'handOver' | 'extension'>();
  const path = { id: one.id, step: option.step };
  const close = () => setAsking(undefined);
  const milestones = one.milestones.filter(({ doneOn }) => !doneOn);
  const items = [
    { key: 'handOver', label: t('web.step.handOver'), onClick: () => setAsking('handOver') },
    ...(option.dueAt && !one.pausedUntil
      ? [{ key: 'extension', label: t('web.step.extension'), onClick: () => setAsking('extension') }]
      : []),
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button aria-label={t('web.step.more')}>⋯</Button>
      </Dropdown>
      <Suspense>
        {asking === 'handOver' && (
          <AssignAsk
            title={t('web.step.handOver')}
            villageId={one.place.village.id}
            holder={option.assignee?.id}
            send={(body, headers) => answer(assignStep({ path, body, headers }))}
            close={close}
            caseId={one.id}
          />
        )}
        {asking === 'extension' && (
          <Ask
            title={t('web.step.extension')}
            schema={object({
              ...(option.kind === 'implement' && milestones.length > 0
                ? {
                    milestone: {
                      type: 'string',
                      title: t('field.milestoneId'),
                      'x-options': milestones.map(({ id, title }) => ({ id, name: title ?? id })),
                    },
                  }
                : {}),
              amount: { type: 'integer', title: t('web.step.days'), minimum: 1, maximum: 30 },
              reason: words(t('field.reason')),
            })}
            send={({ amount, ...body }, headers) =>
              answer(
                requestExtension({
                  path,
                  body: {
                    ...(body as { reason: string; milestone?: string }),
                    term: `${String(amount)}${option.kind === 'implement' ? 'cd' : 'wd'}`,
                  },
                  headers,
                }),
              )
            }
            close={close}
            caseId={one.id}
          />
        )}
      </Suspense>
    </>
  );
}
