import { Problem } from '../problems/index.js';

/** HttpOnly: scripts of a page, ours or others', never see it. */
export const SESSION_COOKIE = 'qunying_session';

/** What a browser sends with a request of another site's making it can't set: it asks first, and is refused. */
export const REQUEST_HEADER = 'x-requested-with';

interface CookieOptions {
  httpOnly: true;
  sameSite: 'strict';
  secure: boolean;
  path: '/api';
}

export const cookieOptions = (url: string): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure: url.startsWith('https:'),
  path: '/api',
});

interface Asked {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * The token that a browser keeps in its cookie. What changes something must name itself as the app's own request, for
 * cookies go along with whatever a page of another site sends here.
 *
 * @throws Problem 403 `auth.requestHeaderMissing`
 */
export function tokenInCookie({ method, headers }: Asked): string | undefined {
  const [, token] =
    /(?:^|;\s*)qunying_session=([\x21-\x3a\x3c-\x7e]+)/.exec(String(headers.cookie ?? '')) ?? [];
  if (token && method !== 'GET' && method !== 'HEAD' && headers[REQUEST_HEADER] === undefined)
    throw new Problem('auth.requestHeaderMissing');
  return token;
}
