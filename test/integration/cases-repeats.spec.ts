import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './api/http.js';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const comment = async (caseId: string, text: string, key: string = randomUUID()): Promise<Answer> =>
  product.call(`/cases/${caseId}/comments`, { token: await product.as('clerk'), body: { text }, key });

const events = async (caseId: string, type?: string): Promise<number> =>
  (
    await product.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM event WHERE case_id = $1 AND ($2::text IS NULL OR type = $2)',
      [caseId, type ?? null],
    )
  )[0]!.n;

const tally = (answers: Answer[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status, body }) => `${status} ${body?.code ?? ''}`.trim())].map(
      ([key, all]) => [key, all.length],
    ),
  );

describe('the same key', () => {
  it('sent 100 times at once with two bodies: one event, the other body refused', async () => {
    const { id } = (await product.open()).body;
    const key = randomUUID();
    const token = await product.as('clerk');
    const sent = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? '甲' : '乙'));
    const answers = await Promise.all(
      sent.map((text) => product.call(`/cases/${id}/comments`, { token, body: { text }, key })),
    );
    const winner = sent[answers.findIndex(({ status }) => status === 200)];
    answers.forEach(({ status, body }, n) => {
      const expected =
        sent[n] === winner ? { status: 200 } : { status: 422, code: 'request.idempotencyKeyReused' };
      expect({ status, code: body.code }).toEqual({ code: undefined, ...expected });
    });
    expect(new Set(answers.flatMap(({ body }) => body.version ?? [])).size).toBe(1);
    expect(await events(id, 'commented')).toBe(1);
    const { items } = (await product.must(`/cases/${id}/timeline`, { token })).body;
    expect(items.at(-1)).toMatchObject({ type: 'commented', data: { text: winner } });
  });

  it('opens one case, however often it is sent, with one number', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => product.open({ title: '一次' }, key)));
    const later = await product.open({ title: '一次' }, key);
    const ids = new Set([...answers, later].map(({ body }) => `${body.id} ${body.number}`));
    expect(ids.size).toBe(1);
    expect([...answers, later].every(({ status }) => status === 201)).toBe(true);
    const other = await product.call('/cases', {
      token: await product.as('gridWorker'),
      body: { matter: '另一件', villageId: product.places.village },
      key,
    });
    expect(other.body.code).toBe('request.idempotencyKeyReused');
    const next = await product.open();
    const [first, second] = [later, next].map(({ body }) => Number(body.number.slice(-4)));
    // Twenty at once may burn a number; none is given twice.
    expect(second).toBeGreaterThan(first!);
  });

  it('is of the one who sends it', async () => {
    const { id } = (await product.open()).body;
    const key = randomUUID();
    await comment(id, '书记员说', key);
    const other = await product.call(`/cases/${id}/comments`, {
      token: await product.as('convener'),
      body: { text: '召集人说' },
      key,
    });
    expect(other.status).toBe(200);
    expect(await events(id, 'commented')).toBe(2);
  });

  it('gets its first answer though the version it names is stale by now', async () => {
    const walk = await CaseWalk.to(product, 'decide');
    const key = randomUUID();
    const token = await product.as('committee');
    const request = {
      token,
      key,
      headers: { 'if-match': await walk.etag() },
      body: { action: 'complete', payload: walk.decision(), ...walk.fact },
    };
    const path = `/cases/${walk.id}/steps/decide/actions`;
    const [first, again] = [await product.call(path, request), await product.call(path, request)];
    expect(first.status).toBe(200);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  });
});

