import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import { CasesByStage, eachLeavesNoTrace, type Wrong } from './cases/refused.js';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

let product: TestProduct;
const cases = new CasesByStage(() => product);
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const decide = (change: object) => async (walk: CaseWalk) =>
  walk.act('decide', 'complete', { ...walk.decision(), ...change }, 'committee', {
    headers: { 'if-match': await walk.etag() },
  });

/** Against the rules: people, steps, dates, order. */
const WRONG: Record<string, Wrong> = {
  'a person nobody knows': {
    at: 'investigate',
    request: (walk) => walk.act('investigate', 'hear', { personId: randomUUID() }, 'committee'),
    status: 422,
    code: 'person.unknown',
    paths: ['/payload/personId'],
  },
  'a step that there is not': {
    at: 'triage',
    request: (walk) => walk.act('triage2', 'complete', {}),
    status: 422,
    code: 'step.unknown',
  },
  'a step out of order': {
    at: 'investigate',
    request: (walk) =>
      walk.act('decide', 'complete', walk.decision(), 'committee', { headers: { 'if-match': '*' } }),
    status: 409,
    code: 'step.notOpen',
  },
  'a step that is done': {
    at: 'confirmTopic',
    request: (walk) => walk.act('investigate', 'hear', { personId: walk.farmer }, 'committee'),
    status: 409,
    code: 'step.notOpen',
  },
  'an action that the step has not': {
    at: 'investigate',
    request: (walk) => walk.act('investigate', 'constructor', {}, 'committee'),
    status: 422,
    code: 'action.unknown',
  },
  'a role that may not': {
    at: 'confirmTopic',
    request: (walk) =>
      walk.act('confirmTopic', 'complete', { decision: 'confirmed', topic: '改造' }, 'gridWorker'),
    status: 403,
    code: 'step.roleMissing',
  },
  'something that will happen': {
    at: 'investigate',
    request: (walk) =>
      walk.act('investigate', 'hear', { personId: walk.farmer }, 'committee', {
        body: {
          action: 'hear',
          payload: { personId: walk.farmer },
          occurredAt: new Date(now() + 3_600_000).toISOString(),
        },
      }),
    status: 422,
    code: 'command.inFuture',
  },
  'something that happened centuries ago': {
    at: 'investigate',
    request: (walk) =>
      walk.act('investigate', 'hear', { personId: walk.farmer }, 'committee', {
        body: {
          action: 'hear',
          payload: { personId: walk.farmer },
          occurredAt: '0206-03-02T10:00:00+08:00',
          lateReason: '年份写错了。',
        },
      }),
    status: 422,
    code: 'date.implausible',
  },
  'a member selected twice': {
    at: 'selectMembers',
    request: (walk) =>
      walk.act(
        'selectMembers',
        'complete',
        { members: [...walk.selected(), walk.selected()[0]] },
        'convener',
      ),
    status: 422,
    code: 'selectMembers.memberTwice',
    paths: ['/payload/members/7/personId'],
  },
  'a member who is a party': {
    at: 'selectMembers',
    request: (walk) =>
      walk.act(
        'selectMembers',
        'complete',
        { members: [...walk.selected(), { personId: walk.farmer, nomination: 'adHoc' }] },
        'convener',
      ),
    status: 422,
    code: 'selectMembers.memberIsParty',
  },
  'a member who is close kin of a party': {
    at: 'selectMembers',
    request: async (walk) => {
      await product.people.declareKin(walk.members[2]!, walk.farmer, '妹夫', now());
      return walk.act('selectMembers', 'complete', { members: walk.selected() }, 'convener');
    },
    status: 422,
    code: 'selectMembers.memberIsKin',
    paths: ['/payload/members/2/personId'],
  },
  'kin as the client would have it': {
    at: 'selectMembers',
    request: (walk) =>
      walk.act(
        'selectMembers',
        'complete',
        { members: walk.selected().map((member) => ({ ...member, closeKinOf: [] })) },
        'convener',
      ),
    status: 400,
    code: 'request.invalid',
  },
  'no quorum': {
    at: 'deliberate',
    request: async (walk) =>
      walk.act('deliberate', 'agenda', { item: 'explainTopic', minutes: '没几个人。' }, 'convener'),
    status: 422,
    code: 'deliberate.quorumMissing',
  },
  'an agenda out of order': {
    at: 'deliberate',
    request: (walk) =>
      walk.act('deliberate', 'agenda', { item: 'reachConsensus', minutes: '先说结果。' }, 'convener'),
    status: 422,
    code: 'deliberate.outOfOrder',
  },
  'a signature of one who does not sign': {
    at: 'sign',
    request: (walk) => walk.act('sign', 'sign', { signerId: walk.stranger, manner: 'signature' }, 'convener'),
    status: 422,
    code: 'sign.notASigner',
    paths: ['/payload/signerId'],
  },
  'a decision without a version': {
    at: 'decide',
    request: (walk) => walk.act('decide', 'complete', walk.decision(), 'committee'),
    status: 428,
    code: 'request.ifMatchMissing',
  },
  'a decision on a stale version': {
    at: 'decide',
    request: (walk) =>
      walk.act('decide', 'complete', walk.decision(), 'committee', { headers: { 'if-match': '"3"' } }),
    status: 412,
    code: 'request.stale',
  },
  'a version that is none': {
    at: 'decide',
    request: (walk) =>
      walk.act('decide', 'complete', walk.decision(), 'committee', { headers: { 'if-match': '3' } }),
    status: 400,
    code: 'request.ifMatchInvalid',
  },
  'a decision without milestones': {
    at: 'decide',
    request: decide({ milestones: undefined }),
    status: 422,
    code: 'decide.milestonesMissing',
    paths: ['/payload/milestones'],
  },
  'a planned milestone in the past': {
    at: 'decide',
    request: (walk) => decide({ milestones: [{ title: '封排口', dueOn: walk.date(-3) }] })(walk),
    status: 422,
    code: 'decide.milestonePast',
    paths: ['/payload/milestones/0/dueOn'],
  },
  'a day that is not in the calendar': {
    at: 'decide',
    request: decide({ milestones: [{ title: '封排口', dueOn: '2027-02-30' }] }),
    status: 400,
    code: 'request.invalid',
    paths: ['/payload/milestones/0/dueOn'],
  },
  'an objection without a notice': {
    at: 'triage',
    request: async (walk) =>
      product.call(`/cases/${walk.id}/objections`, {
        token: await product.as('clerk'),
        body: { text: '不同意' },
      }),
    status: 409,
    code: 'objection.noNotice',
  },
  'a withdrawal by a stranger': {
    at: 'investigate',
    request: async (walk) =>
      product.call(`/cases/${walk.id}/withdrawals`, {
        token: await product.as('clerk'),
        body: { by: [walk.stranger], reason: '算了' },
      }),
    status: 422,
    code: 'withdraw.notEntitled',
    paths: ['/by'],
  },
  'a case that is not closed, reopened': {
    at: 'triage',
    request: async (walk) =>
      product.call(`/cases/${walk.id}/reopenings`, {
        token: await product.as('clerk'),
        body: { reason: '再议' },
      }),
    status: 409,
    code: 'case.notClosed',
  },
  'an assignee without the role': {
    at: 'confirmTopic',
    request: async (walk) => {
      const { id: assigneeId } = await product.organisation.account('gridWorker', product.places.village);
      return product.call(`/cases/${walk.id}/steps/confirmTopic/assignments`, {
        token: await product.as('clerk'),
        body: { assigneeId },
      });
    },
    status: 422,
    code: 'assign.assigneeUnfit',
  },
};

