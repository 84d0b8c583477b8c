import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dateOf } from '#domain';
import { ContentStore } from '#persistence';
import { now } from '#testing';
import type { Answer } from './api/http.js';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const list = async (query: string, token?: string): Promise<Answer> =>
  product.must(`/cases?${query}`, { token: token ?? (await product.as('clerk')) });
const numbers = ({ body }: Answer): string[] => body.items.map((item: { number: string }) => item.number);

describe('one case', () => {
  it('shows names, texts, steps, and who may do what now', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const { body, headers } = await product.view(walk.id, await product.as('convener'));
    expect(headers.get('etag')).toBe(`"${body.version}"`);
    expect(body).toMatchObject({
      matter: '村口养鸡场气味大，污水进了灌溉渠。',
      channel: 'paper',
      procedure: { key: 'development', version: 1 },
      place: { village: { name: '柳塘村' }, township: { name: '清溪镇' } },
      parties: [{ id: walk.farmer, name: '群众1' }],
      currentSteps: [{ step: 'selectMembers', owner: 'convener' }],
    });
    expect(body.steps.map((step: { step: string; status: string }) => [step.step, step.status])).toEqual([
      ['triage', 'done'],
      ['investigate', 'done'],
      ['confirmTopic', 'done'],
      ['selectMembers', 'open'],
    ]);
    expect(body.options).toMatchObject([
      { step: 'selectMembers', claimable: true, actions: [{ action: 'complete', mine: true }] },
    ]);
    const worker = await product.view(walk.id, await product.as('gridWorker'));
    expect(worker.body.options).toMatchObject([{ claimable: false, actions: [{ mine: false }] }]);
  });

  it('tells what may be done to it as a whole', async () => {
    const reporterId = await product.person();
    const { id } = (await product.open({ reporterId })).body;
    const [clerk, worker, county] = await Promise.all([
      product.as('clerk'),
      product.as('gridWorker'),
      product.as('county', product.places.county),
    ]);
    const commands = async (token: string) => (await product.view(id, token)).body.commands;
    const always = ['comments', 'attachments', 'external-refs'];
    const leads = ['withdrawals', 'escalations', 'confidentiality', 'pauses'];
    expect(await commands(clerk)).toEqual([...always, ...leads]);
    expect(await commands(worker)).toEqual(always);
    expect(await commands(county)).toEqual([]);
    await product.must(`/cases/${id}/withdrawals`, {
      token: clerk,
      body: { by: [reporterId], reason: '好了' },
    });
    expect(await commands(clerk)).toEqual(['reopenings']);
    expect(await commands(worker)).toEqual([]);
  });

  it('tells its story page by page, with texts and names', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const token = await product.as('clerk');
    const items = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Answer = await product.must(
        `/cases/${walk.id}/timeline?limit=4${next && `&cursor=${next}`}`,
        { token },
      );
      items.push(...page.body.items);
      next = page.body.next;
    }
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
    const acted = items.find(({ type, data }) => type === 'stepActed' && data.step === 'investigate');
    expect(acted).toMatchObject({
      actor: { name: '某人' },
      data: {
        action: 'complete',
        payload: { principalContradiction: '污水直排灌溉渠。', heard: walk.members.slice(0, 3) },
      },
      names: { [walk.members[0]!]: '群众3' },
    });
    expect(items.find(({ type }) => type === 'procedureChosen').data.procedure).toEqual({
      key: 'development',
      version: 1,
      name: { zh: '居（村）发展', en: 'Development' },
    });
    expect((await product.call(`/cases/${walk.id}/timeline?cursor=zzz`, { token })).body.code).toBe(
      'request.invalid',
    );
  });

  it('says what was erased', async () => {
    const dueOn = addDays(dateOf(now()), 20);
    const fields = { title: '檐沟堵了', externalRefs: [{ system: '12345', number: 'QX-7', dueOn }] };
    const { id } = (await product.open(fields)).body;
    const token = await product.as('clerk');
    const read = async (path: string) => (await product.must(`/cases${path}`, { token })).body;
    expect(await read(`/${id}`)).toMatchObject(fields);
    expect((await read('?q=檐沟')).items).toMatchObject([{ id, title: '檐沟堵了' }]);
    const { data } = (await read(`/${id}/timeline`)).items[0];
    expect(data).toMatchObject(fields);
    expect(data.externalRefs).toEqual(fields.externalRefs);

    await new ContentStore(product.pool, product.ring).erase(`case/${id}`);
    const body = await read(`/${id}`);
    expect(body).not.toHaveProperty('matter');
    expect(body).not.toHaveProperty('title');
    expect(body.externalRefs).toEqual([{ system: '12345', dueOn }]);
    expect((await read('?q=檐沟')).items).toEqual([]);
    expect((await read(`/${id}/timeline`)).items[0]).toMatchObject({
      type: 'caseOpened',
      erased: true,
      data: { matter: null, title: null, externalRefs: [{ system: '12345', number: null, dueOn }] },
    });
    const { items } = await read(`/${id}/deadlines`);
    const outside = items.find(({ clock }: { clock: string }) => clock === 'external');
    expect(outside.external).toEqual({ system: '12345' });
    expect(outside.words.zh.join('')).toContain('其编号已删除');
    expect((await read(`/${id}/audit`)).intact).toBe(true);
    // As of any other text, nothing is taken in again.
    const again = { token, body: { system: '12345', number: 'QX-7', dueOn } };
    expect((await product.call(`/cases/${id}/external-refs`, again)).body.code).toBe('case.erased');
  });
});

