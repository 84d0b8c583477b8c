import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KIND_NAMES, KINDS } from '#domain';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { offlineDocument } from '../../apps/api/src/offline-document.js';
import { type Answered, call } from './api/http.js';
import { startTestApi, type TestApi } from './api/test-api.js';

const checkout = join(import.meta.dirname, '../..');

describe('the OpenAPI document', () => {
  let test: TestApi;
  let document: Answered;

  beforeAll(async () => {
    test = await startTestApi();
    document = (await call(test.api.url, '/api/openapi.json')).body;
  });
  afterAll(() => test.close());

  const operations = (): { path: string; method: string; operation: Answered }[] =>
    Object.entries<Answered>(document.paths).flatMap(([path, item]) =>
      Object.entries<Answered>(item).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is 3.1, browsable, and the same without servers', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(await offlineDocument()).toEqual(document);
    const page = await fetch(`${test.api.url}/api/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching('text/html'),
    ]);
  });

  it('leaves spectral nothing to say', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qunying-openapi-'));
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const found = await new Promise<string>((resolve) => {
      const spectral = join(checkout, 'node_modules/@stoplight/spectral-cli/dist/index.js');
      const args = [
        spectral,
        'lint',
        file,
        '--ruleset',
        join(checkout, '.spectral.yaml'),
        '-D',
        '-f',
        'json',
      ];
      const env = { ...process.env, NODE_OPTIONS: '' };
      execFile(process.execPath, args, { env, maxBuffer: 10_000_000 }, (_error, stdout, stderr) =>
        resolve(`${stdout}${stderr}`.trim()),
      );
    });
    rmSync(folder, { recursive: true });
    expect(found).toMatch(/^\[\]|No results/);
  });

  it('lets nobody in without a token, but to sign in and to ask for health', async () => {
    const open: string[] = [];
    for (const { path, method, operation } of operations()) {
      const address = path.replaceAll(/\{\w+\}/g, '019a0000-0000-7000-8000-000000000001');
      const body = method === 'post' ? '{}' : undefined;
      const answer = await call(test.api.url, address, { method: method.toUpperCase(), body });
      if (answer.status === 401 && answer.body.code === 'auth.tokenMissing')
        expect([path, operation.security]).toEqual([path, undefined]);
      else {
        open.push(operation.operationId);
        expect([path, operation.security]).toEqual([path, []]);
      }
    }
    expect(open.sort()).toEqual(['getLiveness', 'getReadiness', 'getReadinessToAct', 'signIn']);
  });

  it('says of every operation what it is, in Chinese and English, and which problems it has', () => {
    for (const { path, method, operation } of operations()) {
      const where = `${method} ${path}`;
      expect([where, operation.summary]).toEqual([
        where,
        expect.stringMatching(/\p{Script=Han}.* · .*[a-z]/u),
      ]);
      expect([where, Object.keys(operation.responses)]).toEqual([where, expect.arrayContaining(['500'])]);
    }
  });

  it('has an Idempotency-Key on every POST that changes something', () => {
    const without = operations()
      .filter(({ method }) => method === 'post')
      .filter(({ operation }) =>
        (operation.parameters ?? []).every((one: { name: string }) => one.name !== 'Idempotency-Key'),
      );
    expect(without.map(({ operation }) => operation.operationId).sort()).toEqual([
      'checkStepAction',
      'findSimilarCases',
      // Each gives another password: what it answers is kept nowhere.
      'resetPassword',
      'sealCaseSearch',
      'searchPersons',
      'signIn',
    ]);
  });

  it('describes the payload of every action of every kind, with an example that fits', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'document', ...document });
    const check = (name: string, value: unknown): unknown =>
      ajv.validate({ $ref: `document#/components/schemas/${name}` }, value) || ajv.errors;
    const act = operations().find(({ path }) => path.endsWith('/steps/{step}/actions'));
    const { examples } = act!.operation.requestBody.content['application/json'];
    for (const kind of KIND_NAMES)
      for (const [action, { schema, example }] of Object.entries(KINDS[kind].actions)) {
        const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${action.charAt(0).toUpperCase()}${action.slice(1)}`;
        expect(Object.keys(document.components.schemas[name].properties)).toEqual(
          Object.keys((schema as { properties?: object }).properties ?? {}),
        );
        expect([name, check(name, example)]).toEqual([name, true]);
        expect([name, check('StepAction', examples[name].value)]).toEqual([name, true]);
        const unknown = { ...examples[name].value, payload: { ...example, nickname: 1 } };
        expect([name, check('StepAction', unknown)]).not.toEqual([name, true]);
      }
  });
});