describe('what is against the rules leaves no trace', () => {
  eachLeavesNoTrace(WRONG, () => product, cases);
});

describe('once is enough', () => {
  it('nobody signs twice', async () => {
    const walk = await CaseWalk.to(product, 'sign');
    const signature = { signerId: walk.members[0], manner: 'signature' };
    await walk.must('sign', 'sign', signature, 'convener');
    const before = await product.traces(walk.id);
    const again = await walk.act('sign', 'sign', signature, 'convener');
    expect(again.body.code).toBe('sign.alreadyAnswered');
    expect(await product.traces(walk.id)).toEqual(before);
  });

  it('a milestone already done, with proof, is fine', async () => {
    const walk = await cases.at('decide');
    const done = { title: '清渠', dueOn: walk.date(-3), doneOn: walk.date(-2), proof: '有照片。' };
    const answer = await decide({ milestones: [done] })(walk);
    expect(answer.status).toBe(200);
    expect((await product.view(walk.id)).body.milestones).toEqual([
      { id: 'm1', title: '清渠', dueOn: done.dueOn, doneOn: done.doneOn },
    ]);
  });
});

describe('a member who bears the name of a party', () => {
  const selecting = async (walk: CaseWalk, namesake: string) => {
    const members = walk.selected().with(2, { personId: namesake, nomination: 'adHoc' });
    const request = {
      token: await product.as('convener'),
      key: randomUUID(),
      body: { action: 'complete', payload: { members }, ...walk.fact },
    };
    return (language: string) =>
      product.call(`/cases/${walk.id}/steps/selectMembers/actions`, {
        ...request,
        headers: { 'accept-language': language },
      });
  };

  it('is accepted with a warning, which a repeat gets too, in the language asked for', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    // As another hand may have written it.
    const select = await selecting(walk, await product.person('群 众1'));
    const [first, again, english] = [await select('zh-CN'), await select('zh-CN'), await select('en')];
    const warning = {
      code: 'selectMembers.sameNameAsParty',
      detail: '第 3 位群英与当事人同名，请核对是否为同一人或其近亲属；如是，应当回避。',
      path: '/payload/members/2/personId',
    };
    expect(first).toMatchObject({ status: 200, body: { caseId: walk.id, state: 'recorded' } });
    expect(first.body.warnings).toEqual([warning]);
    expect(again.body).toEqual(first.body);
    const detail = expect.stringMatching(/^Member no\. 3 bears the same name as a party/);
    expect(english.body).toEqual({ ...first.body, warnings: [{ ...warning, detail }] });
    expect((await product.view(walk.id)).body.currentSteps).toMatchObject([{ step: 'consult' }]);
  });

  it('is not warned of when the name is that of somebody else', async () => {
    const walk = await CaseWalk.to(product, 'selectMembers');
    const { status, body } = await (await selecting(walk, await product.person('群众2')))('zh-CN');
    expect([status, Object.keys(body).sort()]).toEqual([200, ['caseId', 'commandId', 'state', 'version']]);
  });
});