describe('two who decide on the same version', () => {
  it('one of them learns that the other was first', async () => {
    const walk = await CaseWalk.to(product, 'decide');
    const version = await walk.etag();
    const token = await product.as('committee');
    const answers = await Promise.all(
      Array.from({ length: 2 }, () =>
        product.call(`/cases/${walk.id}/steps/decide/actions`, {
          token,
          headers: { 'if-match': version },
          body: { action: 'complete', payload: walk.decision(), ...walk.fact },
        }),
      ),
    );
    const [stale, decided] = answers.sort((a, b) => b.status - a.status);
    expect(decided!.status).toBe(200);
    // Looked at before or after the other one was recorded: never a second decision.
    expect(['request.stale', 'step.notOpen']).toContain(stale!.body.code);
    const decisions = await product.database.query(
      `SELECT FROM event WHERE case_id = $1 AND data ->> 'step' = 'decide' AND type = 'stepActed'`,
      [walk.id],
    );
    expect(decisions).toHaveLength(1);
  });
});

/** As clients do it: sent again with its key when the case was too busy to take or to answer it in time. */
async function heard(caseId: string, text: string, key: string = randomUUID()): Promise<Answer> {
  const answer = await comment(caseId, text, key);
  return answer.status === 503 || answer.status === 202 ? heard(caseId, text, key) : answer;
}

describe('200 people at once', () => {
  it('are all heard, none twice', async () => {
    const { id } = (await product.open()).body;
    await product.as('clerk');
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => heard(id, `第${n}人`)));
    expect(tally(answers)).toEqual({ 200: 200 });
    expect(await events(id, 'commented')).toBe(200);
  });
});

describe('closing', () => {
  const closing = async () => {
    const reporterId = await product.person();
    const { id } = (await product.open({ reporterId })).body;
    const withdraw = async (key: string = randomUUID()) =>
      product.call(`/cases/${id}/withdrawals`, {
        token: await product.as('clerk'),
        body: { by: [reporterId], reason: '两家说好了' },
        key,
      });
    return { id: id as string, withdraw };
  };

  it('an update at that very moment is recorded, or told that the case is closed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, withdraw } = await closing();
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, (_, n) => comment(id, `之前${n}`)),
        withdraw(),
        ...Array.from({ length: 10 }, (_, n) => comment(id, `之后${n}`)),
      ]);
      const comments = answers.filter((_, index) => index !== 5);
      expect(answers[5]!.status).toBe(200);
      const { 200: recorded = 0, '409 case.closed': refused = 0 } = tally(comments);
      expect(recorded + refused).toBe(15);
      expect(await events(id, 'commented')).toBe(recorded);
      expect(await events(id, 'caseClosed')).toBe(1);
      const { status, version } = (await product.view(id)).body;
      expect({ status, version }).toEqual({ status: 'closed', version: await events(id) });
      expect((await comment(id, '太晚了')).body.code).toBe('case.closed');
    }
  });

  it('a repeat gets its answer from a closed case, and after reopening', async () => {
    const { id, withdraw } = await closing();
    const [remark, end] = [randomUUID(), randomUUID()];
    const said = await comment(id, '记一笔', remark);
    const closed = await withdraw(end);
    expect((await comment(id, '记一笔', remark)).body).toEqual(said.body);
    expect((await withdraw(end)).body).toEqual(closed.body);
    expect((await comment(id, '改一笔', remark)).body.code).toBe('request.idempotencyKeyReused');
    const again = randomUUID();
    const reopen = async () =>
      product.call(`/cases/${id}/reopenings`, {
        token: await product.as('clerk'),
        body: { reason: '又滴水了' },
        key: again,
      });
    const reopened = await reopen();
    expect(reopened.status).toBe(200);
    expect((await reopen()).body).toEqual(reopened.body);
    expect((await comment(id, '记一笔', remark)).body).toEqual(said.body);
    expect((await product.view(id)).body).toMatchObject({ status: 'open', round: 2 });
    expect((await comment(id, '接着办')).status).toBe(200);
    expect((await product.must(`/cases/${id}/audit`, { token: await product.as('clerk') })).body.intact).toBe(
      true,
    );
  });

  it('two who reopen at once: one does', async () => {
    const { id, withdraw } = await closing();
    await withdraw();
    const token = await product.as('clerk');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        product.call(`/cases/${id}/reopenings`, { token, body: { reason: '再议' } }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 1, '409 case.notClosed': 3 });
    expect(await events(id, 'caseReopened')).toBe(1);
  });
});
