import { Button } from 'antd';
import { useState } from 'react';
import { now } from '../lib/api';
import { dateOf, lunarOf } from '../lib/dates';
import { useWords } from '../words';

export type Kind = 'holiday' | 'makeUp';

interface Props {
  year: number;
  /** What differs from ordinary weeks. */
  days: ReadonlyMap<string, Kind>;
  /** Those that a draft changes: their months alone are shown. */
  changed?: ReadonlySet<string>;
}

const pad = (n: number): string => String(n).padStart(2, '0');
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

/** A year as it hangs on the wall: 休 and 班, and the lunar date. On a phone a month at a time. */
export function Year({ year, days, changed }: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState(() => Number(dateOf(now()).slice(5, 7)));
  const months = MONTHS.filter(
    (month) => !changed || [...changed].some((date) => date.startsWith(`${year}-${pad(month)}`)),
  );
  const grid = (
    <div className="year">
      {months.map((month) => (
        <Month
          key={month}
          {...{ year, month, days, changed }}
          shown={changed !== undefined || month === shown}
        />
      ))}
    </div>
  );
  if (changed) return grid;
  return (
    <>
      <div className="only-phone">
        <Button
          disabled={shown === 1}
          onClick={() => setShown(shown - 1)}
          aria-label={t('web.calendar.earlier')}
        >
          ‹
        </Button>
        <span aria-live="polite">{t('web.calendar.monthOf', { year, month: shown })}</span>
        <Button
          disabled={shown === 12}
          onClick={() => setShown(shown + 1)}
          aria-label={t('web.calendar.later')}
        >
          ›
        </Button>
      </div>
      {grid}
    </>
  );
}

function Month({ year, month, days, changed, shown }: Props & { month: number; shown: boolean }) {
  const { t } = useWords();
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  /** Weeks begin on Monday. */
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, at) => at - before + 1);
  const weeks = Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
  return (
    <table className={shown ? 'month shown' : 'month'}>
      <caption>{t('web.calendar.month', { month })}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
            <th key={weekday} scope="col">
              {t(`web.weekday.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day, at) => {
              if (day < 1 || day > length) return <td key={day} />;
              const date = `${year}-${pad(month)}-${pad(day)}`;
              const kind = days.get(date);
              const off = kind ? kind === 'holiday' : at > 4;
              const classes = [off ? 'off' : 'worked', kind, changed?.has(date) && 'changed'];
              return (
                <td key={day} className={classes.filter(Boolean).join(' ')}>
                  {day}
                  {kind && <b>{t(`web.calendar.${kind}`)}</b>}
                  <small>{lunarOf(date)}</small>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
