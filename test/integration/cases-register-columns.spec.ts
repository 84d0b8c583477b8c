import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TestProduct } from './cases/test-product.js';

let product: TestProduct;
let zhang: string;
let li: string;
/** Raised by 张三, against 李四; one of the other village, raised by its own 张三. */
let dispute: string;
let elsewhere: string;

const ask = async (path: string, token?: string) =>
  product.call(`/cases${path}`, { token: token ?? (await product.as('clerk')) });
const idsOf = ({ body }: { body: { items: { id: string }[] } }): string[] => body.items.map(({ id }) => id);
/** As the page searches: the text goes in the body, the list is asked by what comes back. */
const find = async (text: string, token?: string, more = ''): Promise<string[]> => {
  const by = token ?? (await product.as('clerk'));
  const { body } = await product.must('/cases/searches', { token: by, key: null, body: { text } });
  if (text.length > 2) expect(body.find).not.toContain(text);
  expect((await product.must(`/cases/searches/${body.find}`, { token: by })).body).toEqual({ text });
  const found = idsOf(await product.must(`/cases?status=all&find=${body.find}${more}`, { token: by }));
  const { count } = (await product.must(`/cases/count?status=all&find=${body.find}${more}`, { token: by }))
    .body;
  expect(count).toBe(found.length);
  return found;
};

beforeAll(async () => {
  product = await TestProduct.start();
  [zhang, li] = [await product.person('张三'), await product.person('李四丰')];
  const otherZhang = await product.person('张三', product.places.other);
  dispute = (
    await product.open({
      title: '屋檐滴水',
      reporterId: zhang,
      channel: 'phone',
      externalRefs: [
        { system: '12345', number: 'GD-0007' },
        { system: '信访', number: 'XF-12' },
      ],
    })
  ).body.id as string;
  await product.act(dispute, 'triage', 'complete', {
    category: 'dispute',
    procedure: 'dispute',
    parties: [zhang, li],
    willingness: 'willing',
    redLines: [],
    pending: 'none',
  });
  elsewhere = (
    await product.must('/cases', {
      token: await product.as('gridWorker', product.places.other),
      body: {
        matter: '路灯不亮。',
        title: '路灯不亮',
        villageId: product.places.other,
        reporterId: otherZhang,
      },
    })
  ).body.id as string;
});
afterAll(() => product?.close());

describe('a search finds', () => {
  it.each(['李四丰', '李四', 'lisifeng', 'lsf', '屋檐'])('by name, pinyin and words: %s', async (text) => {
    expect(await find(text)).toEqual([dispute]);
  });

  it('by any sensible part of the number', async () => {
    const { number } = (await product.view(dispute)).body as { number: string };
    const last = String(Number(number.split('-')[1]));
    for (const part of [number, last, `2026-${last}`.replace('2026', /\d{4}/.exec(number)![0])])
      expect(await find(part)).toContain(dispute);
  });

  it('only what lies in one’s places, whoever bears the name', async () => {
    expect(await find('张三')).toEqual([dispute]);
    const other = await product.as('clerk', product.places.other);
    expect(await find('张三', other)).toEqual([elsewhere]);
    expect(await find('李四丰', other)).toEqual([]);
    expect(await find('lsf', other)).toEqual([]);
    const office = await product.as('townshipOffice', product.places.township);
    expect((await find('张三', office)).sort()).toEqual([dispute, elsewhere].sort());
  });

  it('the cases of one person, together with all other conditions', async () => {
    expect(idsOf(await ask(`?status=all&personId=${li}`))).toEqual([dispute]);
    expect(idsOf(await ask(`?status=all&personId=${randomUUID()}`))).toEqual([]);
    expect(await find('路灯', undefined, `&personId=${li}`)).toEqual([]);
    const other = await product.as('clerk', product.places.other);
    expect(idsOf(await ask(`?status=all&personId=${li}`, other))).toEqual([]);
  });

  it('nothing by a text that was sealed nowhere, and says so', async () => {
    const answer = await ask('?find=AAAA');
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path: '/find', code: 'list.textUnreadable' }]);
  });
});

describe('columns', () => {
  const cellsOf = async (query: string): Promise<string[]> =>
    ((await ask(`?status=all&${query}`)).body.items as { id: string; cells: string[] }[]).find(
      ({ id }) => id === dispute,
    )!.cells;

  it('come in the order in which they are asked for, names and outside numbers opened', async () => {
    expect(await cellsOf('columns=parties,reporter,channel,externalNumbers,title,procedure')).toEqual([
      expect.stringMatching(/^(张三、李四丰|李四丰、张三)$/),
      '张三',
      '电话',
      '12345 GD-0007、信访 XF-12',
      '屋檐滴水',
      expect.stringContaining('纠纷'),
    ]);
  });

  it('are refused where there is no such column', async () => {
    const answer = await ask('?columns=number,salary');
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path: '/columns', code: 'list.columnUnknown' }]);
  });

  it('follow the layout of another office, with its headings and words', async () => {
    const { items } = (await ask('/layouts')).body as { items: { key: string; headings: string[] }[] };
    const at = (key: string, heading: string) =>
      items.find((one) => one.key === key)!.headings.indexOf(heading);
    expect((await cellsOf('layout=petition'))[at('petition', '信访形式')]).toBe('来电');
    expect((await cellsOf('layout=petition'))[at('petition', '信访件编号')]).toBe('XF-12');
    expect((await cellsOf('layout=hotline'))[at('hotline', '工单编号')]).toBe('GD-0007');
    expect((await cellsOf('layout=mediation'))[at('mediation', '案件来源')]).toBe('依申请调解');
  });

  it('are those that go out as a file, with the number of rows that come', async () => {
    const file = async (query: string) =>
      fetch(`${product.api.url}/api/v1/cases/export.csv?status=all&${query}`, {
        headers: { authorization: `Bearer ${await product.as('clerk')}`, 'accept-language': 'zh-CN' },
      });
    const chosen = await file('columns=title,reporter');
    expect(chosen.headers.get('x-total-count')).toBe('1');
    expect(await chosen.text()).toBe('事项,提出人\r\n屋檐滴水,张三\r\n');
    expect(await (await file('layout=mediation')).text()).toMatch(/^序号,案件编号,.*\r\n1,清溪/);
  });
});

