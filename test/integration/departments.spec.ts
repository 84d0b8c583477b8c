import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answered } from './api/http.js';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

let product: TestProduct;
let clerk: string;
let office: string;
let farming: Department;
let environment: Department;
let justice: Department;

/** A department with its representative. */
interface Department {
  id: string;
  account: string;
  token: string;
}

async function department(name: string): Promise<Department> {
  const { organisation, places } = product;
  const id = await organisation.department(places.township, name);
  const account = await organisation.account('department', places.township, '某人', id);
  return { id, account: account.id, token: await product.token(account) };
}

beforeAll(async () => {
  product = await TestProduct.start();
  clerk = await product.as('clerk');
  office = await product.as('townshipOffice', product.places.township);
  farming = await department('农业农村办');
  environment = await department('生态环境站');
  justice = await department('司法所');
});
afterAll(() => product?.close());

/** Farming and environment are asked, long ago: the step is overdue. */
const asked = async (): Promise<string> =>
  (await CaseWalk.to(product, 'sign', '', [farming.id, environment.id])).id;
const assign = async (id: string, token: string, to: Department | null): Promise<unknown> => {
  const { status, body } = await product.call(`/cases/${id}/steps/opine/assignments`, {
    token,
    body: { assigneeId: to?.account ?? null },
  });
  return body.code ?? status;
};
const opine = async (
  id: string,
  { id: departmentId, token }: Department,
  more: object = {},
): Promise<unknown> => {
  const payload = { departmentId, position: 'agree', opinion: '同意。' };
  const { status, body } = await product.act(id, 'opine', 'opine', payload, { token, fact: more });
  return body.code ?? status;
};
const nudge = async (id: string, token: string): Promise<unknown> => {
  const { status, body } = await product.call(`/cases/${id}/steps/opine/nudges`, { token, body: {} });
  return body.code ?? status;
};
const itemIn = async (list: string, token: string, id: string): Promise<Answered> => {
  const { items } = (await product.must(`${list}limit=200`, { token })).body;
  return items.find((item: Answered) => (item.case?.id ?? item.caseId) === id && item.step === 'opine');
};
const inInbox = async (id: string): Promise<boolean[]> =>
  Promise.all(
    [farming, environment, justice].map(async ({ token }) => !!(await itemIn('/inbox?', token, id))),
  );
const claimable = async (id: string, token: string): Promise<boolean> => {
  const { options } = (await product.view(id, token)).body;
  return options.find((one: Answered) => one.step === 'opine').claimable;
};

describe('the opinions of departments', () => {
  it('are held only by who owes one', async () => {
    const id = await asked();
    expect(await inInbox(id)).toEqual([true, true, false]);
    // Whose department is not asked sees nothing of the case.
    expect(await assign(id, justice.token, justice)).toBe('request.notFound');
    expect(await assign(id, clerk, justice)).toBe('assign.opinionNotOwed');
    expect(await inInbox(id)).toEqual([true, true, false]);
    expect(await claimable(id, farming.token)).toBe(true);
    expect(await assign(id, clerk, farming)).toBe(200);
  });

  it('are each department’s own: what one holds or has given leaves the other’s as it is', async () => {
    const id = await asked();
    expect(await assign(id, farming.token, farming)).toBe(200);
    expect(await inInbox(id)).toEqual([true, true, false]);
    expect(await itemIn('/inbox?', environment.token, id)).toMatchObject({ mine: false });
    expect(await assign(id, environment.token, environment)).toBe('assign.assignedToOtherDepartment');
    expect(await opine(id, farming)).toBe(200);
    expect(await inInbox(id)).toEqual([false, true, false]);
    expect(await assign(id, farming.token, farming)).toBe('assign.opinionNotOwed');
    expect(await claimable(id, environment.token)).toBe(true);
    expect(await assign(id, environment.token, environment)).toBe(200);
    expect(await opine(id, environment)).toBe(200);
    expect(await inInbox(id)).toEqual([false, false, false]);
  });

  it('name who still owes them, to those who wait and those who supervise; a nudge goes to those', async () => {
    const id = await asked();
    expect(await itemIn('/inbox/waiting?', clerk, id)).toBeUndefined();
    expect(await opine(id, farming)).toBe(200);
    const pendingDepartments = [{ id: environment.id, name: '生态环境站' }];
    expect(await itemIn('/inbox/waiting?', farming.token, id)).toMatchObject({
      pendingDepartments,
      nudge: true,
    });
    expect(await itemIn('/supervision/steps?group=overdue&', office, id)).toMatchObject({
      pendingDepartments,
    });
    expect(await nudge(id, environment.token)).toBe('nudge.own');
    expect(await nudge(id, farming.token)).toBe(200);
    expect(await nudge(id, farming.token)).toBe('nudge.today');
    expect(await itemIn('/inbox/waiting?', farming.token, id)).toMatchObject({
      pendingDepartments,
      nudge: false,
    });
    expect(await itemIn('/mailbox?', environment.token, id)).toMatchObject({ kind: 'nudge' });
    expect(await itemIn('/mailbox?', farming.token, id)).toBeUndefined();
    expect(await opine(id, environment)).toBe(200);
    expect(await itemIn('/mailbox?', environment.token, id)).toMatchObject({ kind: 'nudge' });
  });

  it('that go to and fro are put to the township, whose word holds until they are given', async () => {
    const id = await asked();
    expect(await assign(id, farming.token, farming)).toBe(200);
    expect(await assign(id, farming.token, environment)).toBe(200);
    expect(await itemIn('/mailbox?', environment.token, id)).toMatchObject({ kind: 'assigned' });
    expect(await assign(id, environment.token, farming)).toBe(200);
    expect(await assign(id, farming.token, null)).toBe(200);
    expect(await itemIn('/inbox?', office, id)).toMatchObject({ asks: ['assignment'] });
    expect(await assign(id, office, environment)).toBe(200);
    expect(await itemIn('/inbox?', office, id)).toBeUndefined();
    expect(await assign(id, environment.token, null)).toBe('assign.settled');
    expect(await opine(id, environment)).toBe(200);
    expect(await inInbox(id)).toEqual([true, false, false]);
    expect(await assign(id, farming.token, farming)).toBe(200);
    expect(await assign(id, farming.token, null)).toBe(200);
  });
});
