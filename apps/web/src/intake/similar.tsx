import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { findSimilarCases } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';

/** Open cases that may be about the same as what is being written. */
export function Similar({ villageId, text }: { villageId: string; text: string }) {
  const { t } = useWords();
  const settled = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['similar', villageId, settled],
    enabled: settled.length >= 4,
    queryFn: () => answer(findSimilarCases({ body: { villageId, text: settled } })),
    staleTime: 60_000,
  });
  const items = found.data?.items ?? [];
  if (items.length === 0 || settled.length < 4) return null;
  return (
    <div className="similar" role="status">
      {t('web.say.similar')}
      <ul>
        {items.map(({ id, title, number }) => (
          <li key={id}>
            <Link to="/cases/$id" params={{ id }}>
              {title ?? number}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
