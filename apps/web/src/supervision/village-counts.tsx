import { Button } from 'antd';
import type { WatchCountDto } from '../client/types.gen';
import { useWords } from '../words';

interface Props {
  counts: WatchCountDto[];
  chosen?: string;
  choose(key: string | undefined): void;
}

/** How it stands in each village; a tap shows that one alone. */
export function VillageCounts({ counts, chosen, choose }: Props) {
  const { t } = useWords();
  if (counts.length === 0) return null;
  return (
    <section className="panel" aria-label={t('web.supervision.byVillage')}>
      <h2>{t('web.supervision.byVillage')}</h2>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">{t('web.case.village')}</th>
            <th scope="col">{t('web.register.open')}</th>
            <th scope="col">{t('web.supervision.overdue')}</th>
            <th scope="col">{t('web.supervision.stuck')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ key, name, open, overdue, stuck }) => (
            <tr key={key}>
              <th scope="row">
                <Button
                  type={chosen === key ? 'primary' : 'text'}
                  aria-pressed={chosen === key}
                  onClick={() => choose(chosen === key ? undefined : key)}
                >
                  {name ?? key}
                </Button>
              </th>
              <td>{open}</td>
              <td className={overdue > 0 ? 'late' : undefined}>{overdue}</td>
              <td>{stuck}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