describe('outside of one’s places', () => {
  it('there is nothing: no case, no timeline, no audit, no list, no inbox', async () => {
    const { id } = (await product.open({ title: '别村看不见' })).body;
    const elsewhere = await product.as('clerk', product.places.other);
    for (const path of [`/cases/${id}`, `/cases/${id}/timeline`, `/cases/${id}/audit`]) {
      const [there, nowhere] = [
        await product.call(path, { token: elsewhere }),
        await product.call(path.replace(id, randomUUID()), { token: elsewhere }),
      ];
      expect(there.status).toBe(404);
      const { traceId: _one, ...problem } = there.body;
      const { traceId: _other, ...same } = nowhere.body;
      expect(problem).toEqual(same);
    }
    expect((await list('limit=200', elsewhere)).body.items).toEqual([]);
    expect((await list(`villageId=${product.places.village}`, elsewhere)).body.items).toEqual([]);
    expect((await product.must('/inbox', { token: elsewhere })).body.items).toEqual([]);
    const admin = await product.as('administrator', product.places.county);
    expect((await product.call(`/cases/${id}`, { token: admin })).status).toBe(404);
  });

  it('the township sees its villages', async () => {
    const { id, number } = (await product.open({ title: '镇里看得见' })).body;
    const office = await product.as('townshipOffice', product.places.township);
    expect((await product.view(id, office)).status).toBe(200);
    expect(numbers(await list('limit=200&sort=-openedAt', office))).toContain(number);
    expect(numbers(await list(`limit=200&villageId=${product.places.village}`, office))).toContain(number);
  });
});

describe('lists', () => {
  it('are filtered, sorted and paged', async () => {
    const village = await product.organisation.place('village', '新苑社区', product.places.township);
    const worker = await product.as('gridWorker', village);
    const opened: string[] = [];
    for (const [n, category] of ['dispute', 'development', 'dispute'].entries()) {
      const body = {
        matter: '记一件',
        title: `路灯第${n + 1}盏`,
        villageId: village,
        category,
        occurredAt: new Date(now() - (60 - n) * 86_400_000).toISOString(),
        lateReason: '纸质台账转录。',
      };
      opened.push((await product.must('/cases', { token: worker, body })).body.number);
    }
    expect(numbers(await list('sort=openedAt', worker))).toEqual(opened);
    expect(numbers(await list('sort=-openedAt', worker))).toEqual([...opened].reverse());
    expect(numbers(await list('category=dispute&sort=openedAt', worker))).toEqual([opened[0], opened[2]]);
    expect(numbers(await list('overdue=true&sort=openedAt', worker))).toEqual(opened);
    expect(numbers(await list(`q=${encodeURIComponent('路灯')}&sort=openedAt`, worker))).toEqual(opened);
    expect(numbers(await list('q=%25_', worker))).toEqual([]);
    expect(numbers(await list('status=closed', worker))).toEqual([]);
    const first = await list('sort=openedAt&limit=2', worker);
    const second = await list(`sort=openedAt&limit=2&cursor=${first.body.next}`, worker);
    expect([...numbers(first), ...numbers(second)]).toEqual(opened);
    expect(second.body.next).toBeNull();
  });

  it.each([
    ['sort=number;drop table event', '/sort'],
    ['limit=100000', '/limit'],
    ['limit=１０', '/limit'],
    ['status=closed&sort=dueAt', '/sort'],
    ['status=closed&overdue=true', '/overdue'],
    ['colour=red', '/colour'],
    ['cursor=abc', '/cursor'],
    ['category=criminal', '/category'],
  ])('%s is refused', async (query, path) => {
    const answer = await product.call(`/cases?${query}`, { token: await product.as('clerk') });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path, in: 'query' }] },
    });
  });
});

