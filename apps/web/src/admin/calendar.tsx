import { useQuery } from '@tanstack/react-query';
import { InputNumber, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { getCalendar, listCalendars } from '../client/sdk.gen';
import { answer, now } from '../lib/api';
import { dateOf, fullDay } from '../lib/dates';
import { useMe } from '../session/me';
import { useWords } from '../words';
import { usePlaces } from './appointment';
import { Draft } from './calendar-draft';
import { Year } from './year';
import './words';

/** 日历: which days are off and which weekends are worked; what another year would move is shown before it is published. */
export function Calendar(): ReactNode {
  const { t } = useWords();
  const { memberships } = useMe();
  const places = usePlaces();
  const [year, setYear] = useState(Number(dateOf(now()).slice(0, 4)));
  const national = memberships.some(({ role }) => role === 'systemAdmin');
  const county = memberships
    .filter(({ role }) => role === 'administrator')
    .flatMap(
      ({ placeId }) => places.data?.items.find(({ id, level }) => id === placeId && level === 'county') ?? [],
    )[0];
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: () => answer(listCalendars()) });
  // Who publishes for the whole country looks at what holds in the whole country.
  const latest = calendars.data?.items.find(({ countyId }) => !national || countyId === null);
  const found = useQuery({
    queryKey: ['calendars', latest?.version],
    enabled: latest !== undefined,
    queryFn: () => answer(getCalendar({ path: { version: latest!.version } })),
  });
  const days = new Map(found.data?.days.map(({ date, kind }) => [date, kind]));
  const known = latest && `${year}-01-01` >= latest.from && `${year}-12-31` <= latest.to;
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.calendar')}</h1>
        <label>
          {t('web.calendar.year')}{' '}
          <InputNumber min={2000} max={2100} value={year} onChange={(value) => value && setYear(value)} />
        </label>
      </header>
      {calendars.isPending && <Skeleton active />}
      {calendars.isError && <Failure error={calendars.error} again={() => void calendars.refetch()} />}
      {found.isError && <Failure error={found.error} again={() => void found.refetch()} />}
      {latest && found.data && (
        <section className="panel">
          <p className="quiet">
            {t(latest.countyId === null ? 'web.calendar.version' : 'web.calendar.countyVersion', {
              version: latest.version,
              day: fullDay(latest.publishedAt),
              from: latest.from,
              to: latest.to,
            })}{' '}
            {t('web.calendar.inUse', { count: found.data.openCases })}
          </p>
          {latest.provisionalFrom && latest.provisionalFrom <= `${year}-12-31` && (
            <p className="similar">{t('web.calendar.provisional', { day: latest.provisionalFrom })}</p>
          )}
          {known ? <Year year={year} days={days} /> : <p>{t('web.calendar.nothing')}</p>}
        </section>
      )}
      {found.data && (national || county) && (
        <Draft
          key={`${year} ${latest?.version}`}
          year={year}
          county={national ? undefined : county}
          days={found.data.days.filter(({ date }) => date.startsWith(String(year)))}
        />
      )}
    </>
  );
}
