import { Button } from 'antd';
import type { Steady } from '../lib/steady';
import { useWords } from '../words';

/** What changed in lists that stand still; they are drawn anew when somebody asks for it. */
export function Fresh({ lists, refresh }: { lists: Steady<unknown>[]; refresh?: () => void }) {
  const { t } = useWords();
  const sum = (of: 'fresh' | 'changed') => lists.reduce((total, list) => total + list[of], 0);
  const [fresh, changed] = [sum('fresh'), sum('changed')];
  return (
    <div role="status" className="fresh">
      {(fresh > 0 || changed > 0) && (
        <Button
          onClick={() => {
            for (const list of lists) list.refresh();
            refresh?.();
          }}
        >
          {fresh > 0 ? t('web.fresh', { count: fresh }) : t('web.fresh.changed', { count: changed })}
        </Button>
      )}
    </div>
  );
}
