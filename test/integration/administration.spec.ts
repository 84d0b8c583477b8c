import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import { call, type Call, signIn } from './api/http.js';
import { Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';

describe('an administrator', () => {
  let test: TestApi;
  let organisation: Organisation;
  const places: Record<string, string> = {};
  const ids: Record<string, string> = {};
  const tokens: Record<string, string> = {};
  const ask = (who: string, path: string, options: Call = {}) =>
    call(test.api.url, `/api/v1${path}`, { token: tokens[who], ...options });
  const create = (who: string, body: object) => ask(who, '/administration/accounts', { body });
  const newcomer = (username: string, more: object = {}) => ({
    username,
    name: '陈办事',
    role: 'clerk',
    placeId: places['liutang'],
    ...more,
  });

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    places['county'] = await organisation.place('county', '示例县');
    places['town'] = await organisation.place('township', '清溪镇', places['county']);
    places['liutang'] = await organisation.place('village', '柳塘村', places['town']);
    places['other'] = await organisation.place('county', '邻县');
    const staff: [who: string, role: Role, place: string][] = [
      ['system', 'systemAdmin', 'county'],
      ['administrator', 'administrator', 'county'],
      ['stranger', 'administrator', 'other'],
      ['clerk', 'clerk', 'liutang'],
    ];
    for (const [who, role, place] of staff) {
      const { id, username } = await organisation.account(role, places[place]!, who);
      ids[who] = id;
      tokens[who] = await signIn(test.api.url, username);
    }
  });
  afterAll(async () => {
    await organisation.close();
    await test.close();
  });

  it('adds villages and grids, and renames them', async () => {
    const add = (who: string, body: object) => ask(who, '/places', { body });
    const { status, body } = await add('administrator', { parentId: places['town'], name: '新村' });
    expect(status).toBe(201);
    const grid = (await add('administrator', { parentId: body.id, name: '一组' })).body.id as string;
    expect((await add('administrator', { parentId: grid, name: '甲' })).body.code).toBe('place.lowest');
    expect((await add('administrator', { parentId: places['town'], name: '新村' })).body.code).toBe(
      'place.nameTaken',
    );
    expect((await add('clerk', { parentId: places['town'], name: '乙村' })).status).toBe(403);
    expect((await add('stranger', { parentId: places['town'], name: '乙村' })).status).toBe(404);
    const rename = await ask('administrator', `/places/${body.id}`, {
      method: 'PUT',
      body: { name: '梅村' },
    });
    expect(rename.status).toBe(204);
    const tree = JSON.stringify((await ask('administrator', '/places')).body);
    expect([tree.includes('梅村'), tree.includes('新村'), tree.includes('一组')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('makes an account, hands over its password once, and sees it changed', async () => {
    const made = await create('administrator', newcomer('chen.banshi'));
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    const given = await ask('administrator', `/administration/accounts/${id}/passwords`, { method: 'POST' });
    const { password } = given.body as { password: string };
    const token = await signIn(test.api.url, 'chen.banshi', password);
    expect((await call(test.api.url, '/api/v1/me', { token })).body).toMatchObject({
      name: '陈办事',
      passwordProvisional: true,
      memberships: [{ role: 'clerk', placeName: '柳塘村' }],
    });
    const body = { current: password, next: 'one that only I know' };
    await call(test.api.url, '/api/v1/me/password', { method: 'PUT', token, body });
    expect((await call(test.api.url, '/api/v1/me', { token })).body.passwordProvisional).toBeUndefined();
    const rows = JSON.stringify(await test.database.query('SELECT a::text FROM account a'));
    expect(rows).not.toContain(password);
    expect((await create('administrator', newcomer('chen.banshi'))).body.code).toBe('account.usernameTaken');
  });

  it('gives and ends roles, which count at once and stay on record', async () => {
    const { id } = (await create('administrator', newcomer('yijiantiao'))).body as { id: string };
    const path = `/administration/accounts/${id}`;
    const appoint = (body: object) => ask('administrator', `${path}/memberships`, { body });
    expect((await appoint({ role: 'convener', placeId: places['liutang'] })).status).toBe(201);
    expect((await appoint({ role: 'convener', placeId: places['liutang'] })).body.code).toBe(
      'membership.held',
    );
    const [convener] = (await ask('administrator', path)).body.memberships;
    expect(convener).toMatchObject({ role: 'convener', place: { name: '柳塘村' } });
    const end = () => ask('administrator', `${path}/memberships/${convener.id}`, { method: 'DELETE' });
    expect([(await end()).status, (await end()).status]).toEqual([204, 404]);
    const { memberships } = (await ask('administrator', path)).body;
    expect(
      memberships.map((one: { role: string; validTo?: string }) => [one.role, Boolean(one.validTo)]),
    ).toEqual([
      ['convener', true],
      ['clerk', false],
    ]);
    const listed = (await ask('administrator', '/administration/accounts')).body.items;
    expect(listed.find((one: { id: string }) => one.id === id)).toMatchObject({
      username: 'yijiantiao',
      disabled: false,
      roles: ['clerk'],
    });
  });

  it.each([
    ['a name in capitals or spaces', { username: 'Chen Ban' }, 'field.username'],
    ['a township role in a village', { role: 'townshipOffice' }, 'membership.levelUnfit'],
    [
      'a representative of no department',
      { role: 'department', placeId: 'town' },
      'membership.departmentMissing',
    ],
  ])('is told what is wrong with %s', async (_what, fields, code) => {
    const { placeId, ...more } = fields as { placeId?: string };
    const body = newcomer('someone', { ...more, ...(placeId && { placeId: places[placeId] }) });
    const answer = (await create('administrator', body)).body;
    expect(answer.errors?.[0]?.code ?? answer.code).toBe(code);
  });

  it('cuts off an account at once, never the own one', async () => {
    const change = (id: string) =>
      ask('administrator', `/administration/accounts/${id}`, { method: 'PUT', body: { disabled: true } });
    expect((await change(ids['administrator']!)).body.code).toBe('account.lastAdministrator');
    expect((await change(ids['clerk']!)).status).toBe(204);
    expect((await ask('clerk', '/me')).body.code).toBe('auth.sessionEnded');
  });

  it('reaches no further than the own places, and not above itself', async () => {
    const { id } = (await create('administrator', newcomer('jinei'))).body as { id: string };
    const path = `/administration/accounts/${id}`;
    expect((await ask('stranger', path)).status).toBe(404);
    expect((await ask('stranger', `${path}/passwords`, { method: 'POST' })).status).toBe(404);
    expect((await create('stranger', newcomer('jiwai'))).status).toBe(404);
    const systems = `/administration/accounts/${ids['system']}`;
    for (const options of [
      { method: 'POST', path: '/passwords' },
      { method: 'GET', path: '' },
    ])
      expect(
        (await ask('administrator', `${systems}${options.path}`, { method: options.method })).status,
      ).toBe(403);
    const above = newcomer('shangji', { role: 'systemAdmin', placeId: places['county'] });
    expect((await create('administrator', above)).status).toBe(403);
    expect((await create('system', above)).status).toBe(201);
  });
});
