import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeDesk, openDesk, product } from './cases/time-desk.js';
import { CaseWalk } from './cases/walk.js';

beforeAll(openDesk);
afterAll(closeDesk);

const clerk = async () => ({ token: await product.as('clerk') });
const consult = async ({ id }: CaseWalk, items: object[], key: string = randomUUID()) =>
  product.call(`/cases/${id}/steps/consult/action-batches`, {
    ...(await clerk()),
    key,
    body: { items },
  });
const talk = (memberId: string, result = 'aligned') => ({ action: 'talk', payload: { memberId, result } });

describe('several actions at once', () => {
  it('are carried out one by one, and what one is refused keeps no other back', async () => {
    const walk = await CaseWalk.to(product, 'consult');
    const [one, two] = walk.members as [string, string];
    const key = randomUUID();
    const items = [talk(one), talk(walk.farmer), talk(two, 'opposed')];
    const first = (await consult(walk, items, key)).body;
    expect(first.items).toMatchObject([
      { state: 'recorded' },
      { state: 'refused', problem: { code: 'consult.notAMember' } },
      { state: 'recorded' },
    ]);
    // Sent once more it is the same request.
    const again = (await consult(walk, items, key)).body;
    expect(again.items[2].version).toBe(first.items[2].version);
    const { body } = await product.call(`/cases/${walk.id}`, await clerk());
    expect(body.members.map(({ talk: said }: { talk?: string }) => said).filter(Boolean)).toEqual([
      'aligned',
      'opposed',
    ]);
    const { progress } = body.options.find(({ step }: { step: string }) => step === 'consult');
    expect(progress).toMatchObject({ done: 2, needed: walk.members.length });
    expect(progress.persons).toHaveLength(walk.members.length - 2);
    expect(progress.words.zh).toMatch(/^已沟通 2 \/ \d+ 人；还有：/);
  });

  it('are refused as a whole under a key that was used for others', async () => {
    const walk = await CaseWalk.to(product, 'consult');
    const key = randomUUID();
    await consult(walk, [talk(walk.members[0]!)], key);
    const other = await consult(walk, [talk(walk.members[1]!)], key);
    expect([other.status, other.body.code]).toEqual([422, 'request.idempotencyKeyReused']);
  });
});

describe('the record of a case', () => {
  it('tells each step with what was entered, in words and names', async () => {
    const walk = await CaseWalk.to(product, 'consult');
    await consult(walk, [talk(walk.members[0]!)]);
    const of = async (language: string) =>
      (
        await product.call(`/cases/${walk.id}/record`, {
          ...(await clerk()),
          headers: { 'accept-language': language },
        })
      ).body;
    const { steps } = await of('zh-CN');
    const consulted = steps.find(({ step }: { step: string }) => step === 'consult');
    expect(consulted).toMatchObject({
      name: '会前沟通',
      status: 'open',
      acts: [{ name: '会前谈话', fields: [{ label: '群英' }, { label: '沟通结果', lines: ['意见一致'] }] }],
    });
    const text = JSON.stringify(
      steps.map(({ acts }: { acts: { fields: object[] }[] }) => acts.map((a) => a.fields)),
    );
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect((await of('en')).steps.at(-1)).toMatchObject({ name: 'Talk before the meeting' });
  });
});
