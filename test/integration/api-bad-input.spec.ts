import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, type Call, signIn } from './api/http.js';
import { Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('bad input', () => {
  let test: TestApi;
  let organisation: Organisation;
  let villageId: string;
  let token: string;

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    const county = await organisation.place('county', '示例县');
    const township = await organisation.place('township', '清溪镇', county);
    villageId = await organisation.place('village', '柳塘村', township);
    token = await signIn(test.api.url, (await organisation.account('clerk', villageId)).username);
  });
  afterAll(async () => {
    await organisation.close();
    await test.close();
  });

  const persons = async (): Promise<number> => {
    const [row] = await test.database.query<{ n: number }>('SELECT count(*)::int AS n FROM person');
    return row!.n;
  };
  const person = (fields: object): object => ({ name: '张三', villageId, ...fields });
  /** `post` makes the body, for `villageId` isn't known before. */
  interface Case {
    post: () => unknown;
    call?: Call;
    path?: string;
    status?: number;
    code?: string;
    errors?: [path: string, code: string][];
  }
  const field = (fields: object, path: string, code: string): Case => ({
    post: () => person(fields),
    errors: [[path, code]],
  });

  const cases: Record<string, Case> = {
    'an unknown field': field({ alias: '三哥' }, '/alias', 'field.unknown'),
    'an unknown field with a slash': field({ 'a/b~c': 1 }, '/a~1b~0c', 'field.unknown'),
    'a missing field': { post: () => ({ villageId }), errors: [['/name', 'field.required']] },
    'nothing at all': {
      post: () => ({}),
      errors: [
        ['/name', 'field.required'],
        ['/villageId', 'field.required'],
      ],
    },
    'blanks for a name': field({ name: ' \u3000\n' }, '/name', 'field.required'),
    null: field({ name: null }, '/name', 'field.text'),
    'a number for text': field({ name: 7 }, '/name', 'field.text'),
    'an object for text': field({ name: { $ne: '' } }, '/name', 'field.text'),
    'an unknown code': {
      post: () => ({ placeId: villageId, kind: 'elite', name: '库' }),
      path: '/pools',
      errors: [['/kind', 'field.oneOf']],
    },
    'text that is too long': field({ name: '长'.repeat(101) }, '/name', 'field.tooLong'),
    'no UUID': field({ villageId: '../../etc' }, '/villageId', 'field.uuid'),
    'full-width digits': field({ phone: '１３８００００００００' }, '/phone', 'field.phone'),
    'a fraction': field({ birthYear: 1968.5 }, '/birthYear', 'field.wholeNumber'),
    '1e308': field({ birthYear: 1e308 }, '/birthYear', 'field.tooBig'),
    NUL: field({ name: '张\u0000三' }, '/name', 'field.controlCharacter'),
    'an escape sequence': field({ name: '\u001b[31m' }, '/name', 'field.controlCharacter'),
    'a bidi override': field({ name: '张\u202e三' }, '/name', 'field.bidiControl'),
    'a bidi isolate': field({ name: '张\u2066三' }, '/name', 'field.bidiControl'),
    'a lone surrogate': {
      post: () => `{"name":"张\\ud800三","villageId":"${villageId}"}`,
      errors: [['/name', 'field.loneSurrogate']],
    },
    'NUL in a key': {
      post: () => `{"na\\u0000me":"张三","villageId":"${villageId}"}`,
      errors: [['', 'field.unknown']],
    },
    'a prototype': {
      post: () => `{"__proto__":{"name":"张三"},"villageId":"${villageId}"}`,
      errors: [['', 'field.unknown']],
    },
    'a number beyond all bounds': {
      post: () => `{"name":"张三","birthYear":1e999,"villageId":"${villageId}"}`,
      errors: [['/birthYear', 'field.numberTooLarge']],
    },
    'an array': { post: () => [person({})], errors: [['', 'field.object']] },
    'JSON of depth 10,000': { post: () => nested(10_000), code: 'request.tooDeep' },
    'JSON as deep as its size allows': { post: () => '['.repeat(250_000), code: 'request.notJson' },
    'closed JSON as deep as its size allows': {
      post: () => '['.repeat(125_000) + ']'.repeat(125_000),
      code: 'request.tooDeep',
    },
    'what is no JSON': { post: () => '{"name": 张三}', code: 'request.notJson' },
    'a bare value': { post: () => '7', code: 'request.notJson' },
    '1 MB of text': {
      post: () => person({ name: 'x'.repeat(1_000_000) }),
      status: 413,
      code: 'request.tooLarge',
    },
    'another media type': {
      post: () => JSON.stringify(person({})),
      call: { headers: { 'content-type': 'text/plain' } },
      status: 415,
      code: 'request.mediaType',
    },
    'a form': {
      post: () => 'name=x',
      call: { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      status: 415,
      code: 'request.mediaType',
    },
    'another charset': {
      post: () => JSON.stringify(person({})),
      call: { headers: { 'content-type': 'application/json; charset=gb18030x' } },
      status: 415,
      code: 'request.mediaType',
    },
    'no idempotency key': {
      post: () => person({}),
      call: { key: null },
      code: 'request.idempotencyKeyMissing',
    },
    'an idempotency key with blanks': {
      post: () => person({}),
      call: { key: 'a b' },
      code: 'request.idempotencyKeyInvalid',
    },
    'an idempotency key of 201 characters': {
      post: () => person({}),
      call: { key: 'k'.repeat(201) },
      code: 'request.idempotencyKeyInvalid',
    },
  };

  it.each(Object.entries(cases))('%s is a clear problem and no change', async (_which, one) => {
    const before = await persons();
    const { status = 400, code = 'request.invalid', errors } = one;
    const answer = await call(test.api.url, `/api/v1${one.path ?? '/persons'}`, {
      ...one.call,
      token,
      body: one.post(),
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    if (errors)
      expect(answer.body.errors.map((e: { path: string; code: string }) => [e.path, e.code])).toEqual(errors);
    for (const { detail } of answer.body.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(answer.body)).not.toMatch(/refusal\.|\{\{|NaN|undefined/);
    expect(await persons()).toBe(before);
  });

  it.each([
    ['limit=0', '/limit', 'field.tooSmall'],
    ['limit=201', '/limit', 'field.tooBig'],
    ['limit=1e2', '/limit', 'field.wholeNumber'],
    ['limit=５０', '/limit', 'field.wholeNumber'],
    ['limit=5&limit=6', '/limit', 'field.wholeNumber'],
    ['cursor=garbage', '/cursor', 'field.cursor'],
    ['name=%00', '/name', 'field.controlCharacter'],
    ['villageId=1%27%20OR%201=1', '/villageId', 'field.uuid'],
    ['sort=name;DROP TABLE person', '/sort', 'field.unknown'],
    ['name[$ne]=x', '/name[$ne]', 'field.unknown'],
  ])('the query %s is refused', async (query, path, code) => {
    const { status, body } = await call(test.api.url, `/api/v1/persons?${query}`, { token });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors[0]).toMatchObject({ in: 'query', path, code });
  });

  it('speaks English to who prefers it', async () => {
    const { body } = await call(test.api.url, '/api/v1/persons/x', {
      token,
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    expect(body).toMatchObject({
      title: 'Bad request',
      errors: [{ in: 'path', path: '/id', code: 'field.uuid', detail: 'Not a valid id (UUID).' }],
    });
  });

  it.each(['/api/v1/nothing', '/api/v1/persons/%E0%A4%A', '/nowhere'])(
    '%s is a problem too',
    async (path) => {
      const { status, headers } = await call(test.api.url, path, { token });
      expect([400, 404]).toContain(status);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );
});
