import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { countWatchedSteps } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { VillageCounts } from './village-counts';
import { WatchedList } from './watched-list';

export type Group = 'overdue' | 'stuck' | 'soon';
const GROUPS: readonly Group[] = ['overdue', 'stuck', 'soon'];
const route = getRouteApi('/shell/supervision');

/** 督办台: what is overdue, stuck or soon due, why, and who has it. */
export function Supervision(): ReactNode {
  const { t } = useWords();
  const { group = 'overdue', village } = route.useSearch();
  const navigate = route.useNavigate();
  const counts = useQuery({
    queryKey: ['supervision', 'counts'],
    queryFn: () => answer(countWatchedSteps({ query: { by: 'village' } })),
    refetchInterval: 60_000,
  });
  const shown = (counts.data?.items ?? []).filter(({ key }) => village === undefined || key === village);
  const total = (of: Group) => shown.reduce((sum, item) => sum + item[of], 0);
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.supervision')}</h1>
      </header>
      <div className="case" style={{ gridTemplateColumns: undefined }}>
        <div>
          <Tabs
            activeKey={group}
            onChange={(key) => void navigate({ search: (before) => ({ ...before, group: key as Group }) })}
            items={GROUPS.map((key) => ({
              key,
              label: `${t(`web.supervision.${key}`)} ${counts.data ? total(key) : ''}`,
            }))}
          />
          <WatchedList key={`${group} ${village}`} group={group} village={village} />
        </div>
        <VillageCounts
          counts={counts.data?.items ?? []}
          chosen={village}
          choose={(key) => void navigate({ search: (before) => ({ ...before, village: key }) })}
        />
      </div>
    </>
  );
}
