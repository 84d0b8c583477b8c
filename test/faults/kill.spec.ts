import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ProductPart, RunningProduct, until } from '#testing';

interface Answer {
  status: number;
  body: { id: string; version: number; items: { id: string; name: string }[]; accessToken: string };
}

/** One clerk at the keyboard; a request that gets no answer is repeated with its key, as clients do. */
class Clerk {
  private token = '';
  villageId = '';

  constructor(private readonly product: RunningProduct) {}

  async signIn(): Promise<void> {
    const account = this.product.accounts().find((a) => a.role === 'clerk' && a.place === '柳塘村');
    const { body } = await this.send('POST', '/sessions', {
      username: account?.username,
      password: account?.password,
    });
    this.token = body.accessToken;
    const me = (await this.send('GET', '/me')).body as unknown as { memberships: { placeId: string }[] };
    this.villageId = me.memberships[0]?.placeId ?? '';
  }

  async persist(path: string, payload: unknown): Promise<Answer> {
    const key = randomUUID();
    let answer: Answer | undefined;
    await until(async () => {
      answer = await this.send('POST', path, payload, key).catch(() => undefined);
      return answer !== undefined && answer.status < 300 && answer.status !== 202;
    }, `POST ${path}`);
    if (!answer) throw new Error('unreachable');
    return answer;
  }

  async send(method: string, path: string, payload?: unknown, key: string = randomUUID()): Promise<Answer> {
    const response = await fetch(`${this.product.url}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      ...(payload !== undefined && { body: JSON.stringify(payload) }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }
}

describe('kill -9 in the middle of a case', () => {
  let product: RunningProduct;
  let clerk: Clerk;
  let caseId: string;

  beforeAll(async () => {
    product = await RunningProduct.start();
    clerk = new Clerk(product);
    await clerk.signIn();
    const opened = await clerk.persist('/cases', { matter: '路灯不亮。', villageId: clerk.villageId });
    caseId = opened.body.id;
  }, 180_000);

  afterAll(() => product.remove(), 60_000);

  it.each<ProductPart>(['postgres', 'temporal', 'product'])(
    'of %s: the case goes on, nothing acknowledged is lost, nothing is doubled',
    async (part) => {
      const before = (await clerk.send('GET', `/cases/${caseId}`)).body.version;
      // Comments in flight at the very moment; each is repeated with its key until it is answered.
      const comments = Array.from({ length: 6 }, (_, i) =>
        clerk.persist(`/cases/${caseId}/comments`, { text: `${part} ${i}` }),
      );
      product.kill9(part);
      const answers = await Promise.all(comments);
      await until(() => product.isReady(), 'readiness');

      const versions = answers.map((answer) => answer.body.version).sort((a, b) => a - b);
      expect(versions).toEqual(versions.map((_, i) => before + 1 + i));
      const after = await clerk.send('GET', `/cases/${caseId}`);
      expect(after.body.version).toBe(before + comments.length);
      const audit = (await clerk.send('GET', `/cases/${caseId}/audit`)).body as unknown as {
        intact: boolean;
      };
      expect(audit.intact).toBe(true);
    },
    180_000,
  );
});