describe('已报送', () => {
  const mark = async (caseIds: string[], reported: boolean, token?: string) =>
    product.call('/cases/reports', {
      method: 'PUT',
      token: token ?? (await product.as('clerk')),
      body: { caseIds, layout: 'mediation', reported },
    });
  const listed = async (query: string) => idsOf(await ask(`?status=all&${query}`));

  it('is marked once, shown with office, day and name, filtered by, and taken back', async () => {
    expect(await listed('reported=false')).toEqual([dispute]);
    expect((await mark([dispute], true)).body).toEqual({ changed: 1 });
    expect((await mark([dispute], true)).body).toEqual({ changed: 0 });
    expect(await listed('reported=true')).toEqual([dispute]);
    expect(await listed('reported=true&reportedIn=petition')).toEqual([]);
    expect(await listed('reported=false&reportedIn=petition')).toEqual([dispute]);
    const { items } = (await ask('?status=all&columns=reported')).body as { items: { cells: string[] }[] };
    expect(items[0]!.cells[0]).toMatch(/^司法所 \d{4}-\d\d-\d\d \S+$/);
    expect((await mark([dispute], false)).body).toEqual({ changed: 1 });
    expect(await listed('reported=true')).toEqual([]);
    expect((await mark([dispute], true)).body).toEqual({ changed: 1 });
    const history = (await ask(`/${dispute}/reports`)).body.items as { withdrawnAt?: string }[];
    expect(history).toMatchObject([
      {
        layout: 'mediation',
        reportedBy: { name: expect.any(String) },
        withdrawnBy: { name: expect.any(String) },
      },
      { layout: 'mediation' },
    ]);
    expect(history[1]!.withdrawnAt).toBeUndefined();
  });

  it('is for who keeps the register there, all cases or none', async () => {
    const other = await product.as('clerk', product.places.other);
    expect((await mark([dispute], false, other)).status).toBe(404);
    expect((await mark([elsewhere, dispute], true, other)).status).toBe(404);
    expect((await mark([elsewhere, randomUUID()], true, other)).status).toBe(404);
    expect(idsOf(await ask('?status=all&reported=true', other))).toEqual([]);
    expect((await mark([dispute], false, await product.as('gridWorker'))).status).toBe(403);
    expect((await ask(`/${dispute}/reports`, other)).status).toBe(404);
    expect(await listed('reported=true')).toEqual([dispute]);
  });
});

describe('of more than a sheet takes', () => {
  const MORE = 100_001;
  beforeAll(async () => {
    await product.database.query(
      `INSERT INTO case_row (id, county_id, township_id, village_id, number, title, procedure_key, procedure_version,
         urgent, version, round, escalated, calendar_version, opened_at, due_at, updated_at, search)
       SELECT gen_random_uuid(), county_id, township_id, village_id, number || '-' || n, title, procedure_key,
         procedure_version, false, version, round, false, calendar_version, opened_at - make_interval(mins => n), due_at,
         updated_at, search
       FROM case_row, generate_series(1, $2::integer) AS n WHERE id = $1`,
      [dispute, MORE],
    );
    await product.database.query('ANALYZE case_row');
  }, 60_000);
  const get = async (path: string, signal?: AbortSignal) =>
    fetch(`${product.api.url}/api/v1/cases/${path}`, {
      headers: { authorization: `Bearer ${await product.as('clerk')}`, 'accept-language': 'zh-CN' },
      ...(signal && { signal }),
    });

  it('a sheet is refused at once, with what to do instead', async () => {
    const answer = await get('export.xlsx?status=all');
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'export.tooMany',
      detail: '一张表至多 100000 件，请缩小范围，或导出 CSV。',
    });
  });

  it('a CSV has no limit, and comes no further than it is taken', async () => {
    const stop = new AbortController();
    const answer = await get('export.csv?status=all', stop.signal);
    expect(answer.headers.get('x-total-count')).toBe(String(MORE + 1));
    const some = answer.body!.getReader();
    expect((await some.read()).value!.length).toBeLessThan(1_000_000);
    stop.abort();
    await expect(some.read()).rejects.toThrow();
  });

  it('is counted up to a thousand, and a page comes as it is', async () => {
    expect((await ask('/count?status=all')).body).toEqual({ count: 1_000, more: true });
    const page = (await ask('?status=all&columns=number,parties,reported&limit=50')).body;
    expect(page.items).toHaveLength(50);
  });
});
