import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './api/test-api.js';

describe('the platform of the API', () => {
  let test: TestApi;
  beforeAll(async () => {
    test = await startTestApi();
  });
  afterAll(() => test.close());

  it('lives', async () => {
    const response = await fetch(`${test.api.url}/api/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is not ready while no worker polls', async () => {
    const response = await fetch(`${test.api.url}/api/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(await response.json()).toMatchObject({
      code: 'server.notReady',
      detail: '系统尚未就绪：worker。',
    });
  });
});
