import { randomUUID } from 'node:crypto';
import { caseWorkflowId } from '#contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { commandIdOf, derivedId } from '../../apps/api/src/platform/idempotency/index.js';
import { TestProduct } from './cases/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const accountOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string }).sub;

describe('an intake that is refused', () => {
  const opened = async () =>
    (await product.database.query<{ n: number }>('SELECT count(*)::int AS n FROM case_row'))[0]!.n;
  const last = async () =>
    (
      await product.database.query<{ last: number }>(
        'SELECT coalesce(max(last), 0) AS last FROM case_number_sequence',
      )
    )[0]!.last;

  it.each([
    ['an unknown village', { villageId: randomUUID() }, 422, 'place.unknown'],
    ['a matter in blanks', { matter: ' \n' }, 400, 'request.invalid'],
    ['an unknown category', { category: 'criminal' }, 400, 'request.invalid'],
    ['an unknown field', { mood: 'bad' }, 400, 'request.invalid'],
    ['the future', { occurredAt: '2099-01-01T00:00:00+08:00' }, 422, 'command.inFuture'],
    ['a mistyped year', { occurredAt: '0206-03-02T10:00:00+08:00' }, 422, 'date.implausible'],
    ['the year zero', { occurredAt: '0000-01-01T00:00:00Z' }, 422, 'date.implausible'],
    ['a reporter nobody knows', { reporterId: randomUUID() }, 422, 'person.unknown'],
  ])('%s: no case, no number, no workflow', async (_name, fields, status, code) => {
    const before = [await opened(), await last()];
    const body = { matter: '路灯坏了', villageId: product.places.village, ...fields };
    const [token, key] = [await product.as('gridWorker'), randomUUID()];
    const answer = await product.call('/cases', { token, key, body });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect([await opened(), await last()]).toEqual(before);
    const caseId = derivedId('case', commandIdOf(accountOf(token), key));
    await expect(product.client.workflow.getHandle(caseWorkflowId(caseId)).describe()).rejects.toThrow(
      WorkflowNotFoundError,
    );
  });

  it('a village of somebody else', async () => {
    const body = { matter: '路灯坏了', villageId: product.places.other };
    const answer = await product.call('/cases', { token: await product.as('gridWorker'), body });
    expect(answer.body.code).toBe('place.unknown');
  });

  it('a title that names somebody', async () => {
    const reporterId = await product.person('郑九');
    const body = { matter: '气味大', villageId: product.places.village, title: '郑九的养鸡场', reporterId };
    const answer = await product.call('/cases', { token: await product.as('gridWorker'), body });
    expect(answer.body.code).toBe('title.personal');
  });
});
