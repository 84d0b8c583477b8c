import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { TestProduct } from './cases/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const commented = async (caseId: string): Promise<number> =>
  (
    await product.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM event WHERE case_id = $1 AND type = 'commented'`,
      [caseId],
    )
  )[0]!.n;

describe('without a worker', () => {
  it('a command is not accepted: 503, and the repeat does it once', async () => {
    const { id } = (await product.open()).body;
    await product.stopWorker();
    const request = { token: await product.as('clerk'), body: { text: '停机时说的' }, key: randomUUID() };
    const away = await product.call(`/cases/${id}/comments`, request);
    expect(away).toMatchObject({ status: 503, body: { code: 'server.unavailable' } });
    expect(away.headers.get('retry-after')).toBe('5');
    expect(await commented(id)).toBe(0);
    await product.startWorker();
    const back = await product.call(`/cases/${id}/comments`, request);
    expect(back.status).toBe(200);
    expect(await commented(id)).toBe(1);
  });

  it('an intake is not accepted: the repeat opens it, under its number', async () => {
    await product.stopWorker();
    const key = randomUUID();
    const body = { matter: '停机时报的', villageId: product.places.village };
    const token = await product.as('gridWorker');
    const away = await product.call('/cases', { token, body, key });
    expect(away.status).toBe(503);
    await product.startWorker();
    const back = await product.call('/cases', { token, body, key });
    expect(back.status).toBe(201);
    const again = await product.call('/cases', { token, body, key });
    expect(again.body).toMatchObject({ id: back.body.id, number: back.body.number });
  });
});

describe('while PostgreSQL does not take it', () => {
  it('an accepted command answers 202 with a place to ask, and is recorded in the end', async () => {
    const { id } = (await product.open()).body;
    const lock = new pg.Client(product.database.superuserUrl);
    await lock.connect();
    try {
      await lock.query('BEGIN');
      await lock.query('SELECT FROM case_row WHERE id = $1 FOR UPDATE', [id]);
      const token = await product.as('clerk');
      const accepted = await product.call(`/cases/${id}/comments`, { token, body: { text: '慢' } });
      expect(accepted).toMatchObject({ status: 202, body: { caseId: id, state: 'accepted' } });
      const place = accepted.headers.get('location')!.replace('/api/v1', '');
      expect((await product.call(place, { token })).body).toEqual(accepted.body);
      const elsewhere = await product.as('clerk', product.places.other);
      expect((await product.call(place, { token: elsewhere })).status).toBe(404);
      await lock.query('COMMIT');
      await expect(
        eventually(
          async () => (await product.call(place, { token })).body,
          ({ state }) => state === 'recorded',
        ),
      ).resolves.toMatchObject({ commandId: accepted.body.commandId, version: 3 });
      expect(await commented(id)).toBe(1);
      expect((await product.call(`/commands/${randomUUID()}?caseId=${id}`, { token })).status).toBe(404);
    } finally {
      await lock.end();
    }
  });
});

async function eventually<T>(look: () => Promise<T>, good: (seen: T) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const seen = await look();
    if (good(seen) || attempt === 100) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