describe('the inbox', () => {
  it('shows what I hold and what my roles may claim', async () => {
    const village = await product.organisation.place(
      'village',
      `村${randomUUID().slice(0, 8)}`,
      product.places.township,
    );
    const clerk = await product.organisation.account('clerk', village, '李书记员');
    const [mine, worker] = [await product.token(clerk), await product.as('gridWorker', village)];
    const body = { matter: '记一件', villageId: village };
    const { id } = (await product.must('/cases', { token: worker, body })).body;
    const inbox = async (token: string) => (await product.must('/inbox', { token })).body.items;
    expect(await inbox(mine)).toMatchObject([{ case: { id }, step: 'triage', role: 'clerk', mine: false }]);
    expect(await inbox(worker)).toEqual([]);
    const path = `/cases/${id}/steps/triage/assignments`;
    await product.must(path, { token: mine, body: { assigneeId: clerk.id } });
    expect(await inbox(mine)).toMatchObject([{ case: { id }, mine: true }]);
    const other = await product.as('clerk', village);
    expect(await inbox(other)).toEqual([]);
    const view = await product.view(id, other);
    expect(view.body.options).toMatchObject([{ assignee: { name: '李书记员' }, actions: [{ mine: false }] }]);
    await product.must(path, { token: mine, body: { assigneeId: null, reason: '外出培训' } });
    expect(await inbox(other)).toMatchObject([{ case: { id }, mine: false }]);
  });
});

