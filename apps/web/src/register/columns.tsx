import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { DueWords } from '../case/due-words';
import { listCaseLayouts } from '../client/sdk.gen';
import type { RegisterRowDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { fullDay } from '../lib/dates';
import { usePreferences } from '../session/preferences';
import { labelsOf, said, t } from '../words';
import type { RegisterSearch } from './search';

const USUAL = ['title', 'number', 'village', 'category', 'step', 'due', 'opened'];

export const useLayouts = () =>
  useQuery({
    queryKey: ['layouts'],
    queryFn: async () => (await answer(listCaseLayouts())).items,
    staleTime: Infinity,
  }).data;

/** A column with its heading; cells come from the server in this order. */
export interface ShownColumn {
  name: string;
  heading: string;
}

/** What the table shows, and how the server is asked for it. Waits for what the account has set. */
export function useColumns({ columns, layout }: RegisterSearch) {
  const [preferences, setPreferences, { known: isSet }] = usePreferences();
  const layouts = useLayouts();
  const headings = labelsOf('column');
  const known = (names: string[]) => names.filter((name) => name in headings);
  const kept = known(preferences.columns ?? []);
  const inAddress = known(columns?.split(',') ?? []);
  const names = inAddress.length > 0 ? inAddress : kept.length > 0 ? kept : USUAL;
  const ofOffice = layouts?.find(({ key }) => key === layout);
  const shown: ShownColumn[] = ofOffice
    ? ofOffice.columns.map((name, index) => ({ name, heading: ofOffice.headings[index]! }))
    : names.map((name) => ({ name, heading: headings[name]! }));
  return {
    shown,
    names,
    asked: layout ? { layout: layout as 'mediation' } : { columns: names.join(',') },
    remember: (chosen: string[]) => setPreferences({ columns: chosen }),
    usual: USUAL,
    ready: isSet && (!layout || layouts !== undefined),
  };
}

/** As the server has it, but for what only the table knows: which row it is. */
export const cellsOf = ({ cells = [] }: RegisterRowDto, shown: readonly ShownColumn[], index: number) =>
  shown.map(({ name }, at) => (name === 'serial' ? String(index + 1) : (cells[at] ?? '')));

/** A cell of one’s own columns says more than its text; in another office’s layout it is what that office gets. */
export function Cell({
  found,
  name,
  text,
  plain,
  leads,
}: {
  found: RegisterRowDto;
  name: string;
  text: string;
  plain: boolean;
  leads: boolean;
}): ReactNode {
  const words = plain ? text : (shownAs(found, name) ?? text);
  if (!leads) return words === '' ? '—' : words;
  return (
    <>
      <Link to="/cases/$id" params={{ id: found.id }}>
        {words === '' ? found.number : words}
      </Link>{' '}
      {found.urgent && !plain && <Tag className="urgent">{t('web.urgent')}</Tag>}
    </>
  );
}

const shownAs = (found: RegisterRowDto, name: string): ReactNode => {
  if (name === 'due') return dueOf(found);
  if (name === 'step') return stageOf(found);
  if (name === 'opened') return fullDay(found.openedAt);
  if (name === 'closed') return found.closedAt && fullDay(found.closedAt);
  return undefined;
};

export const stageOf = ({ status, outcome, currentSteps }: RegisterRowDto): string =>
  status === 'closed'
    ? outcome
      ? t(`closing.${outcome}`)
      : t('web.register.closed')
    : currentSteps
        .map(({ kind, name, assignee }) =>
          [said(name) ?? t(`kind.${kind}`), assignee?.name].filter(Boolean).join(' '),
        )
        .join('、');

export const dueOf = ({ status, due, overdue }: RegisterRowDto) =>
  status === 'open' && due ? <DueWords due={due} overdue={overdue} /> : '—';
