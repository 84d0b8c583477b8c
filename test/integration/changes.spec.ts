import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#testing';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

/** What a stream tells, until it is left. */
async function listen(token: string) {
  const left = new AbortController();
  const answer = await fetch(`${product.api.url}/api/v1/changes`, {
    headers: { authorization: `Bearer ${token}` },
    signal: left.signal,
  });
  const told: string[] = [];
  const state = { over: false };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body!) told.push(decoder.decode(chunk));
    state.over = true;
  })().catch(() => (state.over = true));
  return { answer, text: () => told.join(''), state, leave: () => left.abort() };
}

describe('the stream of changes', () => {
  it('tells the ids of cases that change, to those who may see them, and nothing else', async () => {
    const [clerk, stranger] = await Promise.all([
      listen(await product.as('clerk')),
      listen(await product.as('clerk', product.places.other)),
    ]);
    expect(clerk.answer.headers.get('content-type')).toContain('text/event-stream');
    await until(() => clerk.text() !== '' && stranger.text() !== '', 'both listen');
    const walk = await CaseWalk.to(product, 'investigate');
    await until(() => clerk.text().includes(walk.id), 'the clerk is told');
    expect(stranger.text()).not.toContain(walk.id);
    expect(clerk.text()).not.toMatch(/[\u4e00-\u9fff]/);
    clerk.leave();
    stranger.leave();
  });

  it('ends with the session, and is closed to who has none', async () => {
    expect((await fetch(`${product.api.url}/api/v1/changes`)).status).toBe(401);
    const token = await product.as('convener');
    const stream = await listen(token);
    await until(() => stream.text() !== '', 'the stream runs');
    await product.call('/sessions/current', { method: 'DELETE', token });
    await CaseWalk.to(product, 'triage');
    await until(() => stream.state.over, 'the stream ends');
  });
});
