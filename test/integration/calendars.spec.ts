import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarWorkflowId, type CalendarActivities as CalendarContract } from '#contracts';
import { addDays, isOff, type CalendarBits } from '#domain';
import { ChangeAnnouncer, Catalogue, Recorder } from '#persistence';
import { eventually } from '#runtime';
import { now, workflowsOfRun } from '#testing';
import { NativeConnection } from '@temporalio/worker';
import { CalendarActivities } from '../../apps/worker/src/calendar/calendar-activities.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { RecordActivities } from '../../apps/worker/src/recording/record-activities.js';
import type { Answer, Answered } from './api/http.js';
import { TestProduct } from './cases/test-product.js';

const THIS_YEAR = Number(
  new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(now()),
);
/** Seeded, but not announced when this was written. */
const NEXT = THIS_YEAR + 1;
const WEEKENDS: CalendarBits = { version: 0, from: '2000-01-01', days: 0, off: '' };
const firstFrom = (date: string, weekend: boolean): string =>
  isOff(WEEKENDS, date) === weekend ? date : firstFrom(addDays(date, 1), weekend);

const inChinese = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** As the State Council might announce it: a long Spring Festival, two weekend days worked instead. */
const WORKED = [firstFrom(`${NEXT}-01-23`, true), firstFrom(`${NEXT}-02-20`, true)];
const weekdaysFrom = (date: string, n: number): string[] => {
  const first = firstFrom(date, false);
  return n === 0 ? [] : [first, ...weekdaysFrom(addDays(first, 1), n - 1)];
};
const announced = (weekdays = 12) => [
  ...['01-01', '04-05', '05-01', '05-02', '05-03', '05-04', '05-05', '10-01', '10-02', '10-03'].map(
    (day) => ({
      date: `${NEXT}-${day}`,
      kind: 'holiday',
    }),
  ),
  ...weekdaysFrom(`${NEXT}-02-04`, weekdays).map((date) => ({ date, kind: 'holiday' })),
  ...WORKED.map((date) => ({ date, kind: 'makeUp' })),
];

let product: TestProduct;
let long: string[];
let short: string;
let closed: string;
let calendar = 0;

beforeAll(async () => {
  product = await TestProduct.start({ ownNamespace: true });
  short = (await product.open()).body.id;
  const reporterId = await product.person();
  closed = (await product.open({ reporterId })).body.id;
  // From now on a matter may lie in triage for more than a year: the term runs through the next one's holidays.
  const catalogue = new Catalogue(product.dataSource);
  const intake = (await catalogue.procedure('intake'))!;
  const [triage, ...others] = intake.steps;
  const { terms: _, ...params } = triage!.params;
  const slow = { ...triage!, term: '300wd', remind: '5wd', params };
  await catalogue.publishProcedure({ ...intake, version: 99, steps: [slow, ...others] }, now());
  const openedToBeClosed = (await product.open({ reporterId })).body.id;
  for (const id of [closed, openedToBeClosed])
    await product.must(`/cases/${id}/withdrawals`, {
      token: await product.as('clerk'),
      body: { by: [reporterId], reason: '和好了' },
    });
  closed = openedToBeClosed;
  long = await Promise.all(Array.from({ length: 5 }, async () => (await product.open()).body.id as string));
});
afterAll(() => product?.close());

const administrator = () => product.as('systemAdmin', product.places.county);
const draft = async (body: object, token?: string): Promise<Answer> =>
  product.call('/calendars/drafts', { token: token ?? (await administrator()), body });
const preview = async (id: string): Promise<Answered> =>
  (await product.must(`/calendars/drafts/${id}/preview?limit=200`, { token: await administrator() })).body;
const publish = async (id: string): Promise<Answer> =>
  product.call(`/calendars/drafts/${id}/publications`, { token: await administrator(), method: 'POST' });
const applied = async (caseId: string): Promise<number[]> =>
  (
    await product.database.query<{ version: number }>(
      `SELECT (data->'calendar'->>'version')::int AS version FROM event
       WHERE case_id = $1 AND type = 'calendarApplied' ORDER BY seq`,
      [caseId],
    )
  ).map(({ version }) => version);
const brought = async (version: number) => {
  const handle = product.client.workflow.getHandle(calendarWorkflowId(version));
  return handle.result();
};
const triageOf = async (caseId: string): Promise<Answered> =>
  (await product.view(caseId)).body.steps.find((one: { step: string }) => one.step === 'triage');

