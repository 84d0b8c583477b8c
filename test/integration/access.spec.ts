import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import { type Answered, call } from './api/http.js';
import { now } from '#testing';
import { TestProduct } from './cases/test-product.js';

/** Who asks: a role at a place, and for which department. */
const PEOPLE = {
  clerk: ['clerk', 'village'],
  secondClerk: ['clerk', 'village'],
  committee: ['committee', 'village'],
  convener: ['convener', 'village'],
  mediator: ['mediator', 'village'],
  opener: ['gridWorker', 'village'],
  gridWorker: ['gridWorker', 'village'],
  office: ['townshipOffice', 'township'],
  county: ['county', 'county'],
  administrator: ['administrator', 'county'],
  systemAdmin: ['systemAdmin', 'county'],
  justice: ['department', 'township', 'justice'],
  farming: ['department', 'township', 'farming'],
  neighbour: ['clerk', 'other'],
  otherOffice: ['townshipOffice', 'otherTownship'],
  otherCounty: ['county', 'otherCounty'],
} as const satisfies Record<string, readonly [Role, string, string?]>;
type Who = keyof typeof PEOPLE;

/** Who sees which case; nobody else learns that there is one. */
const STAFF: Who[] = ['clerk', 'secondClerk', 'committee', 'convener', 'mediator', 'opener', 'gridWorker'];
const SEEN: Record<string, Who[]> = {
  plain: [...STAFF, 'office', 'county'],
  asked: [...STAFF, 'office', 'county', 'justice'],
  // Its triage is the clerks' to do; the opener acted in it.
  marked: ['clerk', 'secondClerk', 'opener', 'office'],
  // It is over: nothing of it waits for anybody.
  redLine: ['clerk', 'opener', 'office'],
};

let product: TestProduct;
let document: Answered;
const tokens = {} as Record<Who, string>;
const ids = {} as Record<Who, string>;
const cases: Record<string, { id: string; number: string; title: string }> = {};
const places: Record<string, string> = {};
/** What stands for the parameters of paths, each of the case that is marked. */
const about: Record<string, string> = {};

