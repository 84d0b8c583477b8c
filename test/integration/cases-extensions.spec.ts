import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Role } from '#domain';
import { MembershipEntity } from '#persistence';
import { closeDesk, openDesk, DAY, inDays, product, post, township, refused } from './cases/time-desk.js';
import { CaseWalk } from './cases/walk.js';

beforeAll(openDesk);
afterAll(closeDesk);

describe('more time over HTTP', () => {
  it('is asked for by the holder, once, and approved by the township', async () => {
    const walk = await CaseWalk.to(product, 'investigate');
    const { id } = walk;
    const request = { term: '5wd', reason: '连续下雨。' };
    const ask = (body: object = request) => post(id, 'steps/investigate/extensions', body, 'committee');
    const decision = 'steps/investigate/extension-decisions';
    await refused(id, () => township(id, decision, { approve: true }), 409, 'extension.notRequested');
    await refused(id, () => ask({ ...request, term: '11wd' }), 422, 'extension.tooLong');
    await refused(id, () => ask({ ...request, term: '0wd' }), 422, 'extension.notPositive');
    await refused(id, () => ask({ term: '5wd' }), 400, 'request.invalid');
    const before = (await product.view(id)).body;
    expect((await ask()).status).toBe(200);
    await refused(id, ask, 409, 'extension.pending');
    await refused(id, () => post(id, decision, { approve: true }, 'committee'), 403, 'extension.roleMissing');
    await refused(id, () => township(id, decision, { approve: false }), 422, 'extension.reasonMissing');
    expect((await township(id, decision, { approve: true })).status).toBe(200);
    const after = (await product.view(id)).body;
    expect(Date.parse(after.dueAt) - Date.parse(before.dueAt)).toBeGreaterThanOrEqual(5 * DAY);
    await refused(id, ask, 409, 'extension.twice');
  });

  it('is never approved by whoever asked for it', async () => {
    const walk = await CaseWalk.to(product, 'investigate');
    const both = await product.organisation.account('committee', product.places.village, '某兼任');
    await product.dataSource.getRepository(MembershipEntity).insert({
      id: randomUUID(),
      accountId: both.id,
      role: 'townshipOffice',
      placeId: product.places.township,
      validFrom: new Date(0),
    });
    const token = await product.token(both);
    const send = (path: string, body: object) =>
      product.call(`/cases/${walk.id}/steps/investigate/${path}`, { token, body });
    expect((await send('extensions', { term: '5wd', reason: '连续下雨。' })).status).toBe(200);
    const decide = () => send('extension-decisions', { approve: true });
    await refused(walk.id, decide, 422, 'extension.ownRequest');
    expect((await township(walk.id, 'steps/investigate/extension-decisions', { approve: true })).status).toBe(
      200,
    );
    await refused(walk.id, decide, 409, 'extension.notRequested');
  });

  it('of an urgent step counts and is told in clock hours', async () => {
    const { id } = (await product.open({ urgent: true })).body;
    const before = (await product.view(id)).body;
    expect((await post(id, 'steps/triage/extensions', { term: '1wd', reason: '连续下雨。' })).status).toBe(
      200,
    );
    const decision = 'steps/triage/extension-decisions';
    expect((await township(id, decision, { approve: true })).status).toBe(200);
    expect(Date.parse((await product.view(id)).body.dueAt) - Date.parse(before.dueAt)).toBe(DAY);
    const token = await product.as('clerk');
    const { items, adjustments } = (await product.must(`/cases/${id}/deadlines`, { token })).body;
    for (const { words } of [items[0], adjustments[0]]) {
      expect(String(words.zh)).toContain('24 小时');
      expect(String(words.zh)).not.toContain('工作日');
    }
  });

  it('for the whole is for disputes', async () => {
    const { id, farmer } = await CaseWalk.to(product, 'investigate');
    const body = { by: [farmer], reason: '等鉴定。' };
    await refused(id, () => post(id, 'whole-extensions', body), 422, 'extendOverallDeadline.notADispute');
  });
});

