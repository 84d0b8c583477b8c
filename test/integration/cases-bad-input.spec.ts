import { randomUUID } from 'node:crypto';
import { caseWorkflowId } from '#contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { commandIdOf, derivedId } from '../../apps/api/src/platform/idempotency/index.js';
import type { Answer, Call } from './api/http.js';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk, type Stage } from './cases/walk.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

interface Wrong {
  /** The stage at which the case stands. */
  at: Stage;
  request: (walk: CaseWalk) => Promise<Answer>;
  status: number;
  code: string;
  /** JSON pointers that the problem names. */
  paths?: string[];
}

const comment = (text: string) => async (walk: CaseWalk) =>
  product.call(`/cases/${walk.id}/comments`, { token: await product.as('clerk'), body: { text } });

const raw =
  (body: string, more: Call = {}) =>
  async (walk: CaseWalk) =>
    product.call(`/cases/${walk.id}/comments`, { token: await product.as('clerk'), body, ...more });

const decide = (change: object) => async (walk: CaseWalk) =>
  walk.act('decide', 'complete', { ...walk.decision(), ...change }, 'committee', {
    headers: { 'if-match': await walk.etag() },
  });

const WRONG: Record<string, Wrong> = {
  'an unknown field of the request': {
    at: 'triage',
    request: async (walk) =>
      product.call(`/cases/${walk.id}/comments`, {
        token: await product.as('clerk'),
        body: { text: '好', colour: 'red' },
      }),
    status: 400,
    code: 'request.invalid',
    paths: ['/colour'],
  },
  'an unknown field of the payload': {
    at: 'investigate',
    request: (walk) => walk.act('investigate', 'hear', { personId: walk.farmer, mood: 'good' }, 'committee'),
    status: 400,
    code: 'request.invalid',
    paths: ['/payload/mood'],
  },
  'an unknown category': {
    at: 'triage',
    request: (walk) =>
      walk.act('triage', 'complete', {
        category: 'criminal',
        parties: [],
        willingness: 'willing',
        redLines: [],
        pending: 'none',
      }),
    status: 400,
    code: 'request.invalid',
    paths: ['/payload/category'],
  },
  'an unknown procedure': {
    at: 'triage',
    request: (walk) =>
      walk.act('triage', 'complete', {
        category: 'development',
        procedure: 'dictate',
        parties: [walk.farmer],
        willingness: 'willing',
        redLines: [],
        pending: 'none',
      }),
    status: 422,
    code: 'triage.procedureUnknown',
    paths: ['/payload/procedure'],
  },
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
          occurredAt: new Date(Date.now() + 3_600_000).toISOString(),
        },
      }),
    status: 422,
    code: 'command.inFuture',
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
      await product.people.declareKin(walk.members[2]!, walk.farmer, '妹夫', Date.now());
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
  NUL: {
    at: 'triage',
    request: raw('{"text":"a\\u0000b"}'),
    status: 400,
    code: 'request.invalid',
    paths: ['/text'],
  },
  'NUL in a payload': {
    at: 'investigate',
    request: (walk) => walk.act('investigate', 'hear', { personId: walk.farmer, note: 'a\0b' }, 'committee'),
    status: 400,
    code: 'request.invalid',
    paths: ['/payload/note'],
  },
  'a lone surrogate': {
    at: 'triage',
    request: raw('{"text":"a\\ud800b"}'),
    status: 400,
    code: 'request.invalid',
    paths: ['/text'],
  },
  'a bidi control': {
    at: 'triage',
    request: comment('张三\u202e李四'),
    status: 400,
    code: 'request.invalid',
    paths: ['/text'],
  },
  'text without end': {
    at: 'triage',
    request: comment('长'.repeat(5_000)),
    status: 400,
    code: 'request.invalid',
    paths: ['/text'],
  },
  '1 MB of text': {
    at: 'triage',
    request: comment('a'.repeat(1_000_000)),
    status: 413,
    code: 'request.tooLarge',
  },
  'JSON of depth 10,000': {
    at: 'investigate',
    request: async (walk) =>
      product.call(`/cases/${walk.id}/steps/investigate/actions`, {
        token: await product.as('committee'),
        body: `{"action":"hear","payload":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
      }),
    status: 400,
    code: 'request.tooDeep',
  },
  'no key': {
    at: 'triage',
    request: raw('{"text":"好"}', { key: null }),
    status: 400,
    code: 'request.idempotencyKeyMissing',
  },
  'an invalid key': {
    at: 'triage',
    request: raw('{"text":"好"}', { key: 'a b' }),
    status: 400,
    code: 'request.idempotencyKeyInvalid',
  },
  'no token': {
    at: 'triage',
    request: (walk) => product.call(`/cases/${walk.id}/comments`, { body: { text: '好' } }),
    status: 401,
    code: 'auth.tokenMissing',
  },
  'a wrong token': {
    at: 'triage',
    request: (walk) =>
      product.call(`/cases/${walk.id}/comments`, { body: { text: '好' }, token: 'abc.def.ghi' }),
    status: 401,
    code: 'auth.tokenInvalid',
  },
  'a clerk of another village': {
    at: 'triage',
    request: async (walk) =>
      product.call(`/cases/${walk.id}/comments`, {
        body: { text: '好' },
        token: await product.as('clerk', product.places.other),
      }),
    status: 404,
    code: 'request.notFound',
  },
};

const walks = new Map<Stage, Promise<CaseWalk>>();
const caseAt = (stage: Stage): Promise<CaseWalk> => {
  const walk = walks.get(stage) ?? CaseWalk.to(product, stage);
  walks.set(stage, walk);
  return walk;
};

describe('what is refused leaves no trace', () => {
  it.each(Object.entries(WRONG))('%s', async (_name, { at, request, status, code, paths }) => {
    const walk = await caseAt(at);
    const before = await product.traces(walk.id);
    const answer = await request(walk);
    expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    if (paths) expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(paths);
    expect(await product.traces(walk.id)).toEqual(before);
  });
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
    const walk = await caseAt('decide');
    const done = { title: '清渠', dueOn: walk.date(-3), doneOn: walk.date(-2), proof: '有照片。' };
    const answer = await decide({ milestones: [done] })(walk);
    expect(answer.status).toBe(200);
    expect((await product.view(walk.id)).body.milestones).toEqual([
      { id: 'm1', title: '清渠', dueOn: done.dueOn, doneOn: done.doneOn },
    ]);
  });
});

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
