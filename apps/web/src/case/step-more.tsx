import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { assignStep, listAccounts, requestExtension } from '../client/sdk.gen';
import type { CaseDetailDto, StepOptionsDto } from '../client/types.gen';
import { line, object, words } from '../form/ask-schemas';
import { answer } from '../lib/api';
import { useMe } from '../session/me';
import { useWords } from '../words';

const Ask = lazy(() => import('../form/ask').then((m) => ({ default: m.Ask })));

/** What else may be done with a step: hand it to somebody, ask for more time. */
export function StepMore({ one, option }: { one: CaseDetailDto; option: StepOptionsDto }) {
  const { t } = useWords();
  const me = useMe();
  const [asking, setAsking] = useState<'handOver' | 'extension'>();
  const colleagues = useQuery({
    queryKey: ['accounts', one.place.village.id],
    enabled: asking === 'handOver',
    queryFn: () => answer(listAccounts({ query: { placeId: one.place.village.id, limit: 200 } })),
  });
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
        {asking === 'handOver' && colleagues.data && (
          <Ask
            title={t('web.step.handOver')}
            schema={object({
              assigneeId: {
                type: 'string',
                title: t('web.step.to'),
                'x-options': colleagues.data.items
                  .filter(({ id }) => id !== option.assignee?.id)
                  .map(({ id, name, roles }) => ({
                    id,
                    name: `${name}（${roles.map((role) => t(`role.${role}`)).join('、')}）`,
                  }))
                  .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id)),
              },
              reason: line(t('field.reason')),
            })}
            send={(body, headers) =>
              answer(assignStep({ path, body: body as { assigneeId: string; reason: string }, headers }))
            }
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
