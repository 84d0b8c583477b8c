import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, InputNumber, Skeleton, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import {
  draftCalendar,
  getCalendar,
  listCalendars,
  previewCalendarDraft,
  publishCalendarDraft,
} from '../client/sdk.gen';
import { answer, newKey, now, queries } from '../lib/api';
import { fullDay } from '../lib/dates';
import { useWords } from '../words';

/** 日历: the days off and the weekends that are worked; what a new year would move is shown before it is published. */
export function Calendar(): ReactNode {
  const { t } = useWords();
  const [year, setYear] = useState(new Date(now() + 8 * 3_600_000).getUTCFullYear());
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: () => answer(listCalendars()) });
  const latest = calendars.data?.items[0];
  const days = useQuery({
    queryKey: ['calendars', latest?.version],
    enabled: latest !== undefined,
    queryFn: () => answer(getCalendar({ path: { version: latest!.version } })),
  });
  const ofYear = days.data?.days.filter(({ date }) => date.startsWith(String(year))) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.calendar')}</h1>
        <label>
          {t('web.calendar.year')} <InputNumber value={year} onChange={(value) => value && setYear(value)} />
        </label>
      </header>
      {calendars.isPending && <Skeleton active />}
      {calendars.isError && <Failure error={calendars.error} again={() => void calendars.refetch()} />}
      {latest && (
        <section className="panel">
          <p className="quiet">
            {t('web.calendar.version', {
              version: latest.version,
              day: fullDay(latest.publishedAt),
              from: latest.from,
              to: latest.to,
            })}
            {latest.provisionalFrom && ` ${t('web.calendar.provisional', { day: latest.provisionalFrom })}`}
          </p>
          <div className="days">
            {ofYear.map(({ date, kind }) => (
              <span key={date}>
                {date.slice(5)}{' '}
                <Tag color={kind === 'holiday' ? 'green' : 'default'}>{t(`web.calendar.${kind}`)}</Tag>
              </span>
            ))}
          </div>
          {ofYear.length === 0 && <p>{t('web.calendar.nothing')}</p>}
        </section>
      )}
      <Draft year={year} />
    </>
  );
}

interface Entered {
  csv: string;
}

/** A year as the announcement says it: drafted, looked at, published. */
function Draft({ year }: { year: number }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<string>();
  const make = useMutation({
    mutationFn: ({ csv }: Entered) =>
      answer(draftCalendar({ body: { years: [year], csv }, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: ({ id }) => setDraft(id),
  });
  const preview = useQuery({
    queryKey: ['calendars', 'preview', draft],
    enabled: draft !== undefined,
    queryFn: () => answer(previewCalendarDraft({ path: { id: draft! } })),
  });
  const publish = useMutation({
    mutationFn: () =>
      answer(publishCalendarDraft({ path: { id: draft! }, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: ({ version }) => {
      void message.success(t('web.calendar.published', { version }));
      setDraft(undefined);
      return queries.invalidateQueries({ queryKey: ['calendars'] });
    },
    onError: (error) => void message.error(error.message),
  });
  const moved = preview.data;
  return (
    <section className="panel" style={{ marginTop: 18 }}>
      <h2>{t('web.calendar.draft', { year })}</h2>
      <Form<Entered> layout="vertical" onFinish={(entered) => make.mutate(entered)}>
        {make.error && <Alert type="error" showIcon role="alert" title={make.error.message} />}
        <Form.Item
          name="csv"
          label={t('web.calendar.days')}
          extra={t('web.calendar.hint')}
          rules={[{ required: true, message: t('web.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} placeholder={`${year}-10-01,holiday`} />
        </Form.Item>
        <Button htmlType="submit" loading={make.isPending}>
          {t('web.calendar.preview')}
        </Button>
      </Form>
      {preview.isError && <Failure error={preview.error} />}
      {moved && (
        <>
          <p>
            {t('web.calendar.moves', {
              days: moved.changedDays.length,
              cases: moved.items.length,
              more: moved.next ? '+' : '',
              open: moved.openCases,
            })}
          </p>
          <ul>
            {moved.changedDays.slice(0, 40).map(({ date, after }) => (
              <li key={date}>
                {date} → {t(`web.calendar.becomes.${after}`)}
              </li>
            ))}
          </ul>
          <ul>
            {moved.items.slice(0, 40).map(({ caseId, number, steps }) => (
              <li key={caseId}>
                {number}：
                {steps
                  .map(
                    ({ before, after }) =>
                      `${before.dueAt?.slice(0, 10) ?? '—'} → ${after.dueAt?.slice(0, 10) ?? '—'}`,
                  )
                  .join('；')}
              </li>
            ))}
          </ul>
          <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate()}>
            {t('web.calendar.publish')}
          </Button>
        </>
      )}
    </section>
  );
}