describe('a year that is announced', () => {
  it('shows before and after for the cases concerned, and then does just that', async () => {
    const made = await draft({ years: [NEXT], days: announced() });
    expect(made.status).toBe(201);
    const shown = await preview(made.body.id);
    expect(shown.changedDays.find((day: { date: string }) => day.date === WORKED[0])).toEqual({
      date: WORKED[0],
      before: 'off',
      after: 'working',
    });
    expect(shown.items.map((one: { caseId: string }) => one.caseId).sort()).toEqual([...long].sort());
    const before = await Promise.all([short, closed].map((id) => product.traces(id)));
    for (const { caseId, steps } of shown.items) {
      expect(steps).toHaveLength(1);
      expect((await triageOf(caseId)).dueAt).toBe(steps[0].before.dueAt);
      expect(steps[0].after.dueAt).not.toBe(steps[0].before.dueAt);
    }

    const published = await publish(made.body.id);
    expect(published.status).toBe(201);
    calendar = published.body.version;
    expect(await brought(calendar)).toMatchObject({ applied: long.length, left: 0 });
    for (const { caseId, steps } of shown.items) {
      expect((await triageOf(caseId)).dueAt).toBe(steps[0].after.dueAt);
      expect(await applied(caseId)).toEqual([calendar]);
      const [{ before: was, after: is }] = steps;
      const { adjustments } = (
        await product.must(`/cases/${caseId}/deadlines`, { token: await product.as('clerk') })
      ).body;
      expect(adjustments).toMatchObject([
        {
          type: 'calendar',
          calendar: { before: 1, after: calendar },
          moved: [{ step: 'triage', before: was.dueAt, after: is.dueAt }],
          words: { zh: expect.stringContaining(`工作日历由第 1 版换为第 ${calendar} 版：“`) },
        },
      ]);
    }
    expect(await Promise.all([short, closed].map((id) => product.traces(id)))).toEqual(before);
    const { body } = await product.must(`/calendars/${calendar}`, { token: await administrator() });
    expect(body).toMatchObject({ countyId: null, openCases: long.length, to: `${NEXT}-12-31` });
    expect(body.provisionalFrom).toBeUndefined();
  });

  it('published twice is published once', async () => {
    const { body } = await draft({ years: [NEXT], days: announced(13) });
    const [one, two] = await Promise.all([publish(body.id), publish(body.id)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    calendar = one.body.version;
    await brought(calendar);
    const traces = await Promise.all(long.map((id) => product.traces(id)));
    expect((await publish(body.id)).body).toEqual(one.body);
    expect(await brought(calendar)).toMatchObject({ applied: 0, left: 0 });
    expect(await Promise.all(long.map((id) => product.traces(id)))).toEqual(traces);
    const again = await product.call(`/calendars/drafts/${body.id}/preview`, {
      token: await administrator(),
    });
    expect([again.status, again.body.code]).toEqual([409, 'calendar.published']);
  });

  it('reaches a case that it moved nothing in with its next action', async () => {
    expect(await applied(short)).toEqual([]);
    const answered = await product.act(short, 'triage', 'complete', {
      category: 'development',
      procedure: 'development',
      parties: [await product.person()],
      willingness: 'notAsked',
      redLines: [],
      pending: 'none',
    });
    expect(answered.status).toBe(200);
    expect(await applied(short)).toEqual([calendar]);
  });

  it('does not overtake another one that was published since', async () => {
    const [first, second] = [
      await draft({ years: [NEXT], days: announced(14) }),
      await draft({ years: [NEXT], days: announced(15) }),
    ];
    const { body } = await publish(first.body.id);
    await brought(body.version);
    const late = await publish(second.body.id);
    expect([late.status, late.body.code]).toEqual([409, 'calendar.draftStale']);
  });

  it('goes on where it was when the worker died in the middle', async () => {
    const many = await Promise.all(
      Array.from({ length: 12 }, async () => (await product.open()).body.id as string),
    );
    const { body: made } = await draft({ years: [NEXT], days: announced(16) });
    await product.stopWorker();
    // A worker that is gone after seven cases: it neither answers nor gives a sign of life.
    const real = new CalendarActivities(product.pool, now);
    let stalled: () => void;
    const inTheMiddle = new Promise<void>((done) => (stalled = done));
    const dying: CalendarContract = {
      applyCalendars: async (input) => {
        await real.applyCalendars({ ...input, limit: 7 });
        stalled();
        return new Promise(() => undefined);
      },
    };
    const connection = await NativeConnection.connect({ address: product.temporal.address });
    const worker = await createWorker({
      connection,
      ring: product.ring,
      temporal: product.config.temporal,
      calendar: dying,
      activities: new RecordActivities(
        new Recorder(product.pool, product.ring),
        new ChangeAnnouncer(product.pool),
      ),
      workflows: workflowsOfRun(),
      options: { shutdownGraceTime: '100ms', shutdownForceTime: '500ms' },
    });
    const running = worker.run().catch((error: unknown) => error);
    const { version } = (await publish(made.id)).body;
    await inTheMiddle;
    worker.shutdown();
    await running;
    const concerned = [...many, ...long];
    const sofar = await Promise.all(concerned.map(applied));
    expect(sofar.filter((versions) => versions.includes(version))).toHaveLength(7);
    await product.startWorker();
    await brought(version);
    for (const id of concerned)
      expect((await applied(id)).filter((one) => one === version)).toEqual([version]);
    await connection.close().catch(() => undefined);
  }, 120_000);
});

describe('a county', () => {
  it('has days of its own, which a new national calendar keeps', async () => {
    const countyId = product.places.county;
    const token = await product.as('county', countyId);
    const day = firstFrom(`${NEXT}-03-10`, false);
    const made = await draft({ countyId, days: [{ date: day, kind: 'holiday' }] }, token);
    expect(made.status).toBe(201);
    const own = await product.must(`/calendars/drafts/${made.body.id}/publications`, {
      token,
      method: 'POST',
    });
    await brought(own.body.version);
    const view = await product.must(`/calendars/${own.body.version}`, { token });
    expect(view.body).toMatchObject({ countyId });
    expect(view.body.days).toContainEqual({ date: day, kind: 'holiday' });
    const { body } = await draft({ years: [NEXT], days: announced(17) });
    const national = (await publish(body.id)).body.version;
    await brought(national);
    const { items } = (await product.must('/calendars?limit=2', { token })).body;
    expect(items).toMatchObject([
      { version: national + 1, countyId },
      { version: national, countyId: null },
    ]);
    const kept = await product.must(`/calendars/${national + 1}`, { token });
    expect(kept.body.days).toContainEqual({ date: day, kind: 'holiday' });
    expect(kept.body.openCases).toBeGreaterThan(0);
    const { id } = (await product.open()).body;
    const [row] = await product.database.query<{ calendar_version: number }>(
      'SELECT calendar_version FROM case_row WHERE id = $1',
      [id],
    );
    expect(row?.calendar_version).toBe(national + 1);
  });

  it('adds to its own days, and replaces them only where it says so', async () => {
    const countyId = product.places.county;
    const token = await product.as('county', countyId);
    const [first, second] = [`${NEXT}-03-10`, `${NEXT}-03-20`].map((date) => firstFrom(date, false));
    const own = { date: first, kind: 'holiday' };
    const more = { date: second, kind: 'holiday' };
    const days = async (body: object) => (await draft({ countyId, ...body }, token)).body.days;
    expect(await days({ days: [more] })).toEqual([more, own]);
    expect(await days({ days: [own] })).toEqual([own]);
    expect(await days({ csv: `${second},holiday`, replace: true })).toEqual([more]);
    expect(await days({ days: [], replace: true })).toEqual([]);
    const made = await draft({ countyId, days: [more] }, token);
    const { changedDays } = (await product.must(`/calendars/drafts/${made.body.id}/preview`, { token })).body;
    expect(changedDays).toEqual([{ date: second, before: 'working', after: 'off' }]);
  });
});

describe('who may and what is refused', () => {
  it('lets nobody publish but system administrators, and a county its own days', async () => {
    const body = { years: [NEXT], days: announced() };
    const { places } = product;
    expect((await draft(body, await product.as('clerk'))).status).toBe(403);
    expect((await draft(body, await product.as('county', places.county))).status).toBe(403);
    for (const place of [places.county, places.village])
      expect((await draft(body, await product.as('administrator', place))).status).toBe(403);
    const ofCounty = { countyId: places.county, days: [{ date: `${NEXT}-03-10`, kind: 'holiday' }] };
    expect((await draft(ofCounty, await product.as('administrator', places.county))).status).toBe(201);
    expect((await draft(ofCounty, await administrator())).status).toBe(403);
    const own = { countyId: randomUUID(), days: [{ date: `${NEXT}-03-10`, kind: 'holiday' }] };
    expect((await draft(own, await product.as('county', places.county))).status).toBe(403);
    const { body: made } = await draft(body);
    const hidden = await product.call(`/calendars/drafts/${made.id}`, {
      token: await product.as('county', places.county),
    });
    expect(hidden.status).toBe(404);
  });

  const good = { years: [NEXT], days: announced() };
  const more = (date: string, kind = 'holiday') => ({
    ...good,
    days: [...announced(), { date, kind }],
  });
  it.each<[string, object, number, string]>([
    ['a day twice', more(`${NEXT}-01-01`), 422, 'calendar.dayTwice'],
    [
      'a year missing',
      { years: [NEXT + 2], days: [{ date: `${NEXT + 2}-01-01`, kind: 'holiday' }] },
      422,
      'calendar.yearMissing',
    ],
    ['no year', { days: announced() }, 422, 'calendar.noYear'],
    ['a day of another year', more(`${THIS_YEAR}-12-31`), 422, 'calendar.yearNotNamed'],
    ['a year without a holiday', { years: [NEXT], days: [] }, 422, 'calendar.yearEmpty'],
    [
      'a weekday made up for',
      more(firstFrom(`${NEXT}-03-10`, false), 'makeUp'),
      422,
      'calendar.makeUpNotOff',
    ],
    ['not a date', more(`${NEXT}-02-30`), 400, 'field.date'],
    ['not a kind', more(`${NEXT}-03-01`, 'party'), 400, 'field.oneOf'],
    [
      'too many days',
      {
        years: [NEXT],
        days: Array.from({ length: 401 }, (_, i) => ({ date: addDays(`${NEXT}-01-01`, i), kind: 'holiday' })),
      },
      400,
      'field.tooMany',
    ],
    [
      'too many years',
      { years: Array.from({ length: 11 }, (_, i) => NEXT + i), days: announced() },
      400,
      'field.tooMany',
    ],
    ['years of a century', { years: [NEXT, 2099], days: announced() }, 422, 'calendar.tooManyYears'],
    [
      'a provisional year before an announced one',
      {
        years: [NEXT, NEXT + 1],
        provisionalYears: [NEXT],
        days: [...announced(), { date: `${NEXT + 1}-01-01`, kind: 'holiday' }],
      },
      422,
      'calendar.provisionalBefore',
    ],
    [
      'a date that is none in the CSV',
      { years: [NEXT], csv: `date,kind\n${NEXT}-02-30,holiday` },
      422,
      'calendar.csvNotADate',
    ],
    [
      'an announcement of another year',
      {
        years: [NEXT],
        notice: `1月1日（周${'一二三四五六日'[new Date(`${NEXT}-01-01`).getUTCDay()]}）放假。`,
      },
      422,
      'calendar.noticeWeekday',
    ],
    ['an announcement that is none', { years: [NEXT], notice: '大家节日快乐' }, 422, 'calendar.noticeUnread'],
    [
      'an announcement of a weekday made up for',
      { years: [NEXT], notice: `1月1日放假。${inChinese(firstFrom(`${NEXT}-03-10`, false))}上班。` },
      422,
      'calendar.makeUpNotOff',
    ],
    [
      'a line of the CSV that is none',
      { years: [NEXT], csv: `${NEXT}-02-03;holiday` },
      422,
      'calendar.csvLine',
    ],
  ])('refuses %s', async (_name, body, status, code) => {
    const entered = () =>
      product.database.query(
        'SELECT (SELECT count(*) FROM calendar_draft), (SELECT max(version) FROM calendar_version)',
      );
    const before = await entered();
    const traces = await product.traces(long[0]!);
    const answer = await draft(body);
    expect(await entered()).toEqual(before);
    expect(await product.traces(long[0]!)).toEqual(traces);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.body.errors.map((one: { code: string }) => one.code)).toContain(code);
    expect(answer.body.errors[0].detail).not.toMatch(/\{\{|^calendar\./);
  });

  it('names the line of the CSV', async () => {
    const csv = ['date,kind', `${NEXT}-01-01,holiday`, `${NEXT}-02-30,holiday`, `${NEXT}-02-03`].join('\n');
    const { body } = await draft({ years: [NEXT], csv });
    const details = body.errors.map((one: { detail: string }) => one.detail);
    expect(details).toEqual([expect.stringContaining('第 3 行'), expect.stringContaining('第 4 行')]);
  });

  it('takes the same as the text of the announcement', async () => {
    const words: Record<string, string> = { holiday: '放假', makeUp: '上班' };
    const notice = announced()
      .map(({ date, kind }) => `${inChinese(date)}${words[kind]}。`)
      .join('');
    const { body } = await draft({ years: [NEXT], notice });
    expect(body.days).toEqual(announced());
  });

  it('takes the same as CSV', async () => {
    const csv = ['date,kind', ...announced().map(({ date, kind }) => `${date},${kind}`)].join('\r\n');
    const { body } = await draft({ years: [NEXT], csv });
    expect(body.days).toEqual(announced());
  });
});

it('has nothing left to bring in the end', async () => {
  await eventually(
    async () => {
      const { body } = await draft({ years: [NEXT], days: announced(17) });
      expect((await preview(body.id)).items).toEqual([]);
    },
    { withinMs: 10_000, everyMs: 500 },
  );
});
