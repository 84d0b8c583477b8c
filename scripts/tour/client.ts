import { randomUUID } from 'node:crypto';

export interface Account {
  username: string;
  password: string;
  role: string;
  name: string;
  place: string;
}

interface Problem {
  status: number;
  code?: string;
  detail?: string;
  errors?: { path?: string; detail?: string }[];
}

/** The API refused or failed; the message is the problem's own sentence. */
export class ApiError extends Error {
  constructor(
    readonly request: string,
    readonly problem: Problem,
  ) {
    const fields = (problem.errors ?? []).map((e) => `${e.path ?? ''} ${e.detail ?? ''}`).join('; ');
    super(`${request}: ${problem.status} ${problem.code ?? ''} ${problem.detail ?? ''} ${fields}`.trim());
  }
}

/** One signed-in person. */
export class Session {
  private constructor(
    private readonly base: string,
    readonly account: Account,
    private readonly token: string,
    /** Milliseconds since 1970, of the product's time. */
    readonly expiresAt: number,
  ) {}

  static async open(base: string, account: Account): Promise<Session> {
    const { username, password } = account;
    const { accessToken, expiresAt } = await request<{ accessToken: string; expiresAt: string }>(
      `${base}/api/v1/sessions`,
      { method: 'POST', body: { username, password } },
    );
    return new Session(base, account, accessToken, Date.parse(expiresAt));
  }

  get<T>(path: string): Promise<T> {
    return request<T>(`${this.base}/api/v1${path}`, { method: 'GET', token: this.token });
  }

  /** Every POST carries a key of its own, so that it could be repeated safely. */
  post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return request<T>(`${this.base}/api/v1${path}`, {
      method: 'POST',
      token: this.token,
      body,
      headers: { 'idempotency-key': randomUUID(), ...headers },
    });
  }

  upload<T>(
    path: string,
    name: string,
    content: Uint8Array<ArrayBuffer>,
    fields: Record<string, string>,
  ): Promise<T> {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    form.set('file', new Blob([content]), name);
    return request<T>(`${this.base}/api/v1${path}`, {
      method: 'POST',
      token: this.token,
      form,
      headers: { 'idempotency-key': randomUUID() },
    });
  }
}

interface RequestOptions {
  method: 'GET' | 'POST';
  token?: string;
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
}

async function request<T>(
  url: string,
  { method, token, body, form, headers = {} }: RequestOptions,
): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const text = await response.text();
  const answer: unknown = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw new ApiError(`${method} ${new URL(url).pathname}`, answer as Problem);
  return answer as T;
}