describe('a case settled on the spot', () => {
  const form = async (change: object = {}) => {
    const [one, other, member] = await product.persons(3);
    return {
      villageId: product.places.village,
      category: 'dispute',
      title: '建材堆放堵住巷口',
      matter: '装修的沙子堆住半条巷，电动车过不去。',
      location: '二巷口',
      parties: [one, other],
      members: [{ personId: member, nomination: 'adHoc' }],
      place: '二巷口',
      mode: 'onTheSpot',
      minutes: '网格员叫来楼栋长和一位群英，二十分钟说定。',
      terms: '当晚六点前清走，先让出一米二。',
      form: 'oralAgreementRecord',
      reportedAt: new Date(now() - 3 * 3_600_000).toISOString(),
      occurredAt: new Date(now() - 2 * 3_600_000).toISOString(),
      ...change,
    };
  };
  const record = async (body: object, key: string = randomUUID()) =>
    product.call('/cases/record-done', { token: await product.as('gridWorker'), body, key });

  it('is entered in one form and one command', async () => {
    const [body, key] = [await form(), randomUUID()];
    const [answer, again] = [await record(body, key), await record(body, key)];
    expect(answer.status).toBe(201);
    expect(again.body).toEqual(answer.body);
    expect(answer.body).not.toHaveProperty('warnings');
    const { body: view } = await product.view(answer.body.id);
    expect(view).toMatchObject({
      procedure: { key: 'onTheSpot' },
      openedAt: expect.stringContaining('+08:00'),
      currentSteps: [{ step: 'feedback' }],
      parties: body.parties.map((id) => ({ id })),
    });
    expect(Date.parse(view.openedAt)).toBe(Date.parse(body.reportedAt));
    const commands = await product.database.query('SELECT FROM command WHERE case_id = $1', [answer.body.id]);
    expect(commands).toHaveLength(1);
  });

  it('is entered with a warning when a member bears the name of a party', async () => {
    const body = await form({ members: [{ personId: await product.person('群众2'), nomination: 'adHoc' }] });
    const key = randomUUID();
    const [answer, again] = [await record(body, key), await record(body, key)];
    expect(answer).toMatchObject({
      status: 201,
      body: { warnings: [{ code: 'selectMembers.sameNameAsParty', path: '/members/0/personId' }] },
    });
    expect(answer.body.warnings).toHaveLength(1);
    expect(again.body).toEqual(answer.body);
  });

  it('goes on to its milestones when there are any, and may be signed on paper', async () => {
    const body = await form();
    const [signer, other] = body.parties;
    const dueOn = addDays(dateOf(now()), 30);
    const signed = await record({
      ...body,
      form: 'consentForm',
      signatures: [
        { signerId: signer, manner: 'signature' },
        { signerId: other, manner: 'readAloud', witness: '王五' },
      ],
      milestones: [{ title: '清走沙子', dueOn, ownerId: signer }],
    });
    expect(signed.status).toBe(201);
    const { body: view } = await product.view(signed.body.id);
    expect(view.currentSteps).toMatchObject([{ step: 'implement' }]);
    expect(view.milestones).toMatchObject([{ title: '清走沙子', dueOn, owner: { id: signer } }]);
  });

  it.each<[string, (body: Awaited<ReturnType<typeof form>>) => object, number, string, string]>([
    [
      'a member who is a party',
      ({ parties }) => ({ members: [{ personId: parties[0], nomination: 'adHoc' }] }),
      422,
      'selectMembers.memberIsParty',
      '/members/0/personId',
    ],
    ['one party only', ({ parties }) => ({ parties: [parties[0]] }), 422, '', '/parties'],
    ['no signatures on paper', () => ({ form: 'consentForm' }), 400, 'request.invalid', '/signatures'],
    [
      'one signature missing',
      ({ parties }) => ({ form: 'consentForm', signatures: [{ signerId: parties[0], manner: 'signature' }] }),
      409,
      'step.notOpen',
      '/signatures',
    ],
    [
      'a signature of a stranger',
      ({ members }) => ({
        form: 'consentForm',
        signatures: [{ signerId: members[0]!.personId, manner: 'signature' }],
      }),
      422,
      'sign.notASigner',
      '/signatures/0/signerId',
    ],
    [
      'a milestone in the past',
      () => ({ milestones: [{ title: '清走', dueOn: '2020-01-01' }] }),
      422,
      'decide.milestonePast',
      '/milestones/0/dueOn',
    ],
    [
      'by word of mouth in development',
      () => ({ category: 'development' }),
      422,
      'deliberate.wrongForm',
      '/form',
    ],
    [
      'the future',
      () => ({ occurredAt: '2099-01-01T00:00:00+08:00', reportedAt: undefined }),
      422,
      'command.inFuture',
      '/occurredAt',
    ],
    [
      'a person nobody knows',
      () => ({ members: [{ personId: randomUUID(), nomination: 'adHoc' }] }),
      422,
      'person.unknown',
      '/members/0/personId',
    ],
    [
      'an unknown field',
      () => ({ members: [{ personId: randomUUID(), nomination: 'adHoc', closeKinOf: [] }] }),
      400,
      'request.invalid',
      '/members/0/closeKinOf',
    ],
  ])('is refused with %s, and nothing of it is entered', async (_name, change, status, code, path) => {
    const before = await product.database.query('SELECT count(*) FROM case_row');
    const body = await form();
    const answer = await record({ ...body, ...change(body) });
    expect(answer).toMatchObject({ status, body: { errors: [{ path }], ...(code && { code }) } });
    expect(await product.database.query('SELECT count(*) FROM case_row')).toEqual(before);
  });

  it('is refused to who only speaks for a department', async () => {
    const token = await product.as('department', product.places.township);
    const answer = await product.call('/cases/record-done', { token, body: await form() });
    expect(answer).toMatchObject({ status: 403, body: { code: 'case.roleMissing' } });
  });
});
