import { randomUUID } from 'node:crypto';
import { PASSWORD } from './organisation.js';

/** What a server answers is looked at, not typed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answered = any;

export interface Answer {
  status: number;
  headers: Headers;
  /** As parsed; undefined when there was none. */
  body: Answered;
}

export interface Call {
  method?: string;
  token?: string;
  /** Sent as JSON; a string goes as it stands. */
  body?: unknown;
  /** `null` sends none; by default each POST has its own. */
  key?: string | null;
  headers?: Record<string, string>;
}

/** One request, without any convenience of a client library: specs send what no client would. */
export async function call(url: string, path: string, options: Call = {}): Promise<Answer> {
  const { token, body, key, headers = {} } = options;
  const method = options.method ?? (body === undefined ? 'GET' : 'POST');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && key !== null && { 'idempotency-key': key ?? randomUUID() }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

export async function signIn(url: string, username: string, password = PASSWORD): Promise<string> {
  const { status, body } = await call(url, '/api/v1/sessions', { body: { username, password } });
  if (status !== 201) throw new Error(`sign-in was answered with ${status} ${body?.code}`);
  return body.accessToken as string;
}
