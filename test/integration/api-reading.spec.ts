import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Procedure } from '#domain';
import { Catalogue, createDataSource } from '#persistence';
import { loadProcedures, type LoadedProcedure } from '#procedures';
import { call, type Call, signIn } from './api/http.js';
import { type Member, Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';

describe('procedures and mailbox', () => {
  let test: TestApi;
  let organisation: Organisation;
  let clerk: Member;
  const tokens: Record<string, string> = {};
  const ask = (who: string, path: string, options: Call = {}) =>
    call(test.api.url, `/api/v1${path}`, { token: tokens[who], ...options });
  const [caseId, elsewhere] = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    const county = await organisation.place('county', '示例县');
    const town = await organisation.place('township', '清溪镇', county);
    const village = await organisation.place('village', '柳塘村', town);
    const other = await organisation.place('village', '石桥村', town);
    clerk = await organisation.account('clerk', village);
    tokens['clerk'] = await signIn(test.api.url, clerk.username);
    tokens['neighbour'] = await signIn(test.api.url, (await organisation.account('clerk', other)).username);
    await test.database.query(
      `INSERT INTO case_row (id, county_id, township_id, village_id, number, title, procedure_key, procedure_version,
         urgent, version, round, escalated, calendar_version, opened_at, due_at, updated_at, search)
       SELECT c.id, $3, $4, c.village, c.number, '屋檐滴水', 'dispute', 1, false, 9, 1, false, 1, t, 'infinity', t, ''
       FROM (VALUES ($1::uuid, $5::uuid, '清溪2026-0001'), ($2, $6, '清溪2026-0002')) c (id, village, number),
            (VALUES ('2026-03-02T01:30:00Z'::timestamptz)) v (t)`,
      [caseId, elsewhere, county, town, village, other],
    );
    const mail = (id: string, seq: number, account: string | null, role: string | null, where: string) =>
      test.database.query(
        `INSERT INTO mailbox (case_id, seq, kind, step, account_id, role, county_id, township_id, village_id, due_at,
           created_at) VALUES ($1, $2, 'reminder', 'investigate', $3, $4, $5, $6, $7, '2026-03-06T16:00:00Z', $8)`,
        [id, seq, account, role, county, town, where, new Date(Date.UTC(2026, 2, 2, 1, 30 + seq))],
      );
    await mail(caseId, 5, clerk.id, null, village);
    await mail(caseId, 6, null, 'convener', village);
    await mail(caseId, 7, null, 'townshipOffice', village);
    await mail(elsewhere, 5, null, 'clerk', other);
    const dataSource = await createDataSource(test.config.database.url, { poolSize: 1 }).initialize();
    for (const version of [1, 2])
      await new Catalogue(dataSource).publishProcedure(
        {
          key: 'dispute',
          version,
          name: { zh: '矛盾纠纷', en: 'Dispute' },
          categories: ['dispute'],
          start: 'investigate',
          steps: [],
        },
        Date.UTC(2026, 0, version),
      );
    await dataSource.destroy();
  });
  afterAll(async () => {
    await organisation.close();
    await test.close();
  });

  it('tells the newest procedures, and any version of one', async () => {
    const list = await ask('clerk', '/procedures?category=dispute');
    expect(list.body).toEqual({
      items: [
        {
          key: 'dispute',
          version: 2,
          name: { zh: '矛盾纠纷', en: 'Dispute' },
          categories: ['dispute'],
        },
      ],
      next: null,
    });
    expect((await ask('clerk', '/procedures?category=development')).body.items).toEqual([]);
    expect((await ask('clerk', '/procedures?category=theft')).body.errors[0].code).toBe('field.oneOf');
    expect((await ask('clerk', '/procedures/dispute')).body.version).toBe(2);
    expect((await ask('clerk', '/procedures/dispute?version=1')).body.version).toBe(1);
    expect((await ask('clerk', '/procedures/dispute?version=3')).status).toBe(404);
  });

  it('tells what the verifier finds in a procedure that is published, by step and in words', async () => {
    const dataSource = await createDataSource(test.config.database.url, { poolSize: 1 }).initialize();
    const [{ procedure }] = (await loadProcedures('procedures')).filter(
      (one) => one.procedure.key === 'dispute',
    ) as [LoadedProcedure];
    const publish = (version: number, change: Partial<Procedure>) =>
      new Catalogue(dataSource).publishProcedure(
        { ...procedure, key: 'inspected', version, ...change },
        Date.UTC(2026, 5, version),
      );
    const unsealed = procedure.steps.map((step) =>
      step.key === 'sign' ? { ...step, params: { ...step.params, seal: false } } : step,
    );
    await publish(1, {});
    await publish(2, { steps: unsealed });
    await publish(3, { overallDeadline: { term: '20cd', until: 'sign' } });
    await dataSource.destroy();
    const findings = async (version: number) =>
      (await ask('clerk', `/procedures/inspected/findings?version=${version}`)).body;
    expect(await findings(1)).toEqual({
      version: 1,
      items: [],
      expected: { zh: expect.any(String), en: expect.any(String) },
    });
    expect(await findings(2)).toEqual({
      version: 2,
      items: [
        {
          code: 'law.mediatorAndSeal',
          severity: 'error',
          step: 'sign',
          words: {
            zh: expect.stringMatching(/^“签署协议”：书面调解协议须有调解员签名/),
            en: expect.stringMatching(/Sign the agreement.*seal/),
          },
        },
      ],
    });
    const [tooShort] = (await findings(3)).items;
    expect(tooShort).toMatchObject({
      code: 'overallDeadline.tooShort',
      severity: 'warning',
      words: { zh: expect.stringMatching(/超过总时限承诺 20 个自然日/) },
    });
    expect(tooShort).not.toHaveProperty('step');
    expect((await ask('clerk', '/procedures/unknown/findings')).status).toBe(404);
  });

  it('shows messages to me and to roles whose work is mine, the newest first', async () => {
    const { body } = await ask('clerk', '/mailbox');
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([`${caseId}.6`, `${caseId}.5`]);
    expect(body.items[0]).toEqual({
      id: `${caseId}.6`,
      kind: 'reminder',
      caseId,
      number: '清溪2026-0001',
      title: '屋檐滴水',
      step: 'investigate',
      dueAt: '2026-03-07T00:00:00+08:00',
      createdAt: '2026-03-02T09:36:00+08:00',
    });
    const first = await ask('clerk', '/mailbox?limit=1');
    const second = await ask('clerk', `/mailbox?limit=1&cursor=${first.body.next}`);
    expect([second.body.items[0].id, second.body.next]).toEqual([`${caseId}.5`, null]);
    expect((await ask('clerk', '/mailbox?cursor=x')).body.errors[0].code).toBe('field.cursor');
  });

  it('marks a message as read once, and none of somebody else', async () => {
    const key = randomUUID();
    const path = `/mailbox/${caseId}.5/read`;
    for (let attempt = 0; attempt < 2; attempt++) {
      const { status, body } = await ask('clerk', path, { method: 'POST', key });
      expect([status, body]).toEqual([200, { id: `${caseId}.5`, read: true }]);
    }
    const unread = await ask('clerk', '/mailbox?unread=true');
    expect(unread.body.items.map((item: { id: string }) => item.id)).toEqual([`${caseId}.6`]);
    for (const id of [`${caseId}.5`, `${caseId}.7`, `${elsewhere}.9`, 'x', '..%2F..'])
      expect((await ask('neighbour', `/mailbox/${id}/read`, { method: 'POST' })).status).toBe(404);
    expect((await ask('clerk', `/mailbox/${elsewhere}.5/read`, { method: 'POST' })).status).toBe(404);
  });

  it('counts what is unread, and marks all of one’s own as read at once', async () => {
    expect((await ask('clerk', '/mailbox/unread')).body).toEqual({ unread: 1 });
    const key = randomUUID();
    for (let attempt = 0; attempt < 2; attempt++)
      expect((await ask('clerk', '/mailbox/read', { method: 'POST', key })).body).toEqual({ unread: 0 });
    expect((await ask('clerk', '/mailbox?unread=true')).body.items).toEqual([]);
    expect((await ask('neighbour', '/mailbox/unread')).body).toEqual({ unread: 1 });
    // The township's message was never the clerk's.
    const rows = await test.database.query('SELECT seq FROM mailbox WHERE read_at IS NULL AND case_id = $1', [
      caseId,
    ]);
    expect(rows).toEqual([{ seq: 7 }]);
  });
});
