import { Button, Space } from 'antd';
import { lazy, Suspense, useState } from 'react';
import {
  answerSupervisionOrder,
  closeSupervisionOrder,
  decideExtension,
  returnSupervisionOrder,
} from '../client/sdk.gen';
import type { InboxItemDto } from '../client/types.gen';
import { object, oneOf, words } from '../form/ask-schemas';
import type { FieldSchema, Values } from '../form/schema';
import { answer } from '../lib/api';
import { useWords } from '../words';

/** Fetched when somebody opens one: most look at the list alone. */
const Ask = lazy(() => import('../form/ask').then((m) => ({ default: m.Ask })));

interface Act {
  name: string;
  schema: FieldSchema;
  send(body: Values, headers: { 'Idempotency-Key': string }): Promise<unknown>;
}

/** What is answered at once, without going to a step: a supervision order, and a request for more time. */
export function ItemActions({ item }: { item: InboxItemDto }) {
  const { t } = useWords();
  const [act, setAct] = useState<Act>();
  const acts = actsOf(item, t);
  if (acts.length === 0) return null;
  return (
    <Space wrap>
      {acts.map((one, index) => (
        <Button key={one.name} type={index === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
          {one.name}
        </Button>
      ))}
      {act && (
        <Suspense>
          <Ask
            title={act.name}
            schema={act.schema}
            send={(body, headers) => act.send(body, headers)}
            close={() => setAct(undefined)}
            caseId={item.case.id}
            villageId={item.case.place.village.id}
          />
        </Suspense>
      )}
    </Space>
  );
}

function actsOf(
  { supervisionOrder, asks, step, case: found }: InboxItemDto,
  t: ReturnType<typeof useWords>['t'],
): Act[] {
  if (supervisionOrder) {
    const path = { id: supervisionOrder.id };
    if (supervisionOrder.status === 'open')
      return [
        {
          name: t('web.order.answer'),
          schema: object({ text: words(t('web.order.answer')) }),
          send: (body, headers) =>
            answer(answerSupervisionOrder({ path, body: body as { text: string }, headers })),
        },
      ];
    return [
      {
        name: t('web.order.close'),
        schema: object({ remark: words(t('field.note')) }, []),
        send: (body, headers) => answer(closeSupervisionOrder({ path, body, headers })),
      },
      {
        name: t('web.order.return'),
        schema: object({ reason: words(t('field.reason')) }),
        send: (body, headers) =>
          answer(returnSupervisionOrder({ path, body: body as { reason: string }, headers })),
      },
    ];
  }
  if (!asks.includes('extension') || step === undefined) return [];
  return [
    {
      name: t('web.extension.decide'),
      schema: object(
        {
          approve: oneOf(t('web.extension.decide'), {
            yes: t('web.extension.approve'),
            no: t('web.extension.refuse'),
          }),
          reason: { ...words(t('field.reason')), 'x-when': { approve: ['no'] } },
        },
        ['approve'],
      ),
      send: ({ approve, ...rest }, headers) =>
        answer(
          decideExtension({
            path: { id: found.id, step },
            body: { ...rest, approve: approve === 'yes' },
            headers,
          }),
        ),
    },
  ];
}
