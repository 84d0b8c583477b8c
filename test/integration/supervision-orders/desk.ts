import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { dutyWorkflowId } from '#contracts';
import type { Role } from '#domain';
import type { Answer } from '../api/http.js';
import { TestProduct } from '../cases/test-product.js';

export const INSTRUCTION = '受理已超期，请今日办结并说明原因。';
export const ANSWER = '已入户核实，今日办结。';

export let product: TestProduct;
/** The office that issues, a colleague of it, the county, and staff of the village. */
export let tokens: Record<'office' | 'colleague' | 'county' | 'clerk' | 'convener', string>;
export let clerkId: string;
export let convenerId: string;
/** A product with the people above, of one spec. */
export async function openDesk(): Promise<void> {
  product = await TestProduct.start({ ownNamespace: true });
  const { county, township, village } = product.places;
  const someone = async (role: Role, placeId: string) => {
    const member = await product.organisation.account(role, placeId);
    return { id: member.id, token: await product.token(member) };
  };
  const clerk = await someone('clerk', village);
  const convener = await someone('convener', village);
  clerkId = clerk.id;
  convenerId = convener.id;
  tokens = {
    office: (await someone('townshipOffice', township)).token,
    colleague: (await someone('townshipOffice', township)).token,
    county: (await someone('county', county)).token,
    clerk: clerk.token,
    convener: convener.token,
  };
}
export const closeDesk = (): Promise<void> | undefined => product?.close();

export type Who = keyof typeof tokens;
export const open = async (): Promise<string> =>
  (await product.open({ title: '屋檐滴水' })).body.id as string;
export const claimed = async (): Promise<string> => {
  const id = await open();
  await product.must(`/cases/${id}/steps/triage/assignments`, {
    token: tokens.clerk,
    body: { assigneeId: clerkId },
  });
  return id;
};

export const issue = (caseId: string, body: object = {}, who: Who = 'office', key: string = randomUUID()) =>
  product.call(`/cases/${caseId}/supervision-orders`, {
    token: tokens[who],
    key,
    body: { instruction: INSTRUCTION, term: '3wd', ...body },
  });
export const issued = async (body: object = { step: 'triage' }, who: Who = 'office'): Promise<string> => {
  const answer = await issue(await claimed(), body, who);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id as string;
};
export const post = (
  supervisionOrderId: string,
  path: string,
  who: Who,
  body: object = {},
  key: string = randomUUID(),
  headers: Record<string, string> = {},
) =>
  product.call(`/supervision-orders/${supervisionOrderId}/${path}`, {
    token: tokens[who],
    body,
    key,
    headers,
  });
export const answered = async (supervisionOrderId: string, who: Who = 'clerk'): Promise<void> => {
  expect((await post(supervisionOrderId, 'answers', who, { text: ANSWER })).status).toBe(200);
};
/** As {@link post}, of who looked at this version. */
export const postAt = (
  etag: string,
  ...[supervisionOrderId, path, who, body, key]: Parameters<typeof post>
) => post(supervisionOrderId, path, who, body, key, { 'if-match': etag });
export const view = async (supervisionOrderId: string, who: Who = 'office') =>
  (await product.must(`/supervision-orders/${supervisionOrderId}`, { token: tokens[who] })).body;
export const list = async (state: string, who: Who = 'office', more = ''): Promise<string[]> =>
  (
    await product.must(`/supervision-orders?limit=200&state=${state}${more}`, { token: tokens[who] })
  ).body.items.map(({ id }: { id: string }) => id);

export async function traces(supervisionOrderId: string): Promise<object> {
  const [row] = await product.database.query(
    `SELECT version, status, (SELECT count(*)::int FROM event WHERE case_id = $1) AS events,
       (SELECT count(*)::int FROM mailbox WHERE duty_id = $1) AS mails FROM duty_row WHERE id = $1`,
    [supervisionOrderId],
  );
  const { historyLength } = await product.client.workflow
    .getHandle(dutyWorkflowId(supervisionOrderId))
    .describe();
  return { ...row!, historyLength };
}

export async function refused(
  supervisionOrderId: string,
  attempt: Promise<Answer>,
  status: number,
  code: string,
) {
  const before = await traces(supervisionOrderId);
  const { status: found, body } = await attempt;
  expect({ status: found, code: body.code }).toEqual({ status, code });
  expect(body.detail).toMatch(/\p{Script=Han}/u);
  expect(await traces(supervisionOrderId)).toEqual(before);
}

export const inboxOf = async (who: Who, group = '') =>
  (await product.must(`/inbox?limit=200${group && `&group=${group}`}`, { token: tokens[who] })).body.items;
export const mailsOf = async (who: Who, supervisionOrderId: string): Promise<string[]> =>
  (await product.must('/mailbox?limit=200', { token: tokens[who] })).body.items
    .filter((mail: { supervisionOrderId?: string }) => mail.supervisionOrderId === supervisionOrderId)
    .map((mail: { kind: string }) => mail.kind);
