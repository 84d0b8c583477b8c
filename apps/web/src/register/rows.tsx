import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { RegisterRowDto } from '../client/types.gen';
import { copyText, tabSeparated } from '../lib/copy';
import { useWords } from '../words';
import { Cell, cellsOf, dueOf, type ShownColumn, stageOf } from './columns';
import { Ticked } from './ticked';

interface Props {
  items: RegisterRowDto[];
  shown: ShownColumn[];
  /** In the words of another office. */
  plain: boolean;
}

/** Their cells may take several lines. */
const WIDE = new Set('title due step assignee parties reporter externalNumbers reported outcome'.split(' '));

/** The cases as a table, on a phone as cards; each can be copied, several be ticked. */
export function Rows({ items, shown, plain }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // Only what is shown: a row that is gone isn't done anything with.
  const ticked = items.filter(({ id }) => chosen.includes(id));
  const tick = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const copy = async (rows: RegisterRowDto[]) => {
    const text = tabSeparated(rows.map((row) => cellsOf(row, shown, items.indexOf(row))));
    if (await copyText(text)) void message.success(t('web.copy.done', { count: rows.length }));
    else void message.error(t('web.copy.failed'));
  };
  const leading = Math.max(
    0,
    shown.findIndex(({ name }) => name === 'title'),
  );
  const nameOf = ({ title, number }: RegisterRowDto) => title ?? number;
  const copying = (row: RegisterRowDto) => (
    <Button
      type="link"
      aria-label={t('web.copy.one', { title: nameOf(row) })}
      onClick={() => void copy([row])}
    >
      {t('web.copy.short')}
    </Button>
  );
  const ticking = (row: RegisterRowDto, word?: string) => (
    <Checkbox
      checked={chosen.includes(row.id)}
      onChange={() => tick(row.id)}
      aria-label={t('web.marks.tick', { title: nameOf(row) })}
    >
      {word}
    </Checkbox>
  );
  return (
    <>
      {ticked.length > 0 && (
        <Ticked ids={ticked.map(({ id }) => id)} copy={() => void copy(ticked)} clear={() => setChosen([])} />
      )}
      <div className="wide scroll" style={{ marginTop: 18 }}>
        <table className="register">
          <thead>
            <tr>
              <th>
                <Checkbox
                  aria-label={t('web.marks.all')}
                  disabled={items.length === 0}
                  checked={items.length > 0 && ticked.length === items.length}
                  indeterminate={ticked.length > 0 && ticked.length < items.length}
                  onChange={({ target }) => setChosen(target.checked ? items.map(({ id }) => id) : [])}
                />
              </th>
              {shown.map(({ name, heading }) => (
                <th key={name}>{heading}</th>
              ))}
              <th>{t('web.copy.short')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((found, index) => (
              <tr key={found.id} className={chosen.includes(found.id) ? 'chosen' : undefined}>
                <td>{ticking(found)}</td>
                {cellsOf(found, shown, index).map((text, at) => {
                  const { name } = shown[at]!;
                  return (
                    <td key={name} data-column={name} className={WIDE.has(name) ? 'long' : undefined}>
                      <Cell found={found} name={name} text={text} plain={plain} leads={at === leading} />
                    </td>
                  );
                })}
                <td>{copying(found)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {items.length === 0 && <p className="quiet none">{t('web.register.none')}</p>}
      </div>
      <div className="cards" style={{ marginTop: 14 }}>
        {items.map((found) => (
          <article key={found.id} className={`item${found.overdue ? ' overdue' : ''}`}>
            <Link className="name" to="/cases/$id" params={{ id: found.id }}>
              {nameOf(found)}
            </Link>
            <div className="quiet">{[found.number, found.place.village.name].join(' · ')}</div>
            <div>
              {stageOf(found)} {found.status === 'open' && <>· {dueOf(found)}</>}
            </div>
            <div className="foot">
              {ticking(found, t('web.marks.choose'))}
              {copying(found)}
            </div>
          </article>
        ))}
        {items.length === 0 && <p className="quiet">{t('web.register.none')}</p>}
      </div>
    </>
  );
}
