import { type InfiniteData, infiniteQueryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Failure } from '../app/failure';
import { previewCalendarDraft } from '../client/sdk.gen';
import type { CalendarPreviewDto, ClockDatesDto, MovedCaseDto } from '../client/types.gen';
import { answer } from '../lib/api';
import { day, lastDay } from '../lib/dates';
import { said, useWords } from '../words';

export const usePreview = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['calendars', 'preview', id],
    queryFn: ({ pageParam }) =>
      answer(previewCalendarDraft({ path: { id }, query: { limit: 200, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    retry: false,
  });

/** Of which case which date moves from when to when, and of which order. */
export function Moves({ preview }: { preview: UseInfiniteQueryResult<InfiniteData<CalendarPreviewDto>> }) {
  const { t } = useWords();
  if (preview.isPending) return <Skeleton active />;
  if (preview.isError) return <Failure error={preview.error} again={() => void preview.refetch()} />;
  const { pages } = preview.data;
  const [first] = pages;
  const cases = pages.flatMap(({ items }) => items);
  const orders = pages.flatMap((page) => page.orders);
  const rows: Move[] = [
    ...cases.flatMap((item) => movesOf(item, t)),
    ...orders.map(({ supervisionOrderId, number, before, after }) => ({
      key: supervisionOrderId,
      number,
      what: t('web.supervisionOrder'),
      ...datesOf(before, after, t),
    })),
  ];
  const reminders = rows.filter(({ due }) => !due);
  return (
    <>
      <p role="status">
        <strong>
          {t('web.calendar.moves', {
            days: first!.changedDays.length,
            cases: `${cases.length}${preview.hasNextPage ? '+' : ''}`,
            orders: orders.length,
          })}
        </strong>{' '}
        <span className="quiet">{t('web.calendar.looked', { open: first!.openCases })}</span>
      </p>
      {first!.changedDays.length > 0 && (
        <p>
          {first!.changedDays
            .map(
              ({ date, after }) => `${day(`${date}T12:00:00+08:00`)} ${t(`web.calendar.becomes.${after}`)}`,
            )
            .join('、')}
        </p>
      )}
      <Rows rows={rows.filter(({ due }) => due)} />
      {reminders.length > 0 && (
        <details>
          <summary>{t('web.calendar.remindersOnly', { count: reminders.length })}</summary>
          <Rows rows={reminders} />
        </details>
      )}
      {preview.hasNextPage && (
        <Button loading={preview.isFetchingNextPage} onClick={() => void preview.fetchNextPage()}>
          {t('web.more')}
        </Button>
      )}
    </>
  );
}

interface Move {
  key: string;
  number: string;
  what: string;
  /** Whether a date moves by which something is due; else only when it is reminded of. */
  due: boolean;
  from: string;
  to: string;
}

function Rows({ rows }: { rows: Move[] }) {
  return (
    <ul className="rows">
      {rows.map(({ key, number, what, from, to }) => (
        <li key={key}>
          <span>
            {number} <span className="quiet">{what}</span>
          </span>
          <span>
            {from} → <strong>{to}</strong>
          </span>
        </li>
      ))}
    </ul>
  );
}

type Say = ReturnType<typeof useWords>['t'];

function movesOf({ caseId, number, overallDueAt, steps }: MovedCaseDto, t: Say): Move[] {
  return [
    ...steps.map(({ step, name, before, after }) => ({
      key: `${caseId} ${step}`,
      number,
      what: said(name) ?? step,
      ...datesOf(before, after, t),
    })),
    ...(overallDueAt
      ? [
          {
            key: `${caseId} overall`,
            number,
            what: t('web.calendar.overall'),
            ...datesOf({ dueAt: overallDueAt.before }, { dueAt: overallDueAt.after }, t),
          },
        ]
      : []),
  ];
}

/** The dates that differ, each named unless it is the due one. A reminder is told of only where nothing else moves. */
function datesOf(before: ClockDatesDto, after: ClockDatesDto, t: Say): Pick<Move, 'due' | 'from' | 'to'> {
  const due = (['dueAt', 'notBefore'] as const).filter((key) => before[key] !== after[key]);
  const differing = due.length > 0 ? due : (['remindAt'] as const);
  const words = (dates: ClockDatesDto) =>
    differing
      .map((key) => {
        const at = dates[key];
        const date = at === undefined ? '—' : key === 'dueAt' ? lastDay(at) : day(at);
        return key === 'dueAt' ? date : `${t(`web.calendar.${key}`)} ${date}`;
      })
      .join('；');
  return { due: due.length > 0, from: words(before), to: words(after) };
}
