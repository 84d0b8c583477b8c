import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

let product: TestProduct;
let walks: CaseWalk[];
beforeAll(async () => {
  product = await TestProduct.start();
  walks = [
    await CaseWalk.to(product, 'triage'),
    await CaseWalk.to(product, 'triage'),
    await CaseWalk.to(product, 'selectMembers'),
  ];
});
afterAll(() => product?.close());

const ask = async (path: string, language = 'zh-CN') =>
  fetch(`${product.api.url}/api/v1/cases/${path}`, {
    headers: { authorization: `Bearer ${await product.as('clerk')}`, 'accept-language': language },
  });
const count = async (query: string): Promise<{ count: number; more: boolean }> =>
  (await ask(`count?${query}`)).json() as Promise<{ count: number; more: boolean }>;

describe('the register', () => {
  it('counts by the same conditions as it lists', async () => {
    const all = (await (await ask('?status=all')).json()) as { items: { openedAt: string }[] };
    const day = all.items[0]!.openedAt.slice(0, 10);
    expect(await count('status=all')).toEqual({ count: 3, more: false });
    expect(await count('stepKind=triage')).toMatchObject({ count: 2 });
    expect(await count('stepKind=selectMembers&category=development')).toMatchObject({ count: 1 });
    expect(await count(`openedFrom=${day}&openedTo=${day}`)).toMatchObject({ count: 3 });
    expect(await count('openedTo=2020-01-01')).toMatchObject({ count: 0 });
    expect(await count('status=closed&outcome=agreed')).toMatchObject({ count: 0 });
    const { items } = (await (await ask('?stepKind=selectMembers')).json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual([walks[2]!.id]);
  });

  it('goes out as a CSV that a spreadsheet opens, in the language of the reader', async () => {
    const answer = await ask('export.csv?status=all');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="register-[\d-]+\.csv"$/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...rows] = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
    expect(header).toMatch(/^文号,事项,类别,村（社区）/);
    expect(rows).toHaveLength(3);
    expect(rows.join('\n')).toMatch(/清溪\d{4}-\d+,.*柳塘村.*在办,选配群英/);
    expect(await (await ask('export.csv?status=all', 'en')).text()).toContain('Number,Matter');
  });

  it('keeps a title from being taken for a formula', async () => {
    await product.open({ title: '=1+1', matter: '标题像公式。' });
    expect(await (await ask('export.csv?status=open')).text()).toContain(`'=1+1`);
  });

  it('tells of open cases that may be about the same', async () => {
    await product.open({ title: '屋檐滴水纠纷', matter: '雨水滴到墙根。' });
    const similar = async (text: string, villageId = product.places.village) =>
      (
        await product.call('/cases/similar', {
          token: await product.as('clerk'),
          key: null,
          body: { villageId, text },
        })
      ).body.items.map(({ title }: { title: string }) => title);
    expect(await similar('李四说屋檐滴水，墙潮了')).toEqual(['屋檐滴水纠纷']);
    expect(await similar('路灯不亮')).toEqual([]);
    expect(await similar('屋檐滴水', product.places.other)).toEqual([]);
  });

  it('goes out as a spreadsheet', async () => {
    const answer = await ask('export.xlsx?status=all');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.length).toBeGreaterThan(3_000);
  });
});
