import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import { call, type Call, signIn } from './api/http.js';
import { Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';

describe('organisation, people and pools', () => {
  let test: TestApi;
  let organisation: Organisation;
  const places: Record<string, string> = {};
  const tokens: Record<string, string> = {};
  const ask = (who: string, path: string, options: Call = {}) =>
    call(test.api.url, `/api/v1${path}`, { token: tokens[who], ...options });
  const search = async (who: string, body: object): Promise<{ id: string }[]> =>
    (await ask(who, '/persons/searches', { body })).body.items as { id: string }[];
  const enter = async (who: string, name: string, place: string, fields = {}): Promise<string> => {
    const body = { name, villageId: places[place], ...fields };
    const answer = await ask(who, '/persons', { body });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    places['county'] = await organisation.place('county', '示例县');
    places['town'] = await organisation.place('township', '清溪镇', places['county']);
    places['other town'] = await organisation.place('township', '白石镇', places['county']);
    places['liutang'] = await organisation.place('village', '柳塘村', places['town']);
    places['shiqiao'] = await organisation.place('village', '石桥村', places['town']);
    places['far'] = await organisation.place('village', '远山村', places['other town']);
    const staff: [who: string, role: Role, place: string][] = [
      ['clerk', 'clerk', 'liutang'],
      ['neighbour', 'clerk', 'shiqiao'],
      ['stranger', 'clerk', 'far'],
      ['township', 'townshipOffice', 'town'],
      ['county', 'county', 'county'],
      ['administrator', 'administrator', 'county'],
      ['department', 'department', 'town'],
    ];
    for (const [who, role, place] of staff) {
      const { username } = await organisation.account(role, places[place]!, who);
      tokens[who] = await signIn(test.api.url, username);
    }
  });
  afterAll(async () => {
    await organisation.close();
    await test.close();
  });

  it('shows the places of one’s township, and which are one’s own', async () => {
    const { body } = await ask('clerk', '/places');
    const [county] = body.items;
    expect(county).toMatchObject({ name: '示例县', level: 'county', inScope: false });
    expect(county.children.map((p: { name: string }) => p.name)).toEqual(['清溪镇']);
    const villages = county.children[0].children.map((p: { name: string; inScope: boolean }) => [
      p.name,
      p.inScope,
    ]);
    expect(new Map(villages)).toEqual(new Map([['柳塘村', true], ['石桥村', false]])); // prettier-ignore
    const all = await ask('county', '/places');
    expect(all.body.items[0].children).toHaveLength(2);
  });

  it('finds people by their whole name or number, only where one works', async () => {
    const id = await enter('clerk', '欧阳 雪', 'liutang', { phone: '138-0000-0001', birthYear: 1968 });
    for (const query of [{ name: '欧阳雪' }, { phone: '+86 13800000001' }, { villageId: places['liutang'] }])
      for (const who of ['clerk', 'township'])
        expect((await search(who, query)).map((person) => person.id)).toEqual([id]);
    expect(await search('clerk', { name: '欧阳' })).toEqual([]);
    // A name in an address would stand in logs.
    expect((await ask('clerk', '/persons?name=欧阳雪')).body.code).toBe('request.invalid');
    for (const who of ['neighbour', 'stranger']) {
      expect(await search(who, { name: '欧阳雪' })).toEqual([]);
      const unseen = await ask(who, `/persons/${id}`);
      const nobody = await ask(who, `/persons/${randomUUID()}`);
      expect([unseen.status, nobody.status]).toEqual([404, 404]);
      expect({ ...unseen.body, traceId: '' }).toEqual({ ...nobody.body, traceId: '' });
      expect((await ask(who, `/persons?villageId=${places['liutang']}`)).status).toBe(404);
      expect(
        (await ask(who, `/persons/${id}/kin`, { body: { kinId: randomUUID(), relation: '兄' } })).status,
      ).toBe(404);
    }
    for (const who of ['county', 'administrator', 'department'])
      expect((await ask(who, `/persons/${id}`)).body.code).toBe('auth.roleMissing');
  });

  it('takes role and place from one membership: two of them do not add up', async () => {
    const id = await enter('neighbour', '欧阳霜', 'shiqiao', { phone: '13800000077' });
    const both = await organisation.account('department', places['town']!);
    await organisation.membership(both.id, 'gridWorker', places['liutang']!);
    tokens['both'] = await signIn(test.api.url, both.username);
    expect((await ask('both', `/persons?villageId=${places['liutang']}`)).status).toBe(200);
    expect((await ask('both', `/persons?villageId=${places['shiqiao']}`)).status).toBe(404);
    expect((await ask('both', `/persons/${id}`)).status).toBe(404);
    expect(await search('both', { name: '欧阳霜' })).toEqual([]);
    const body = { name: '赵六', villageId: places['shiqiao'] };
    expect((await ask('both', '/persons', { body })).status).toBe(404);
    await organisation.dismiss(both.id);
  });

  it('makes one of equal things that come at once, and tells the others so', async () => {
    const at = (path: string, body: object, who = 'township') =>
      Promise.all(Array.from({ length: 6 }, () => ask(who, path, { body })));
    const pool = { placeId: places['shiqiao'], kind: 'resident', name: '石桥村群众群英库' };
    const pools = await at('/pools', pool, 'neighbour');
    const { id } = pools.find(({ status }) => status === 201)!.body;
    const third = await organisation.place('township', '黑石镇', places['county']);
    const personId = await enter('neighbour', '孙八', 'shiqiao');
    const outcomes = [
      pools,
      await at('/departments', { placeId: third, name: '农业站', kind: 'other' }, 'county'),
      await at(`/pools/${id}/members`, { personId, nomination: 'adHoc' }, 'neighbour'),
    ].map((answers) => answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim()).sort());
    expect(outcomes).toEqual(
      ['pool.nameTaken', 'department.nameTaken', 'pool.memberTwice'].map((code) => [
        '201',
        ...Array.from({ length: 5 }, () => `409 ${code}`),
      ]),
    );
  });

  it('keeps names and numbers of people out of sight in the database', async () => {
    await enter('clerk', '纳兰隐', 'liutang', { phone: '13900000002' });
    const rows = await test.database.query('SELECT row_to_json(p)::text AS row FROM person p');
    expect(JSON.stringify(rows)).not.toMatch(/纳兰隐|13900000002/);
    const hex = Buffer.from('纳兰隐').toString('hex');
    expect(JSON.stringify(rows)).not.toContain(hex);
  });

  it('lets a clerk enter people in the own village only', async () => {
    const body = { name: '赵六', villageId: places['shiqiao'] };
    expect((await ask('clerk', '/persons', { body })).status).toBe(404);
    expect((await ask('clerk', '/persons', { body: { ...body, villageId: places['town'] } })).status).toBe(
      403,
    );
    expect((await ask('clerk', '/persons', { body: { ...body, villageId: randomUUID() } })).status).toBe(404);
    expect((await ask('township', '/persons', { body })).status).toBe(201);
  });

  it('declares kin once a pair', async () => {
    const [one, other] = [await enter('clerk', '李四', 'liutang'), await enter('clerk', '吴八', 'liutang')];
    const body = { kinId: other, relation: '妹夫' };
    expect((await ask('clerk', `/persons/${one}/kin`, { body })).status).toBe(201);
    expect((await ask('clerk', `/persons/${one}/kin`, { body })).status).toBe(201);
    const { body: seen } = await ask('clerk', `/persons/${other}`);
    expect(seen.kin).toEqual([{ id: one, name: '李四', relation: '妹夫' }]);
    const self = await ask('clerk', `/persons/${one}/kin`, { body: { ...body, kinId: one } });
    expect([self.status, self.body.code]).toEqual([422, 'person.ownKin']);
  });

  it('carries a repeated request out once, and refuses the key with another body', async () => {
    const bodies = ['钱十', '郑九'].map((name) => ({ name, villageId: places['liutang'] }));
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => ask('clerk', '/persons', { body: bodies[i % 2], key })),
    );
    const done = answers.filter(({ status }) => status === 201);
    expect(done).toHaveLength(20);
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
    expect(
      new Set(answers.filter((a) => !done.includes(a)).map((a) => [a.status, a.body.code].join())),
    ).toEqual(new Set(['422,request.idempotencyKeyReused']));
    const found = await Promise.all(bodies.map(({ name }) => search('clerk', { name })));
    expect(found.flat()).toHaveLength(1);
    // Somebody else's key is another key.
    const other = { name: '钱十', villageId: places['shiqiao'] };
    expect((await ask('neighbour', '/persons', { body: other, key })).status).toBe(201);
    // The order of members is no other body.
    const turned = `{"villageId":"${places['liutang']}","name":"${done[0]!.body.name}"}`;
    expect((await ask('clerk', '/persons', { body: turned, key })).body.id).toBe(done[0]!.body.id);
  });

  it('remembers nothing of a request that was refused', async () => {
    const key = randomUUID();
    const body = { placeId: places['town'], kind: 'resident', name: '库' };
    const refused = await ask('township', '/pools', { body, key });
    expect([refused.status, refused.body.code]).toEqual([422, 'pool.levelUnfit']);
    expect((await ask('township', '/pools', { body: { ...body, kind: 'expert' }, key })).status).toBe(201);
  });

  it('keeps residents in village pools and experts in township pools, which villages see', async () => {
    const own = { placeId: places['liutang'], kind: 'resident', name: '柳塘村群众群英库' };
    const pool = await ask('clerk', '/pools', { body: own });
    expect(pool.body).toEqual({ id: expect.any(String), ...own });
    expect((await ask('clerk', '/pools', { body: own })).body.code).toBe('pool.nameTaken');
    const experts = { placeId: places['town'], kind: 'expert', name: '清溪镇专家群英库' };
    expect((await ask('clerk', '/pools', { body: experts })).status).toBe(403);
    expect((await ask('department', '/pools', { body: experts })).status).toBe(403);
    const { body: expertPool } = await ask('township', '/pools', { body: experts });
    const lawyer = await enter('township', '周律师', 'town');
    const member = { personId: lawyer, nomination: 'committeesSelected', expertise: '法律' };
    expect((await ask('township', `/pools/${expertPool.id}/members`, { body: member })).status).toBe(201);
    expect((await ask('township', `/pools/${expertPool.id}/members`, { body: member })).body.code).toBe(
      'pool.memberTwice',
    );
    expect((await ask('clerk', `/pools/${expertPool.id}/members`)).body).toEqual({
      items: [
        {
          id: expect.any(String),
          ...member,
          name: '周律师',
          mediator: false,
          since: expect.stringMatching(/\+08:00$/),
        },
      ],
      next: null,
    });
    expect((await ask('stranger', `/pools/${expertPool.id}/members`)).status).toBe(404);
    const names = async (who: string, query = '') =>
      (await ask(who, `/pools${query}`)).body.items.map((p: { name: string }) => p.name);
    expect(await names('clerk', '?kind=expert')).toContain('清溪镇专家群英库');
    expect(await names('neighbour')).not.toContain('柳塘村群众群英库');
    expect(await names('stranger')).toEqual([]);
    expect(await names('county', '?kind=resident')).toContain('柳塘村群众群英库');
  });

  it('pages through a list without gaps or doubles', async () => {
    const entered = await Promise.all(
      Array.from({ length: 7 }, (_, i) => enter('stranger', `村民${i}`, 'far')),
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ask('stranger', `/persons?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((p: { id: string }) => p.id));
      cursor = body.next as string | null;
    }
    expect(seen).toEqual([...entered].sort());
  });

  it('lists departments and colleagues who serve a place', async () => {
    const body = { placeId: places['town'], name: '清溪镇司法所', kind: 'justiceOffice' };
    expect((await ask('clerk', '/departments', { body })).body.code).toBe('auth.roleMissing');
    const created = await ask('administrator', '/departments', { body });
    expect(created.body).toEqual({ id: expect.any(String), ...body });
    expect((await ask('township', '/departments', { body })).status).toBe(409);
    const departments = await ask('clerk', `/departments?placeId=${places['liutang']}`);
    expect(departments.body.items).toEqual([created.body]);
    expect((await ask('stranger', '/departments')).body.items).toEqual([]);
    const serving = await ask('clerk', `/accounts?placeId=${places['liutang']}`);
    const roles = serving.body.items.map((a: { name: string; roles: string[] }) => [a.name, ...a.roles]);
    expect(roles.sort()).toEqual([
      ['administrator', 'administrator'],
      ['clerk', 'clerk'],
      ['county', 'county'],
      ['department', 'department'],
      ['township', 'townshipOffice'],
    ]);
    expect((await ask('clerk', `/accounts?placeId=${places['liutang']}&role=clerk`)).body.items).toHaveLength(
      1,
    );
    expect((await ask('clerk', `/accounts?placeId=${places['far']}`)).status).toBe(404);
  });

  it('tells every kind of step with its actions', async () => {
    const { body } = await ask('clerk', '/step-kinds');
    const sign = body.items.find((kind: { kind: string }) => kind.kind === 'sign');
    expect(sign).toMatchObject({ name: { zh: '签署' }, outcomes: expect.arrayContaining(['signed']) });
    const refuse = sign.actions.find((action: { action: string }) => action.action === 'refuse');
    expect(refuse.schema.required).toEqual(['signerId', 'reason']);
    expect(JSON.stringify(body)).not.toContain('"format":"content"');
  });

  it('finds somebody by part of the name, by pinyin, by what the village calls them, and corrects them', async () => {
    const id = await enter('clerk', '单小芳', 'liutang', { nickname: '芳姐', phone: '10000007788' });
    const found = async (q: string, who = 'clerk') =>
      (await search(who, { q, villageId: places['liutang'] })).map((one) => one.id);
    for (const q of ['小芳', '芳姐', 'shanxf', 'sxf', '7788']) expect([q, await found(q)]).toEqual([q, [id]]);
    expect(await found('不存在')).toEqual([]);
    expect((await ask('clerk', '/persons/searches', { body: { q: '小芳' } })).body.code).toBe(
      'person.villageMissing',
    );
    expect(
      (await ask('stranger', '/persons/searches', { body: { q: '小芳', villageId: places['liutang'] } }))
        .status,
    ).toBe(404);
    const change = (body: object, who = 'clerk') => ask(who, `/persons/${id}`, { method: 'PUT', body });
    expect((await change({ name: '单晓芳', phone: null })).body).toMatchObject({
      name: '单晓芳',
      nickname: '芳姐',
    });
    expect((await ask('clerk', `/persons/${id}`)).body.phone).toBeUndefined();
    expect((await change({ gridId: places['far'] })).body.code).toBe('person.gridUnfit');
    const grid = await organisation.place('grid', '柳塘五组', places['liutang']);
    const inGrid = async (q?: string) =>
      (await search('clerk', { q, villageId: places['liutang'], gridId: grid })).map((one) => one.id);
    expect([await inGrid(), await inGrid('sxf')]).toEqual([[], []]);
    expect((await change({ gridId: grid })).status).toBe(200);
    expect([await inGrid(), await inGrid('sxf')]).toEqual([[id], [id]]);
    expect((await change({ name: '别人' }, 'stranger')).status).toBe(404);
    const rows = JSON.stringify(await test.database.query('SELECT p::text FROM person p'));
    expect(rows).not.toContain(Buffer.from('芳姐').toString('hex'));
  });

  it('takes back a kinship that was declared by mistake', async () => {
    const [one, other] = [await enter('clerk', '甲某', 'liutang'), await enter('clerk', '乙某', 'liutang')];
    await ask('clerk', `/persons/${one}/kin`, { body: { kinId: other, relation: '兄弟' } });
    const path = `/persons/${other}/kin/${one}`;
    expect((await ask('clerk', path, { method: 'DELETE' })).status).toBe(204);
    expect((await ask('clerk', `/persons/${one}`)).body.kin).toEqual([]);
  });
});
