import { afterEach, expect, it } from '@jest/globals';
import { now, turnTo } from '#testing';
import { TestProduct } from './cases/test-product.js';

const MINUTE = 60_000;
let product: TestProduct;
afterEach(async () => {
  await product?.close();
  turnTo();
});

it.each(['2024-02-29T23:30', '2032-01-01T00:10'])(
  'a product lives on the day of the specs: %s',
  async (day) => {
    turnTo(Date.parse(`${day}:00+08:00`));
    product = await TestProduct.start();
    const { id, number } = (await product.open()).body;
    expect(number).toContain(day.slice(0, 4));
    await product.must(`/cases/${id}/comments`, {
      token: await product.as('clerk'),
      body: { text: '问过。' },
    });
    // When it happened is the API's word, when it was recorded the workflow's.
    const events = await product.database.query<{ type: string; occurred_at: Date; recorded_at: Date }>(
      'SELECT type, occurred_at, recorded_at FROM event WHERE case_id = $1 ORDER BY seq',
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual(['caseOpened', 'stepOpened', 'commented']);
    for (const at of events.flatMap(({ occurred_at, recorded_at }) => [occurred_at, recorded_at]))
      expect(Math.abs(Number(at) - now())).toBeLessThan(MINUTE);
  },
);
