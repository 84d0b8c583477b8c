import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { draftCalendar, publishCalendarDraft } from '../client/sdk.gen';
import type { CalendarDayDto, CalendarDraftDto, PlaceDto } from '../client/types.gen';
import { answer, newKey, queries, Refused } from '../lib/api';
import { useWords } from '../words';
import { Moves, usePreview } from './calendar-moves';
import { Year } from './year';

interface Props {
  year: number;
  /** Its own days over the national ones; else the year for the whole country. */
  county?: PlaceDto;
  days: CalendarDayDto[];
}

interface Entered {
  text: string;
  provisional?: boolean;
  replace?: boolean;
}

/** A line a day, or the announcement as it was pasted. */
const LINES = /^\s*\d{4}-\d{2}-\d{2}/m;

/** A year as it was announced, or a county's own days: drafted, looked at, published. */
export function Draft({ year, county, days }: Props) {
  const { t } = useWords();
  const [form] = Form.useForm<Entered>();
  const [draft, setDraft] = useState<CalendarDraftDto>();
  const make = useMutation({
    mutationFn: ({ text, provisional, replace }: Entered) =>
      answer(
        draftCalendar({
          body: {
            ...(LINES.test(text) ? { csv: text } : { notice: county ? `${year}年\n${text}` : text }),
            ...(county
              ? { countyId: county.id, ...(replace && { replace }) }
              : { years: [year], ...(provisional && { provisionalYears: [year] }) }),
          },
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onMutate: () => setDraft(undefined),
    onSuccess: setDraft,
  });
  const present = days
    .map(({ date, kind }) => `${date},${t(kind === 'holiday' ? 'web.calendar.off' : 'web.calendar.worked')}`)
    .join('\n');
  return (
    <section className="panel" style={{ marginTop: 18 }}>
      <h2>
        {county
          ? t('web.calendar.draftCounty', { name: county.name, year })
          : t('web.calendar.draft', { year })}
      </h2>
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(entered) => make.mutate(entered)}
      >
        {make.error && <Faults error={make.error} />}
        <Form.Item
          name="text"
          label={t('web.calendar.days')}
          extra={t(county ? 'web.calendar.countyHint' : 'web.calendar.hint')}
          rules={[{ required: true, message: t('web.required') }]}
        >
          <Input.TextArea
            autoSize={{ minRows: 5, maxRows: 16 }}
            placeholder={t('web.calendar.example', { year })}
          />
        </Form.Item>
        {county ? (
          <Form.Item name="replace" valuePropName="checked">
            <Checkbox>{t('web.calendar.replace')}</Checkbox>
          </Form.Item>
        ) : (
          <Form.Item name="provisional" valuePropName="checked">
            <Checkbox>{t('web.calendar.provisionalYear')}</Checkbox>
          </Form.Item>
        )}
        <div className="foot-buttons">
          <Button htmlType="submit" type="primary" loading={make.isPending}>
            {t('web.calendar.preview')}
          </Button>
          {!county && present !== '' && (
            <Button onClick={() => form.setFieldValue('text', present)}>{t('web.calendar.present')}</Button>
          )}
        </div>
      </Form>
      {draft && <Preview key={draft.id} draft={draft} year={year} />}
    </section>
  );
}

/** All that is wrong with what was pasted, each in a sentence. */
function Faults({ error }: { error: Error }) {
  const faults = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error.message}
      description={
        faults.length > 0 && (
          <ul className="files">
            {faults.map(({ path, detail }, index) => (
              <li key={`${path} ${index}`}>{detail}</li>
            ))}
          </ul>
        )
      }
      style={{ marginBottom: 12 }}
    />
  );
}

function Preview({ draft, year }: { draft: CalendarDraftDto; year: number }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const preview = useInfiniteQuery(usePreview(draft.id));
  const publish = useMutation({
    mutationFn: () =>
      answer(publishCalendarDraft({ path: { id: draft.id }, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: ({ version }) => {
      void message.success(t('web.calendar.published', { version }));
      return queries.invalidateQueries({ queryKey: ['calendars'] });
    },
    onError: (error) => void message.error(error.message),
  });
  const changedDays = preview.data?.pages[0]?.changedDays ?? [];
  return (
    <>
      <Moves preview={preview} />
      <Year
        year={year}
        days={new Map(draft.days.map(({ date, kind }) => [date, kind]))}
        changed={new Set(changedDays.map(({ date }) => date))}
      />
      {preview.data && (
        <div className="foot-buttons">
          <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate()}>
            {t('web.calendar.publish')}
          </Button>
        </div>
      )}
    </>
  );
}
