import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import { workflowsOfRun } from '#testing';
import { NativeConnection } from '@temporalio/worker';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { call, signIn } from './api/http.js';
import { Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';

describe('the platform of the API', () => {
  let test: TestApi;
  let organisation: Organisation;
  let village: string;
  let token: string;

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    const county = await organisation.place('county', '示例县');
    village = await organisation.place('village', '柳塘村', county);
    token = await signIn(test.api.url, (await organisation.account('clerk', village)).username);
  });
  afterAll(async () => {
    await organisation.close();
    await test.close();
  });

  const ready = () => call(test.api.url, '/api/health/ready');
  const readyToAct = () => call(test.api.url, '/api/health/ready/act');
  const eventually = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it never came to be so');
  };

  it('lives, whatever else is down', async () => {
    const { status, body, headers } = await call(test.api.url, '/api/health/live');
    expect([status, body]).toEqual([200, { status: 'ok' }]);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is ready to be read from without a worker, and to act only when one polls', async () => {
    expect((await ready()).status).toBe(200);
    const before = await readyToAct();
    expect(before.headers.get('retry-after')).toBe('5');
    expect([before.status, before.body.code]).toEqual([503, 'server.notReady']);
    expect(before.body.detail).toBe('系统尚未就绪：worker。');
    const connection = await NativeConnection.connect({ address: test.temporal.address });
    const worker = await createWorker({
      connection,
      temporal: test.config.temporal,
      ring: new KeyRing(test.config.security.encryptionKeys),
      activities: {
        record: async () => undefined,
        park: async () => undefined,
        isRecordedHead: async () => true,
      },
      workflows: workflowsOfRun(),
    });
    await worker.runUntil(() => eventually(async () => (await readyToAct()).status === 200));
    await connection.close();
  });

  it('lets nobody keep what it answers, and takes over a trace id only if it is one', async () => {
    const me = (id: string) => call(test.api.url, '/api/v1/me', { token, headers: { 'x-request-id': id } });
    expect((await me('x')).headers.get('cache-control')).toBe('no-store');
    const unknown = await call(test.api.url, '/api/v1/nowhere', { token });
    expect([unknown.status, unknown.headers.get('cache-control')]).toEqual([404, 'no-store']);
    for (const id of ['0af7651916cd43dd8448eb211c80319c', '019a0000-0000-7000-8000-000000000001'])
      expect((await me(id)).headers.get('x-request-id')).toBe(id);
    for (const id of ['ZhangSan-13800000001', '330381199001011234', 'a'.repeat(64), '--------'])
      expect((await me(id)).headers.get('x-request-id')).toMatch(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      );
  });

  it('says that it can’t now when PostgreSQL is away, and comes back by itself', async () => {
    const me = () => call(test.api.url, '/api/v1/me', { token });
    expect((await me()).status).toBe(200);
    await test.gate.shut();
    for (let attempt = 0; attempt < 3; attempt++) {
      const { status, body, headers } = await me();
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'server.unavailable', '5']);
    }
    // An answer is kept for a second.
    await eventually(async () => (await ready()).body.detail?.includes('database'));
    expect((await call(test.api.url, '/api/health/live')).status).toBe(200);
    await test.gate.open();
    expect((await me()).status).toBe(200);
  });

  it('finishes what was begun when it is told to stop, and takes nothing new', async () => {
    const { port } = test.config.http;
    const body = JSON.stringify({ name: '王五', villageId: village });
    const slow = request({
      port,
      path: '/api/v1/persons',
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': 'slow',
      },
    });
    slow.write(body.slice(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 200));
    test.api.stopAccepting();
    const closed = test.api.close();
    await expect(fetch(`${test.api.url}/api/health/live`)).rejects.toThrow('fetch failed');
    slow.end(body.slice(10));
    const [response] = (await once(slow, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(201);
    await closed;
  });
});
