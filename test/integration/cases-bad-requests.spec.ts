import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Call } from './api/http.js';
import { CasesByStage, eachLeavesNoTrace, type Wrong } from './cases/refused.js';
import { TestProduct } from './cases/test-product.js';
import type { CaseWalk } from './cases/walk.js';

let product: TestProduct;
const cases = new CasesByStage(() => product);
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const comment = (text: string) => async (walk: CaseWalk) =>
  product.call(`/cases/${walk.id}/comments`, { token: await product.as('clerk'), body: { text } });

const raw =
  (body: string, more: Call = {}) =>
  async (walk: CaseWalk) =>
    product.call(`/cases/${walk.id}/comments`, { token: await product.as('clerk'), body, ...more });

/** Not even a proper request: fields, characters, sizes, keys, tokens. */
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

describe('what is no proper request leaves no trace', () => {
  eachLeavesNoTrace(WRONG, () => product, cases);
});
