import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { calendarWorkflowId, dutyWorkflowId } from '#contracts';
import { dateOf } from '#domain';
import { now } from '#testing';
import {
  closeDesk,
  openDesk,
  INSTRUCTION,
  ANSWER,
  product,
  tokens,
  clerkId,
  convenerId,
  open,
  claimed,
  issue,
  issued,
  post,
  postAt,
  answered,
  view,
  list,
  traces,
  refused,
  inboxOf,
  mailsOf,
} from './supervision-orders/desk.js';

const anHourAgo = (): Date => new Date(now() - 3_600_000);

beforeAll(openDesk);
afterAll(closeDesk);

describe('a supervision order', () => {
  it('goes to the holder of the step, is answered, returned, answered again and closed', async () => {
    const caseId = await claimed();
    const sent = await issue(caseId, { step: 'triage', term: '24h' });
    expect(sent.status).toBe(201);
    const { id } = sent.body;
    expect(sent.headers.get('location')).toBe(`/api/v1/supervision-orders/${id}`);
    expect(sent.body).toMatchObject({
      kind: 'supervisionOrder',
      status: 'open',
      level: 'townshipOffice',
      step: 'triage',
      returnsLeft: 2,
      case: { id: caseId, title: '屋檐滴水', status: 'open' },
      to: { account: { id: clerkId } },
      deadline: { clock: 'supervisionOrder', rule: 'hours', term: '24h' },
    });
    expect(sent.body.timeline[0]).toMatchObject({ type: 'dutyIssued', data: { instruction: INSTRUCTION } });
    expect(sent.body.deadline.words.zh[0]).toMatch(/督办单答复/);

    const [waiting] = (await inboxOf('clerk')).filter(
      (one: { supervisionOrder?: { id: string } }) => one.supervisionOrder?.id === id,
    );
    expect(waiting).toMatchObject({ mine: true, step: 'triage', overdue: false, case: { id: caseId } });
    expect(await mailsOf('clerk', id)).toEqual(['supervisionOrder']);

    await answered(id);
    expect(JSON.stringify(await inboxOf('clerk'))).not.toContain(id);
    expect(await mailsOf('office', id)).toEqual(['supervisionOrderAnswered']);
    // The answer waits for whoever holds the office that asked, and for no other.
    expect(await inboxOf('colleague')).toContainEqual(
      expect.objectContaining({
        supervisionOrder: { id, level: 'townshipOffice', returns: 0, status: 'answered' },
      }),
    );
    expect(JSON.stringify(await inboxOf('county'))).not.toContain(id);
    expect((await post(id, 'returns', 'colleague', { reason: '未说明原因。', term: '1wd' })).status).toBe(
      200,
    );
    expect(await view(id)).toMatchObject({ status: 'open', returns: 1, deadline: { term: '1wd' } });
    await answered(id);
    const closed = await post(id, 'closures', 'office', { remark: '同意。' });
    expect([closed.status, closed.body]).toEqual([
      200,
      { supervisionOrderId: id, commandId: closed.body.commandId, version: 5, state: 'recorded' },
    ]);
    expect(JSON.stringify(await inboxOf('office'))).not.toContain(id);
    const { status, endedAt, timeline } = await view(id, 'clerk');
    expect([status, typeof endedAt]).toEqual(['closed', 'string']);
    expect(timeline.map(({ type }: { type: string }) => type)).toEqual([
      ...['dutyIssued', 'dutyAnswered', 'dutyReturned', 'dutyAnswered', 'dutyClosed'],
    ]);
    expect(timeline[1].data.text).toBe(ANSWER);
    expect(await mailsOf('clerk', id)).toEqual([
      'supervisionOrderClosed',
      'supervisionOrderReturned',
      'supervisionOrder',
    ]);
  });

  it('goes to a role, and who stands in for it answers, with a file of the case', async () => {
    const caseId = await open();
    const id = (await issue(caseId, { role: 'convener' }, 'county')).body.id as string;
    expect(await view(id)).toMatchObject({ level: 'county', to: { role: 'convener' } });
    for (const who of ['clerk', 'convener'] as const)
      expect(await inboxOf(who)).toContainEqual(
        expect.objectContaining({ supervisionOrder: { id, level: 'county', returns: 0, status: 'open' } }),
      );
    const form = new FormData();
    form.set(
      'file',
      new Blob([Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')]),
      '说明.pdf',
    );
    const file = await fetch(`${product.api.url}/api/v1/cases/${caseId}/attachments`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${tokens.clerk}`, 'idempotency-key': randomUUID() },
    });
    const { id: attachmentId } = (await file.json()) as { id: string };
    const foreign = { text: ANSWER, attachmentIds: [randomUUID()] };
    await refused(id, post(id, 'answers', 'clerk', foreign), 422, 'attachment.unknown');
    const told = await post(id, 'answers', 'clerk', { text: ANSWER, attachmentIds: [attachmentId] });
    expect(told.status).toBe(200);
    expect((await view(id)).timeline[1].data).toEqual({
      text: ANSWER,
      attachmentIds: [attachmentId],
      issuer: expect.any(String),
    });
    await refused(id, post(id, 'closures', 'office'), 403, 'supervisionOrder.otherOffice');
    expect((await post(id, 'closures', 'county')).status).toBe(200);
  });

  it('of a free step goes to the role that owns it; cancelled, it asks for nothing', async () => {
    const id = (await issue(await open(), { step: 'triage', term: 'sameDay' })).body.id as string;
    expect(await view(id)).toMatchObject({ to: { role: 'clerk' } });
    expect(await inboxOf('clerk', 'today')).toContainEqual(
      expect.objectContaining({
        supervisionOrder: { id, level: 'townshipOffice', returns: 0, status: 'open' },
        mine: false,
      }),
    );
    expect((await post(id, 'cancellations', 'colleague', { reason: '发错对象。' })).status).toBe(200);
    expect(await view(id)).toMatchObject({ status: 'cancelled', overdue: false });
    expect(JSON.stringify(await inboxOf('clerk'))).not.toContain(id);
    await refused(id, post(id, 'answers', 'clerk', { text: ANSWER }), 409, 'supervisionOrder.ended');
  });

  it('stays when its case is closed, until it is answered or cancelled', async () => {
    const reporterId = await product.person();
    const caseId = (await product.open({ reporterId })).body.id as string;
    const id = (await issue(caseId, { role: 'clerk' })).body.id as string;
    const withdrawal = { by: [reporterId], reason: '当事人自行和解。' };
    await product.must(`/cases/${caseId}/withdrawals`, { token: tokens.clerk, body: withdrawal });
    expect(await view(id)).toMatchObject({ status: 'open', case: { status: 'closed' } });
    expect(JSON.stringify(await inboxOf('clerk'))).toContain(id);
    await answered(id);
    expect((await post(id, 'closures', 'office')).status).toBe(200);
    const late = await issue(caseId, { role: 'clerk' });
    expect([late.status, late.body.code]).toEqual([409, 'case.closed']);
  });
});

describe('an order that is readdressed', () => {
  const REASON = '原承办人请假。';
  const hand = (id: string, body: object, who: 'office' | 'colleague' | 'county' = 'office') =>
    post(id, 'addressees', who, { reason: REASON, ...body });

  it('leaves the inbox of one for that of the other, who is told and answers', async () => {
    const id = (await issue(await open(), { accountId: clerkId })).body.id as string;
    const { dueAt } = await view(id);
    expect((await hand(id, { accountId: convenerId }, 'colleague')).status).toBe(200);
    expect(await view(id)).toMatchObject({ to: { account: { id: convenerId } }, dueAt, version: 2 });
    expect(JSON.stringify(await inboxOf('clerk'))).not.toContain(id);
    expect(await inboxOf('convener')).toContainEqual(
      expect.objectContaining({ mine: true, supervisionOrder: expect.objectContaining({ id }) }),
    );
    expect(await mailsOf('convener', id)).toEqual(['supervisionOrderReaddressed']);
    await refused(id, post(id, 'answers', 'clerk', { text: ANSWER }), 403, 'supervisionOrder.notAddressee');
    const { timeline } = await view(id, 'convener');
    expect(timeline[1]).toMatchObject({
      type: 'dutyReaddressed',
      data: { from: { accountId: clerkId }, to: { accountId: convenerId }, reason: REASON },
    });
    expect(Object.keys(timeline[1].names)).toEqual(expect.arrayContaining([clerkId, convenerId]));
    await answered(id, 'convener');
  });

  it('goes to the role by a word of the county, and with its step to whoever holds it by now', async () => {
    const caseId = await claimed();
    const id = (await issue(caseId, { step: 'triage' })).body.id as string;
    await refused(id, hand(id, { accountId: convenerId }), 422, 'supervisionOrder.notAssignee');
    await refused(id, hand(id, {}), 409, 'supervisionOrder.sameAddressee');
    expect((await hand(id, { role: 'committee' }, 'county')).status).toBe(200);
    expect(await view(id)).toMatchObject({ to: { role: 'committee' }, level: 'townshipOffice' });
    expect((await hand(id, {})).status).toBe(200);
    expect(await view(id)).toMatchObject({ to: { account: { id: clerkId } } });
  });

  it('is so by nobody else, for a reason, once for a repeat, and as it was looked at', async () => {
    const id = (await issue(await open(), { accountId: clerkId }, 'county')).body.id as string;
    await refused(id, hand(id, { accountId: convenerId }), 403, 'supervisionOrder.otherOffice');
    const own = post(id, 'addressees', 'clerk', { reason: REASON, accountId: convenerId });
    await refused(id, own, 403, 'auth.roleMissing');
    await refused(id, post(id, 'addressees', 'county', { role: 'clerk' }), 400, 'request.invalid');
    await refused(id, hand(id, {}, 'county'), 422, 'supervisionOrder.addresseeMissing');
    await refused(
      id,
      hand(id, { accountId: randomUUID() }, 'county'),
      422,
      'supervisionOrder.addresseeUnfit',
    );
    const both = { accountId: convenerId, role: 'clerk' };
    await refused(id, hand(id, both, 'county'), 422, 'supervisionOrder.addresseeTwice');
    const [key, body] = [randomUUID(), { reason: REASON, role: 'clerk' }];
    const [first, again] = [
      await postAt('"1"', id, 'addressees', 'county', body, key),
      await postAt('"1"', id, 'addressees', 'county', body, key),
    ];
    expect([first.status, again.body]).toEqual([200, first.body]);
    await refused(id, postAt('"1"', id, 'addressees', 'county', body), 412, 'request.stale');
    await answered(id);
    await refused(id, hand(id, { accountId: convenerId }, 'county'), 409, 'supervisionOrder.answered');
  });
});

describe('a repeat', () => {
  it('with the same key is the same order, and each answer is given once', async () => {
    const [caseId, key] = [await claimed(), randomUUID()];
    const all = await Promise.all([1, 2, 3].map(() => issue(caseId, { step: 'triage' }, 'office', key)));
    expect(new Set(all.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const id = all[0]!.body.id as string;
    const again = await issue(caseId, { step: 'triage', term: '5wd' }, 'office', key);
    expect([again.status, again.body.code]).toEqual([422, 'request.idempotencyKeyReused']);
    const answerKey = randomUUID();
    const first = await post(id, 'answers', 'clerk', { text: ANSWER }, answerKey);
    const second = await post(id, 'answers', 'clerk', { text: ANSWER }, answerKey);
    expect([first.status, second.body]).toEqual([200, first.body]);
    const other = await post(id, 'answers', 'clerk', { text: '另一个答复。' }, answerKey);
    expect([other.status, other.body.code]).toEqual([422, 'request.idempotencyKeyReused']);
    expect(await traces(id)).toMatchObject({ version: 2, events: 2, mails: 2 });
    await post(id, 'closures', 'office', {}, key);
    const closedAgain = await post(id, 'answers', 'clerk', { text: ANSWER }, answerKey);
    expect([closedAgain.status, closedAgain.body]).toEqual([200, first.body]);
  });
});

describe('lists of orders', () => {
  it('tell what waits, is overdue, answered and over, by place and by pages', async () => {
    const [waiting, overdue, done, over] = [await issued(), await issued(), await issued(), await issued()];
    await answered(done);
    await answered(over);
    expect((await post(over, 'closures', 'office')).status).toBe(200);
    await product.database.query('UPDATE duty_row SET due_at = $2 WHERE id = $1', [overdue, anHourAgo()]);
    const all = { waiting, overdue, done, over };
    const names = (ids: string[]) =>
      Object.entries(all).flatMap(([name, id]) => (ids.includes(id) ? [name] : []));
    for (const who of ['office', 'county', 'clerk'] as const) {
      expect(names(await list('open', who))).toEqual(['waiting', 'overdue']);
      expect(names(await list('overdue', who))).toEqual(['overdue']);
      expect(names(await list('answered', who))).toEqual(['done']);
      expect(names(await list('ended', who))).toEqual(['over']);
    }
    expect(names(await list('open', 'office', `&villageId=${product.places.other}`))).toEqual([]);
    expect(names(await list('open', 'office', `&villageId=${product.places.village}`))).toHaveLength(2);
    for (const state of ['open', 'ended']) {
      const everything = await list(state);
      const paged: string[] = [];
      let cursor = '';
      do {
        const { items, next } = (
          await product.must(`/supervision-orders?limit=2&state=${state}${cursor}`, { token: tokens.office })
        ).body;
        paged.push(...items.map(({ id }: { id: string }) => id));
        cursor = next ? `&cursor=${next}` : '';
      } while (cursor);
      expect(paged).toEqual(everything);
    }
    const stray = await product.call('/supervision-orders?cursor=bm9uc2Vuc2U', { token: tokens.office });
    expect([stray.status, stray.body.errors[0].code]).toEqual([400, 'field.cursor']);
  });

  it('stand beside the steps in the inbox, page by page, and are counted', async () => {
    const caseId = await claimed();
    await issue(caseId, { step: 'triage', term: 'sameDay' });
    const everything = await inboxOf('clerk');
    const paged: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await product.must(`/inbox?limit=3${cursor}`, { token: tokens.clerk });
      paged.push(...body.items);
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);
    expect(paged).toEqual(everything);
    const orders = everything.filter((one: { supervisionOrder?: object }) => one.supervisionOrder);
    expect(orders.length).toBeGreaterThan(0);
    const { today, soon, later } = (await product.must('/inbox/counts', { token: tokens.clerk })).body;
    expect(today + soon + later).toBe(everything.length);
  });

  it('are told of by the supervision of the step', async () => {
    const caseId = await claimed();
    await product.database.query('UPDATE step_row SET due_at = $2 WHERE case_id = $1', [caseId, anHourAgo()]);
    const stepOf = async () =>
      (
        await product.must('/supervision/steps?group=overdue&limit=200', { token: tokens.office })
      ).body.items.find((one: { case: { id: string } }) => one.case.id === caseId);
    expect((await stepOf()).supervisionOrder).toBeUndefined();
    const { id, dueAt } = (await issue(caseId, { step: 'triage' })).body;
    expect((await stepOf()).supervisionOrder).toEqual({
      id,
      dueAt,
      level: 'townshipOffice',
      status: 'open',
      overdue: false,
    });
    await answered(id);
    expect((await stepOf()).supervisionOrder).toMatchObject({ id, status: 'answered' });
    await post(id, 'closures', 'office');
    expect((await stepOf()).supervisionOrder).toBeUndefined();
  });
});

it('a calendar that is published moves the orders that run over its days', async () => {
  const caseId = await open();
  const [later, soon] = [
    (await issue(caseId, { role: 'clerk', term: '3wd' })).body,
    (await issue(caseId, { role: 'clerk', term: '24h' })).body,
  ];
  const lastDay = dateOf(Date.parse(later.dueAt) - 1);
  const days = [{ date: lastDay, kind: 'holiday' }];
  const body = { countyId: product.places.county, days };
  const draft = (await product.must('/calendars/drafts', { token: tokens.county, body })).body;
  const shown = await previewed(draft.id);
  const { version } = (
    await product.must(`/calendars/drafts/${draft.id}/publications`, { token: tokens.county, method: 'POST' })
  ).body;
  await product.client.workflow.getHandle(calendarWorkflowId(version)).result();
  const moved = await view(later.id);
  const dates = ({ dueAt, deadline }: typeof later) => ({ dueAt, remindAt: deadline.reminders[0].at });
  expect(shown.find(({ supervisionOrderId }) => supervisionOrderId === later.id)).toEqual({
    supervisionOrderId: later.id,
    caseId,
    number: later.case.number,
    before: dates(later),
    after: dates(moved),
  });
  expect(JSON.stringify(shown)).not.toContain(soon.id);
  expect(Date.parse(moved.dueAt)).toBeGreaterThan(Date.parse(later.dueAt));
  // A make-up day that is off after all is what it was: a day of the weekend.
  const why = [0, 6].includes(new Date(lastDay).getUTCDay()) ? 'weekend' : 'holiday';
  expect(moved.deadline.skipped).toContainEqual({ date: lastDay, why });
  expect(moved.timeline.map(({ type }: { type: string }) => type)).toEqual(['dutyIssued', 'dutyRescheduled']);
  expect(await view(soon.id)).toMatchObject({ dueAt: soon.dueAt, version: 1 });
});

/** The orders of all pages. */
async function previewed(draftId: string, cursor = ''): Promise<{ supervisionOrderId: string }[]> {
  const path = `/calendars/drafts/${draftId}/preview?limit=1${cursor}`;
  const { orders, next } = (await product.must(path, { token: tokens.county })).body;
  if (next === null) return orders;
  expect(orders).toEqual([]);
  return previewed(draftId, `&cursor=${next}`);
}

it('leaves no text in histories, events or rows', async () => {
  const mark = `标记${randomUUID()}`;
  const id = (await issue(await open(), { role: 'clerk', instruction: mark })).body.id as string;
  await post(id, 'answers', 'clerk', { text: mark });
  expect((await view(id)).timeline[1].data.text).toBe(mark);
  for (const table of ['event', 'duty_row', 'mailbox', 'command', 'content']) {
    const rows = await product.database.query(`SELECT FROM ${table} t WHERE t::text LIKE $1`, [`%${mark}%`]);
    expect([table, rows.length]).toEqual([table, 0]);
  }
  const history = await product.client.workflow.getHandle(dutyWorkflowId(id)).fetchHistory();
  expect(JSON.stringify(history)).not.toContain(Buffer.from(mark).toString('base64').slice(0, 12));
});
