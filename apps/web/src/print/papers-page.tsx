import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Checkbox, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { renderSVG } from 'uqr';
import { Failure } from '../app/failure';
import { caseQuery } from '../case/case-page';
import { recordQuery } from '../case/record';
import { fullDay } from '../lib/dates';
import { now } from '../lib/api';
import { useWords } from '../words';
import { type Paper, papersOf, type Part } from './papers';
import { Summary } from './summary';
import './print.css';

const route = getRouteApi('/shell/cases/$id/papers');
const SUMMARY = 'summary';

/** 文书打印: the papers of a case on A4, prefilled, with room for the pen. */
export function PapersPage(): ReactNode {
  const { t, language } = useWords();
  const { id } = route.useParams();
  const found = useQuery(caseQuery(id));
  const record = useQuery(recordQuery(id, found.data?.version, language));
  const [chosen, setChosen] = useState<string[]>();
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (record.isError) return <Failure error={record.error} again={() => void record.refetch()} />;
  if (!found.data || !record.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const one = found.data;
  const papers = papersOf({ one, record: record.data }, t);
  const keys = [SUMMARY, ...papers.map(({ key }) => key)];
  const wanted = chosen ?? [SUMMARY];
  return (
    <>
      <header className="head noprint">
        <div>
          <h1>{t('web.nav.papers')}</h1>
          <Link to="/cases/$id" params={{ id }}>
            {one.title ?? one.number}
          </Link>
        </div>
        <Button type="primary" onClick={() => window.print()}>
          {t('web.papers.print')}
        </Button>
      </header>
      <section className="panel noprint" style={{ marginBottom: 18 }}>
        <Checkbox.Group
          value={wanted}
          onChange={setChosen}
          options={keys.map((key) => ({ value: key, label: t(`paper.${key}`) }))}
        />
        <Button
          style={{ justifySelf: 'start' }}
          onClick={() => setChosen(wanted.length === keys.length ? [] : keys)}
        >
          {t(wanted.length === keys.length ? 'web.form.none' : 'web.form.all')}
        </Button>
      </section>
      {wanted.includes(SUMMARY) && (
        <Sheet title={t(`paper.${SUMMARY}`)} number={one.number} id={id}>
          <Summary one={one} record={record.data} />
        </Sheet>
      )}
      {papers
        .filter(({ key }) => wanted.includes(key))
        .flatMap((paper) => sheetsOf(paper).map((name) => ({ paper, name })))
        .map(({ paper, name }) => (
          <Sheet key={`${paper.key}/${name}`} title={t(`paper.${paper.key}`)} number={one.number} id={id}>
            {name && <p className="to">{t('paper.to', { name })}</p>}
            {paper.parts.map((part, index) => (
              <PartOf key={index} part={part} />
            ))}
          </Sheet>
        ))}
    </>
  );
}

/** One for each addressee; a single one where nobody is addressed. */
const sheetsOf = ({ each }: Paper): string[] => (each && each.length > 0 ? each : ['']);

interface SheetProps {
  title: string;
  number: string;
  id: string;
  children: ReactNode;
}

function Sheet({ title, number, id, children }: SheetProps) {
  const { t } = useWords();
  return (
    <article className="paper" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <div className="code">
          <span
            dangerouslySetInnerHTML={{ __html: renderSVG(`${location.origin}/cases/${id}`, { border: 0 }) }}
          />
          <span>{number}</span>
        </div>
      </header>
      {children}
      <footer>{t('paper.printed', { day: fullDay(new Date(now()).toISOString()) })}</footer>
    </article>
  );
}

function PartOf({ part }: { part: Part }) {
  const { t } = useWords();
  if ('signers' in part) {
    const blank = Array.from({ length: part.more ?? 0 }, () => '');
    return (
      <section>
        <h3>{part.label}</h3>
        <table>
          <tbody>
            {[...part.signers, ...blank].map((name, index) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                <td>{t('paper.signature')}</td>
                <td>{t('paper.date')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  }
  return (
    <section>
      <h3>{part.label}</h3>
      {part.lines.map((line, index) => (
        <p key={index} className="pre">
          {line}
        </p>
      ))}
      {part.lines.length === 0 &&
        Array.from({ length: part.room ?? 1 }, (_, index) => <div key={index} className="rule" />)}
    </section>
  );
}
