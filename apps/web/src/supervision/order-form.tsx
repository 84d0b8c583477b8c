import { issueSupervisionOrder } from '../client/sdk.gen';
import type { WatchedStepDto } from '../client/types.gen';
import { Ask } from '../form/ask';
import { object, oneOf, words } from '../form/ask-schemas';
import { recorded } from '../form/sending';
import { answer } from '../lib/api';
import { useWords } from '../words';

const TERMS = ['1wd', '3wd', '5wd'] as const;

interface Props {
  item: WatchedStepDto;
  did(what: string): void;
  close(): void;
}

/** 督办单: what is asked, and until when. It goes to the assignee of the step, else to its role. */
export function OrderForm({ item: { case: found, step }, did, close }: Props) {
  const { t } = useWords();
  const terms = Object.fromEntries(TERMS.map((term) => [term, t('web.supervision.days', { days: term[0] })]));
  return (
    <Ask
      title={t('web.supervision.order')}
      schema={object({
        instruction: words(t('web.supervision.instruction')),
        term: oneOf(t('web.supervision.term'), terms),
      })}
      initial={{ term: '3wd' }}
      send={async (body, headers) => {
        const sent = await answer(
          issueSupervisionOrder({
            path: { id: found.id },
            body: { ...(body as { instruction: string; term: string }), step },
            headers,
          }),
        );
        recorded(sent);
        did(t('web.supervision.did.order'));
      }}
      close={close}
      caseId={found.id}
      villageId={found.place.village.id}
    />
  );
}
