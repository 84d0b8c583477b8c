import { useQuery } from '@tanstack/react-query';
import { Collapse, Skeleton, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../app/failure';
import { getProcedure, listProcedureFindings, listProcedures } from '../client/sdk.gen';
import type { ProcedureDto, ProcedureFindingDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { isMessage, said, useWords } from '../words';
import './words';

type Say = ReturnType<typeof useWords>['t'];

/** 流程: the steps of each, who owns them, their terms, where each outcome leads, and what the verifier finds wrong. */
export function Procedures(): ReactNode {
  const { t } = useWords();
  const procedures = useQuery({ queryKey: ['procedures'], queryFn: () => answer(listProcedures()) });
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.procedures')}</h1>
      </header>
      {procedures.isPending && <Skeleton active />}
      {procedures.isError && <Failure error={procedures.error} again={() => void procedures.refetch()} />}
      {procedures.data && (
        <Collapse
          items={procedures.data.items.map(({ key, version, name, categories }) => ({
            key,
            label: (
              <>
                {said(name)} <span className="quiet">{t('web.procedure.version', { version })}</span>{' '}
                {categories.map((category) => (
                  <Tag key={category}>{t(`category.${category}`)}</Tag>
                ))}
                <Verdict procedureKey={key} />
              </>
            ),
            children: <Steps procedureKey={key} />,
          }))}
        />
      )}
    </>
  );
}

const useFindings = (key: string) =>
  useQuery({
    queryKey: ['procedures', key, 'findings'],
    queryFn: () => answer(listProcedureFindings({ path: { key } })),
    staleTime: Infinity,
  });

/** How many findings there are, so that nobody has to open each. */
function Verdict({ procedureKey }: { procedureKey: string }) {
  const { t } = useWords();
  const { data } = useFindings(procedureKey);
  if (!data) return null;
  if (data.items.length === 0) return <span className="quiet">✓ {t('web.procedure.good')}</span>;
  const errors = data.items.filter(({ severity }) => severity === 'error').length;
  return (
    <Tag color="warning">{t('web.procedure.findings', { errors, warnings: data.items.length - errors })}</Tag>
  );
}

function Findings({ items }: { items: ProcedureFindingDto[] }) {
  const { t } = useWords();
  return items.map(({ code, severity, words }, index) => (
    <p key={`${code} ${index}`} className="similar">
      <strong>{t(`web.procedure.${severity}`)}</strong> {said(words)}
    </p>
  ));
}

function Steps({ procedureKey }: { procedureKey: string }) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ['procedures', procedureKey],
    queryFn: () => answer<ProcedureDto>(getProcedure({ path: { key: procedureKey } })),
  });
  const checked = useFindings(procedureKey);
  if (found.isPending) return <Skeleton active />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const { steps, overallDeadline } = found.data;
  const nameOf = (key: string) => said(steps.find((step) => step.key === key)?.name) ?? key;
  const findings = checked.data?.items ?? [];
  return (
    <>
      {checked.isError && <Failure error={checked.error} again={() => void checked.refetch()} />}
      {checked.data && findings.length === 0 && <p>✓ {t('web.procedure.goodLong')}</p>}
      <Findings items={findings.filter(({ step }) => step === undefined)} />
      {checked.data?.expected && <p>{t('web.procedure.expected', { span: said(checked.data.expected) })}</p>}
      {overallDeadline && (
        <p>
          {t('web.procedure.overall', {
            term: termWords(overallDeadline.term, t),
            until: nameOf(overallDeadline.until),
          })}
        </p>
      )}
      <ol className="way">
        {steps.map(({ key, kind, name, owner, term, beside, on }) => (
          <li key={key}>
            <div>
              <strong>{said(name)}</strong> <Tag>{term ? termWords(term, t) : t('web.term.none')}</Tag>
              <span className="quiet">
                {[t(`role.${owner}`), beside && t('web.procedure.beside', { step: nameOf(beside) })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <ul className="quiet" style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
                {Object.entries(on).map(([outcome, next]) => (
                  <li key={outcome} style={{ display: 'list-item', padding: 0 }} className="plain">
                    {isMessage(`outcome.${kind}.${outcome}`) ? t(`outcome.${kind}.${outcome}`) : outcome} →{' '}
                    {leadsTo(next as Next, nameOf, t)}
                  </li>
                ))}
              </ul>
              <Findings items={findings.filter(({ step }) => step === key)} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

type Next =
  | { to: string; newRound?: boolean; limit?: number; afterLimit?: Next }
  | { end: string }
  | { chosenProcedure: true };

function leadsTo(next: Next, nameOf: (key: string) => string, t: Say): string {
  if ('end' in next) return t(`closing.${next.end}`);
  if (!('to' in next)) return t('web.procedure.chosen');
  const { to, newRound, limit, afterLimit } = next;
  return [
    nameOf(to),
    newRound && t('web.procedure.newRound'),
    limit && t('web.procedure.limit', { limit, after: afterLimit ? leadsTo(afterLimit, nameOf, t) : '' }),
  ]
    .filter(Boolean)
    .join('，');
}

function termWords(term: string, t: Say): string {
  const [, amount, unit] = /^(\d+)(wd|cd|h)$/.exec(term) ?? [];
  return unit ? t(`web.term.${unit}`, { amount }) : t('web.term.sameDay');
}