beforeAll(async () => {
  product = await TestProduct.start();
  const { organisation } = product;
  Object.assign(places, product.places);
  places['otherTownship'] = await organisation.place('township', '白石镇', places['county']);
  places['otherCounty'] = await organisation.place('county', '外县');
  const departments: Record<string, string> = {
    justice: await organisation.department(places['township']!, '司法所'),
    farming: await organisation.department(places['township']!, '农业站'),
  };
  for (const [who, [role, place, department]] of Object.entries<readonly [Role, string, string?]>(PEOPLE))
    await seated(who as Who, role, places[place]!, department && departments[department]);
  for (const [name, title] of Object.entries({
    plain: '路灯不亮',
    asked: '水渠淤塞',
    marked: '院墙之争',
    redLine: '夜里吵闹',
  })) {
    const body = { matter: '记一件', title, villageId: places['village'] };
    const { id, number } = (await product.must('/cases', { token: tokens.opener, body })).body;
    cases[name] = { id, number, title };
  }
  const persons = await product.persons(2);
  const triage = (name: string, more: object) =>
    product.act(
      cases[name]!.id,
      'triage',
      'complete',
      {
        category: 'development',
        parties: persons,
        willingness: 'willing',
        redLines: [],
        pending: 'none',
        ...more,
      },
      { token: tokens.clerk },
    );
  const admitted = await triage('asked', { procedure: 'development', departments: [departments['justice']] });
  const reported = await triage('redLine', { redLines: ['minorAtRisk'], reportedTo: '派出所，今天上午' });
  expect([admitted.status, reported.status]).toEqual([200, 200]);
  const { id } = cases['marked']!;
  const marked = await product.must(`/cases/${id}/confidentiality`, {
    token: tokens.clerk,
    body: { confidential: true, reason: '家事' },
  });
  const order = await product.must(`/cases/${id}/supervision-orders`, {
    token: tokens.office,
    body: { role: 'clerk', instruction: '请尽快办理。', term: '3wd' },
  });
  const form = new FormData();
  form.append('file', new Blob([PNG]), 'a.png');
  const upload = await fetch(`${product.api.url}/api/v1/cases/${id}/attachments`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${tokens.clerk}`, 'idempotency-key': randomUUID() },
  });
  const attached = (await upload.json()) as { id: string };
  Object.assign(about, {
    '/api/v1/commands/{id}': marked.body.commandId,
    '/api/v1/attachments/{id}': attached.id,
    '/api/v1/supervision-orders/{id}': order.body.id,
  });
  document = (await call(product.api.url, '/api/openapi.json')).body;
});
afterAll(() => product?.close());

async function seated(who: Who, role: Role, placeId: string, departmentId?: string): Promise<void> {
  const member = await product.organisation.account(role, placeId, who, departmentId);
  tokens[who] = await product.token(member);
  ids[who] = member.id;
}

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const hiddenFrom = (who: Who): string[] => Object.keys(cases).filter((name) => !SEEN[name]!.includes(who));

interface Operation {
  path: string;
  method: string;
  operation: Answered;
}

const operations = (): Operation[] =>
  Object.entries<Answered>(document.paths).flatMap(([path, item]) =>
    Object.entries<Answered>(item).map(([method, operation]) => ({ path, method, operation })),
  );

/** Operations about one case, and about what belongs to one. */
const ofCase = ({ path }: Operation): boolean => path.startsWith('/api/v1/cases/{id}');
const ofPart = ({ path }: Operation): boolean =>
  Object.keys(about).some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

/** The path for that id; a parameter that nobody knows must be told here. */
function addressOf({ path }: Operation, id: string): string {
  const known: Record<string, string> = {
    id,
    step: 'triage',
    objectionId: randomUUID(),
    version: '1',
    key: 'intake',
    find: 'nothing-that-was-sealed',
  };
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    if (known[name] === undefined) throw new Error(`${path}: what stands for {${name}}?`);
    return known[name];
  });
}

/** Every way to ask: what is required with each value it may have, and what is optional with one value at a time. */
function queriesOf({ operation }: Operation): string[] {
  const parameters = ((operation.parameters ?? []) as Answered[]).filter((one) => one.in === 'query');
  const values = (one: Answered): string[] =>
    (one.schema?.enum ?? [one.schema?.example ?? one.example]).map(String);
  const pairs = (one: Answered): string[] =>
    values(one).map((value) => `${one.name}=${encodeURIComponent(value)}`);
  const required = parameters
    .filter((one) => one.required)
    .reduce<string[]>(
      (all, one) => all.flatMap((before) => pairs(one).map((pair) => `${before}&${pair}`)),
      [''],
    );
  const optional = parameters.filter((one) => !one.required && one.schema?.enum).flatMap(pairs);
  return required.flatMap((query) => [query, ...optional.map((pair) => `${query}&${pair}`)]);
}

function bodyOf({ operation }: Operation): unknown {
  const content = operation.requestBody?.content['application/json'];
  if (!content) return {};
  const [example] = Object.values<Answered>(content.examples ?? {});
  return example?.value ?? content.example ?? exampleOf(content.schema);
}

function exampleOf(schema: Answered): unknown {
  if (schema.$ref) return exampleOf(document.components.schemas[schema.$ref.split('/').at(-1)]);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(exampleOf));
  if (schema.example !== undefined) return schema.example;
  const required = new Set<string>(schema.required ?? []);
  return Object.fromEntries(
    Object.entries<Answered>(schema.properties ?? {})
      .filter(([name]) => required.has(name))
      .map(([name, property]) => [name, exampleOf(property)]),
  );
}

const ask = async (who: Who, path: string, options: object = {}) => {
  const response = await fetch(`${product.api.url}${path}`, {
    ...options,
    headers: {
      authorization: `Bearer ${tokens[who]}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
  });
  return { status: response.status, text: await response.text() };
};