describe('the whole term of a dispute over HTTP', () => {
  const path = 'whole-extensions';
  const reason = '鉴定报告下月才出。';
  const overallOf = async (id: string) => {
    const token = await product.as('clerk');
    const { items, adjustments } = (await product.must(`/cases/${id}/deadlines`, { token })).body;
    return { adjustments, overall: items.find(({ clock }: { clock: string }) => clock === 'overall') };
  };

  async function aDispute(): Promise<{ id: string; parties: [string, string]; stranger: string }> {
    const [zhang, li, stranger] = (await product.persons(3)) as [string, string, string];
    const id = (await product.open()).body.id as string;
    await refused(
      id,
      () => post(id, path, { by: [zhang, li], reason }),
      422,
      'extendOverallDeadline.notADispute',
    );
    const admitted = await product.act(id, 'triage', 'complete', {
      category: 'dispute',
      procedure: 'dispute',
      parties: [zhang, li],
      willingness: 'willing',
      redLines: [],
      pending: 'none',
    });
    expect(admitted.status).toBe(200);
    return { id, parties: [zhang, li], stranger };
  }

  it('is doubled once, when all parties consent', async () => {
    const { id, parties } = await aDispute();
    const before = await overallOf(id);
    expect(before.overall).toMatchObject({ term: '30cd', extensions: [] });
    expect((await post(id, path, { by: parties, reason })).status).toBe(200);
    const { overall, adjustments } = await overallOf(id);
    const longer = Date.parse(overall.dueAt) - Date.parse(before.overall.dueAt);
    // Thirty days, and those by which the last day is moved off days off.
    expect(longer).toBeGreaterThanOrEqual(30 * DAY);
    expect(longer).toBeLessThan(45 * DAY);
    expect((await product.view(id)).body.overallDueAt).toBe(overall.dueAt);
    expect(overall.extensions).toMatchObject([{ term: '30cd' }]);
    expect(overall.words.zh).toContainEqual(expect.stringMatching(/经各方当事人同意延长 30 天。$/));
    expect(adjustments).toMatchObject([{ type: 'overallExtension', term: '30cd' }]);
    await refused(id, () => post(id, path, { by: parties, reason }), 409, 'extendOverallDeadline.twice');
  });

  it('is not extended otherwise, and nothing changes', async () => {
    const { id, parties, stranger } = await aDispute();
    const attempt = (body: object, role: Role = 'clerk') =>
      post(id, path, { by: parties, reason, ...body }, role);
    const [zhang] = parties;
    await refused(id, () => attempt({ by: [zhang] }), 422, 'extendOverallDeadline.consentMissing');
    await refused(id, () => attempt({ by: [...parties, stranger] }), 422, 'extendOverallDeadline.notAParty');
    await refused(id, () => attempt({ by: [...parties, randomUUID()] }), 422, 'person.unknown');
    await refused(id, () => attempt({ by: [] }), 400, 'request.invalid');
    await refused(id, () => attempt({ by: [zhang, zhang] }), 400, 'request.invalid');
    await refused(id, () => attempt({ reason: undefined }), 400, 'request.invalid');
    await refused(id, () => attempt({ reason: '  ' }), 400, 'request.invalid');
    await refused(id, () => attempt({}, 'gridWorker'), 403, 'case.roleMissing');
    await post(id, 'pauses', { reason: 'expertReport', until: inDays(3) });
    await refused(id, () => attempt({}), 409, 'case.paused');
    await post(id, 'resumptions', {});
    expect((await attempt({})).status).toBe(200);
  });
});

describe('a time that is none', () => {
  it.each([
    ['without an offset', '2026-10-12T10:00:00'],
    ['on a day that isn’t', '2026-02-30T10:00:00+08:00'],
    ['at a second that isn’t', '2026-10-12T10:00:60+08:00'],
    ['as a number', 1_760_000_000_000],
    ['of a day alone', '2026-10-12'],
  ])('is refused: an instant %s', async (_what, occurredAt) => {
    const id = (await product.open()).body.id as string;
    for (const [path, body] of [
      ['comments', { text: '电话联系过。' }],
      ['pauses', { reason: 'harvest', until: inDays(2) }],
      ['steps/triage/extensions', { term: '1wd', reason: '连续下雨。' }],
    ] as const) {
      const send = () => post(id, path, { ...body, occurredAt });
      await refused(id, send, 400, 'request.invalid');
      expect((await send()).body.errors).toMatchObject([{ path: '/occurredAt' }]);
    }
  });

  it.each(['0wd', '0cd', '0h', '-1wd', '1.5wd', 'sameDay', '5 wd', ' 3wd', '３wd', '五天', ''])(
    'is refused: the term “%s”',
    async (term) => {
      const id = (await product.open()).body.id as string;
      const ask = () => post(id, 'steps/triage/extensions', { term, reason: '连续下雨。' });
      const [status, code] = term === '' ? [400, 'request.invalid'] : [422, 'extension.notPositive'];
      await refused(id, ask, status, code);
      if (term !== '') expect((await ask()).body.detail).toContain('3wd（3 个工作日）、5cd（5 天）');
    },
  );

  it.each(['\u200b', '\u2060', '\u200b\u3164', '\u2800\u3000'])(
    'is refused: a text of which nothing is seen, %j',
    async (nothing) => {
      const id = (await product.open()).body.id as string;
      for (const [path, body] of [
        ['comments', { text: nothing }],
        ['comments', { text: '一', lateReason: nothing }],
        ['pauses', { reason: 'other', text: nothing, until: inDays(2) }],
        ['steps/triage/extensions', { term: '1wd', reason: nothing }],
        ['steps/triage/extension-decisions', { approve: false, reason: nothing }],
      ] as const)
        await refused(id, () => post(id, path, body), 400, 'request.invalid');
      const token = await product.as('gridWorker');
      const form = { villageId: product.places.village, matter: '屋檐滴水。' };
      for (const unseen of [{ title: nothing }, { matter: nothing }]) {
        const { status, body } = await product.call('/cases', { token, body: { ...form, ...unseen } });
        expect({ status, code: body.code }).toEqual({ status: 400, code: 'request.invalid' });
      }
    },
  );
});
