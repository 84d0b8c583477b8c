import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import { closeDesk, openDesk, product } from './cases/time-desk.js';
import { CaseWalk } from './cases/walk.js';

beforeAll(openDesk);
afterAll(closeDesk);

interface Field {
  title?: string;
  enum?: string[];
  'x-labels'?: Record<string, string>;
  'x-options'?: { id: string; name?: string; barred?: string }[];
  'x-barred'?: { id: string; barred?: string }[];
  'x-proposed'?: { id: string; name?: string; hint?: string; barred?: string; with?: object }[];
  items?: Field & { properties?: Record<string, Field> };
}
interface Form {
  action: string;
  name: string;
  mine: boolean;
  initial: Record<string, unknown>;
  schema: { properties: Record<string, Field>; required: string[] };
  deciding?: string;
  outcomes?: { value: string; name: string; leadsTo?: string }[];
}

async function formsOf(
  { id }: CaseWalk,
  step: string,
  language = 'zh-CN',
  by: 'clerk' | 'gridWorker' = 'clerk',
) {
  const token = await product.as(by);
  const headers = { 'accept-language': language };
  const { body } = await product.must(`/cases/${id}/steps/${step}/forms`, { token, headers });
  return new Map((body.items as Form[]).map((form) => [form.action, form]));
}

const check = async ({ id }: CaseWalk, step: string, action: string, payload: object) =>
  product.call(`/cases/${id}/steps/${step}/checks`, {
    token: await product.as('clerk'),
    body: { action, payload, occurredAt: new Date(now()).toISOString() },
  });

describe('the forms of a step', () => {
  it('name their fields, values and procedures in the language of the reader', async () => {
    const walk = await CaseWalk.to(product, 'triage');
    const triage = (await formsOf(walk, 'triage')).get('complete')!;
    const { category, procedure, redLines } = triage.schema.properties;
    expect(category).toMatchObject({ title: '事项类别', 'x-labels': { dispute: '矛盾纠纷' } });
    expect(redLines).toMatchObject({ title: '红线情形' });
    expect(procedure?.['x-options']?.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dispute', 'development', 'socialProgress']),
    );
    const english = (await formsOf(walk, 'triage', 'en')).get('complete')!;
    expect(english.schema.properties.category).toMatchObject({ title: 'Category' });
  });

  it('bar the parties from the seats, with the reason', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const { schema, mine } = (await formsOf(walk, 'selectMembers')).get('complete')!;
    const seat = schema.properties.members?.items?.properties?.personId;
    expect(seat?.['x-barred']).toContainEqual(
      expect.objectContaining({ id: walk.farmer, barred: '是本事项的当事人' }),
    );
    expect(mine).toBe(true);
  });

  it('propose who is in the pools, with what the pool knows; kin of the parties stand there barred', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const token = await product.as('clerk');
    const { body: pool } = await product.must('/pools', {
      token,
      body: { placeId: product.places.village, kind: 'resident', name: '村群众群英库' },
    });
    for (const [index, personId] of walk.members.slice(0, 2).entries())
      await product.must(`/pools/${pool.id}/members`, {
        token,
        body: { personId, nomination: 'publicNominated', expertise: '木匠', mediator: index === 1 },
      });
    const { schema } = (await formsOf(walk, 'selectMembers')).get('complete')!;
    const proposed = schema.properties.members?.items?.properties?.personId?.['x-proposed'] ?? [];
    expect(proposed).toContainEqual(
      expect.objectContaining({
        name: expect.any(String),
        hint: '木匠',
        with: { nomination: 'publicNominated', mediator: true },
      }),
    );
    const named = proposed.map(({ id }) => id);
    expect(new Set(named).size).toBe(named.length);
    const [kin] = proposed.filter((one) => one.barred === undefined);
    await product.must(`/persons/${walk.farmer}/kin`, {
      token,
      body: { kinId: kin!.id, relation: '表兄' },
    });
    const after = (await formsOf(walk, 'selectMembers')).get('complete')!;
    expect(
      after.schema.properties.members?.items?.properties?.personId?.['x-proposed']?.find(
        ({ id }) => id === kin!.id,
      )?.barred,
    ).toBe('是当事人的近亲属');
  });

  it('offer the next agenda item alone, consensus only when all are done, and say where it leads', async () => {
    const walk = await CaseWalk.to(product, 'deliberate');
    await walk.must('deliberate', 'attend', { members: walk.members });
    const forms = await formsOf(walk, 'deliberate');
    expect(forms.get('agenda')).toMatchObject({ initial: { item: 'explainTopic' } });
    expect(forms.get('agenda')?.schema.properties.item).toMatchObject({
      enum: ['explainTopic'],
      'x-labels': { explainTopic: '说明议题' },
    });
    const complete = forms.get('complete')!;
    expect(complete.deciding).toBe('/result');
    expect(complete.outcomes?.map(({ value }) => value)).toEqual(['adjourned', 'notAgreed']);
    expect(complete.outcomes?.every(({ leadsTo }) => leadsTo)).toBe(true);
  });

  it('name who still has to sign', async () => {
    const walk = await CaseWalk.to(product, 'sign');
    const [first] = walk.members;
    await walk.must('sign', 'sign', { signerId: first, manner: 'signature' });
    const options = (await formsOf(walk, 'sign')).get('sign')?.schema.properties.signerId?.['x-options'];
    expect(options?.map(({ id }) => id).sort()).toEqual([...walk.members].sort());
    expect(options?.filter(({ barred }) => barred)).toEqual([
      expect.objectContaining({ id: first, barred: '已经签过' }),
    ]);
    expect(options?.every(({ name }) => name)).toBe(true);
  });

  it('are there for open steps only', async () => {
    const walk = await CaseWalk.to(product, 'investigate');
    const token = await product.as('clerk');
    const of = (step: string) => product.call(`/cases/${walk.id}/steps/${step}/forms`, { token });
    expect(await of('triage')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await of('nonsense')).toMatchObject({ status: 404 });
  });
});

describe('an action that is checked beforehand', () => {
  it('says with which outcome the step would be over, and records nothing', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const before = await walk.etag();
    const enough = await check(walk, 'selectMembers', 'complete', { members: walk.selected() });
    expect(enough).toMatchObject({ status: 200, body: { outcome: 'selected' } });
    expect(await walk.etag()).toBe(before);
  });

  it('is refused as it would be', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const party = [{ personId: walk.farmer, nomination: 'adHoc' }];
    expect(
      await check(walk, 'selectMembers', 'complete', { members: [...walk.selected(), ...party] }),
    ).toMatchObject({
      status: 422,
      body: {
        code: 'selectMembers.memberIsParty',
        errors: [{ path: `/payload/members/${walk.members.length}/personId` }],
      },
    });
  });
});