describe.each(Object.keys(PEOPLE) as Who[])('%s', (who) => {
  it('finds each case, or that there is none', async () => {
    for (const [name, { id }] of Object.entries(cases))
      for (const operation of operations().filter((one) => one.method === 'get' && ofCase(one))) {
        const address = addressOf(operation, id);
        const { status } = await ask(who, `${address}?${queriesOf(operation)[0]!.slice(1)}`);
        expect([address, name, status]).toEqual([address, name, SEEN[name]!.includes(who) ? 200 : 404]);
      }
  });

  it('does nothing to a hidden case, as to one that there is not', async () => {
    const targets = hiddenFrom(who).map((name) => cases[name]!.id);
    for (const operation of operations().filter((one) => one.method !== 'get' && ofCase(one)))
      for (const id of targets) {
        const send = (to: string) =>
          ask(who, addressOf(operation, to), {
            method: operation.method.toUpperCase(),
            body: JSON.stringify(bodyOf(operation)),
          });
        const [there, nowhere] = [await send(id), await send(randomUUID())];
        expect([operation.path, there.status]).toEqual([operation.path, nowhere.status]);
        expect([404, 403]).toContain(there.status);
      }
  });

  it('sees nothing of what belongs to a hidden case', async () => {
    if (SEEN['marked']!.includes(who)) return;
    for (const operation of operations().filter(ofPart)) {
      const [, part] = Object.entries(about).find(([prefix]) => operation.path.startsWith(prefix))!;
      const send = (id: string, caseId: string) =>
        ask(
          who,
          `${addressOf(operation, id)}${operation.path.includes('/commands/') ? `?caseId=${caseId}` : ''}`,
          {
            method: operation.method.toUpperCase(),
            ...(operation.method !== 'get' && { body: JSON.stringify(bodyOf(operation)) }),
          },
        );
      const [there, nowhere] = [
        await send(part, cases['marked']!.id),
        await send(randomUUID(), randomUUID()),
      ];
      expect([operation.path, there.status]).toEqual([operation.path, nowhere.status]);
      expect([404, 403]).toContain(there.status);
    }
  });

  it('reads of no hidden case in any list', async () => {
    const words = hiddenFrom(who).flatMap((name) => Object.values(cases[name]!));
    const lists = operations().filter(
      (one) =>
        one.method === 'get' &&
        !ofCase(one) &&
        !ofPart(one) &&
        !one.path.startsWith('/api/health') &&
        // A stream, which doesn't end: changes.spec.ts.
        !one.path.endsWith('/changes'),
    );
    for (const operation of lists)
      for (const query of queriesOf(operation)) {
        const { status, text } = await ask(who, `${addressOf(operation, randomUUID())}?${query.slice(1)}`);
        expect([operation.path, query, status < 500]).toEqual([operation.path, query, true]);
        for (const word of words)
          expect([operation.path, query, text.includes(word)]).toEqual([operation.path, query, false]);
      }
    for (const name of hiddenFrom(who)) {
      const { text } = await ask(who, `/api/v1/cases?status=all&q=${encodeURIComponent(cases[name]!.title)}`);
      if (text.includes('items')) expect(JSON.parse(text).items).toEqual([]);
      const search = { token: tokens[who], body: { text: cases[name]!.title } };
      const { status, body } = await product.call('/cases/searches', search);
      if (status >= 400) continue;
      const found = await ask(who, `/api/v1/cases?status=all&find=${encodeURIComponent(body.find)}`);
      expect(JSON.parse(found.text).items).toEqual([]);
    }
  });
});

describe('counts', () => {
  const open = async (who: Who): Promise<number> => {
    const { items } = (await product.must('/supervision/counts?by=village', { token: tokens[who] })).body;
    return items.reduce((sum: number, item: { open: number }) => sum + item.open, 0);
  };

  it('do not betray a hidden case', async () => {
    // The office sees three open cases, of which one is marked.
    expect([await open('office'), await open('county')]).toEqual([3, 2]);
    const unread = async (who: Who) =>
      (await product.must('/mailbox/unread', { token: tokens[who] })).body.unread;
    const listed = async (who: Who) =>
      (await product.must('/mailbox?limit=200&unread=true', { token: tokens[who] })).body.items.length;
    for (const who of ['clerk', 'committee', 'office', 'county', 'justice', 'farming'] as const)
      expect([who, await unread(who)]).toEqual([who, await listed(who)]);
  });

  it('stand in the backlog only for who may see the cases', async () => {
    const day = new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const backlog = async (who: Who) =>
      (await product.must(`/supervision/backlog?from=${day}&to=${day}`, { token: tokens[who] })).body.items;
    expect(await backlog('office')).toEqual([{ day, opened: 4, closed: 1, open: 3 }]);
    expect(await backlog('county')).toEqual([{ day, opened: 2, closed: 0, open: 2 }]);
    const dwell = async (who: Who) =>
      (await product.must(`/supervision/dwell?from=${day}&to=${day}`, { token: tokens[who] })).body.items
        .filter(({ kind }: { kind: string }) => kind === 'triage')
        .map(({ count }: { count: number }) => count);
    expect([await dwell('office'), await dwell('county')]).toEqual([[2], [1]]);
  });
});

describe('a mark that is taken away', () => {
  it('shows the case again to all who saw it', async () => {
    const { id } = cases['marked']!;
    const mark = (confidential: boolean) =>
      product.must(`/cases/${id}/confidentiality`, {
        token: tokens.office,
        body: { confidential, reason: '已公开' },
      });
    await mark(false);
    expect((await ask('committee', `/api/v1/cases/${id}`)).status).toBe(200);
    expect((await ask('farming', `/api/v1/cases/${id}`)).status).toBe(404);
    await mark(true);
    expect((await ask('committee', `/api/v1/cases/${id}`)).status).toBe(404);
  });
});

describe('a text that looks like an id', () => {
  it('calls up no name', async () => {
    const number = ids.otherCounty;
    const body = {
      matter: '记一件',
      title: ids.otherCounty,
      villageId: places['other'],
      externalRefs: [{ system: '12345', number }],
    };
    const { id } = (await product.must('/cases', { token: tokens.neighbour, body })).body;
    await product.must(`/cases/${id}/external-refs`, {
      token: tokens.neighbour,
      body: { system: '综治', number },
    });
    const { text } = await ask('neighbour', `/api/v1/cases/${id}/timeline`);
    expect(text).toContain(number);
    expect(text).not.toContain('"otherCounty"');
  });
});
