import { QueryClient } from '@tanstack/react-query';
import { client } from '../client/client.gen';
import type { Problem } from '../client/types.gen';
import { language, t } from '../words';

/** What the server refused, or that it wasn't reached. Its sentence is for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail ?? t('web.error.network'));
  }

  get code(): string | undefined {
    return this.problem.code;
  }
}

let signInAgain: (() => Promise<boolean>) | undefined;
let asked: Promise<boolean> | undefined;
/** Who asks for the password when the session has ended; nobody while one is not signed in. */
export const whenSessionEnds = (ask: (() => Promise<boolean>) | undefined): void => void (signInAgain = ask);

/** The very same request is sent once more when its sender has signed in again. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || !signInAgain || new URL(request.url).pathname === SESSIONS) return response;
  asked ??= signInAgain().finally(() => (asked = undefined));
  return (await asked) ? fetch(again) : response;
}
const SESSIONS = '/api/v1/sessions';

client.setConfig({ baseUrl: '', throwOnError: false, fetch: send as typeof fetch });

/** How far this machine's clock is from the server's: what is due is judged by the server's. */
let skew = 0;
export const now = (): number => Date.now() + skew;

client.interceptors.request.use((request) => {
  request.headers.set('accept-language', language());
  request.headers.set('x-requested-with', 'qunying');
  return request;
});
client.interceptors.response.use((response) => {
  const server = Number(response.headers.get('x-now') ?? NaN);
  if (!Number.isNaN(server)) skew = server - Date.now();
  return response;
});

interface Result<T> {
  data?: T;
  error?: unknown;
  response?: Response;
}

/** The answer, or {@link Refused}. */
export async function answer<T>(call: Promise<Result<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response?.ok) return data as T;
  const problem = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  throw new Refused(response?.status ?? 0, problem);
}

/** A key under which a request may be sent again; plain http has no `randomUUID`. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const queries = new QueryClient({
  defaultOptions: {
    // Without a network it fails at once: what can be kept is kept, and nobody waits for a button.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      // A refusal stays one; only what wasn't reached is asked again.
      retry: (failures, error) =>
        failures < 2 && error instanceof Refused && (error.status === 0 || error.status >= 500),
      staleTime: 5_000,
    },
  },
});
