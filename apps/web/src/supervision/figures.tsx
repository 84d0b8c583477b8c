import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { listBacklog, listDwell } from '../client/sdk.gen';
import type { BacklogDto } from '../client/types.gen';
import { answer, now } from '../lib/api';
import { useWords } from '../words';

const DAY = 86_400_000;
const dateAgo = (days: number): string =>
  new Date(now() + 8 * 3_600_000 - days * DAY).toISOString().slice(0, 10);

/** 用时与在办: how long steps took, and how many cases were open day by day. */
export function Figures(): ReactNode {
  const { t } = useWords();
  const [from, setFrom] = useState(dateAgo(30));
  const [to, setTo] = useState(dateAgo(0));
  const query = { from, to };
  const dwell = useQuery({
    queryKey: ['supervision', 'dwell', from, to],
    queryFn: () => answer(listDwell({ query })),
  });
  const backlog = useQuery({
    queryKey: ['supervision', 'backlog', from, to],
    queryFn: () => answer(listBacklog({ query })),
  });
  const days = backlog.data?.items ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.figures')}</h1>
        <Link to="/supervision">{t('web.nav.supervision')}</Link>
      </header>
      <div className="filters">
        <label>
          {t('web.figures.from')}{' '}
          <Input
            type="date"
            style={{ width: 150 }}
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
        </label>
        <label>
          {t('web.register.to')}{' '}
          <Input
            type="date"
            style={{ width: 150 }}
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        </label>
      </div>
      <section className="panel" style={{ marginTop: 18 }}>
        <h2>{t('web.figures.backlog')}</h2>
        {backlog.isPending && <Skeleton active />}
        {backlog.isError && <Failure error={backlog.error} again={() => void backlog.refetch()} />}
        {days.length > 1 && <Line days={days} />}
        {days.length > 0 && (
          <p>
            {t('web.figures.sum', {
              opened: days.reduce((sum, one) => sum + one.opened, 0),
              closed: days.reduce((sum, one) => sum + one.closed, 0),
              open: days.at(-1)!.open,
            })}
          </p>
        )}
      </section>
      <section className="panel" style={{ marginTop: 18 }}>
        <h2>{t('web.figures.dwell')}</h2>
        {dwell.isPending && <Skeleton active />}
        {dwell.isError && <Failure error={dwell.error} again={() => void dwell.refetch()} />}
        <div className="scroll" tabIndex={0} role="region" aria-label={t('web.figures.dwell')}>
          <table className="counts">
            <thead>
              <tr>
                <th scope="col">{t('web.case.stage')}</th>
                <th scope="col">{t('web.figures.count')}</th>
                <th scope="col">{t('web.figures.mean')}</th>
                <th scope="col">{t('web.supervision.overdue')}</th>
                <th scope="col">{t('web.late')}</th>
              </tr>
            </thead>
            <tbody>
              {dwell.data?.items.map(({ kind, count, meanHours, overdue, lateEntries }) => (
                <tr key={kind}>
                  <th scope="row">{t(`kind.${kind}`)}</th>
                  <td>{count}</td>
                  <td>{count > 0 ? t('web.figures.days', { days: (meanHours / 24).toFixed(1) }) : '—'}</td>
                  <td>{overdue}</td>
                  <td>{lateEntries}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

/** Open cases day by day; the numbers stand in words below. */
function Line({ days }: { days: readonly BacklogDto[] }) {
  const { t } = useWords();
  const [width, height] = [720, 140];
  const most = Math.max(1, ...days.map(({ open }) => open));
  const points = days.map(({ open }, index) => [
    (index / (days.length - 1)) * width,
    height - (open / most) * (height - 10),
  ]);
  return (
    <figure className="trend">
      <span>{most}</span>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('web.figures.backlog')}
      >
        <polyline
          points={points.map((point) => point.join(',')).join(' ')}
          fill="none"
          stroke="#1254a1"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption>
        <span>{days[0]!.day}</span>
        <span>{days.at(-1)!.day}</span>
      </figcaption>
    </figure>
  );
}
