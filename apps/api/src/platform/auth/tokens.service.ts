import { SessionConfig } from '#config';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Problem, type ProblemCode } from '../problems/index.js';
import { Clock } from '../settings/index.js';

const ALGORITHM = 'HS256';
const ISSUER = 'qunying';
const AUDIENCE = 'qunying/api';
/** A working day: who starts at eight need not sign in again before the evening. */
const LIFETIME_MS = 12 * 3_600_000;

/** So many tokens whose signature was found good are remembered; a county has fewer people at work. */
const REMEMBERED = 2_000;

/** Signs and reads access tokens. They name a session; whose it is, and what that account may do, is looked up with every request. */
@Injectable()
export class TokensService {
  private readonly key: Uint8Array;
  /** Signatures don't change; only whether it has expired is asked each time. */
  private readonly verified = new Map<string, { sessionId: string; expiresAt: number }>();

  constructor(
    { secret }: SessionConfig,
    private readonly clock: Clock,
  ) {
    this.key = new TextEncoder().encode(secret);
  }

  /** @returns the token and, in milliseconds, until when it is good */
  async issue(sessionId: string): Promise<{ accessToken: string; expiresAt: number }> {
    const issuedAt = Math.floor(this.clock.now() / 1000);
    const expiresAt = issuedAt + LIFETIME_MS / 1000;
    const accessToken = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(sessionId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { accessToken, expiresAt: expiresAt * 1000 };
  }

  /**
   * The id of its session.
   *
   * @throws Problem 401 for a token that is expired, unsigned, signed by another key or algorithm, or no token
   */
  async verify(token: string): Promise<string> {
    const known = this.verified.get(token);
    if (known && known.expiresAt > this.clock.now()) return known.sessionId;
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: new Date(this.clock.now()),
      });
      const sessionId = payload.sub as string;
      this.remember(token, { sessionId, expiresAt: payload.exp! * 1000 });
      return sessionId;
    } catch (error) {
      throw unauthorised(error instanceof errors.JWTExpired ? 'auth.tokenExpired' : 'auth.tokenInvalid');
    }
  }

  /** The oldest is forgotten. */
  private remember(token: string, verified: { sessionId: string; expiresAt: number }): void {
    const [oldest] = this.verified.keys();
    if (oldest !== undefined && this.verified.size >= REMEMBERED) this.verified.delete(oldest);
    this.verified.set(token, verified);
  }
}

export const unauthorised = (code: ProblemCode): Problem =>
  new Problem(code, {}, undefined, {
    headers: {
      'www-authenticate': code === 'auth.tokenMissing' ? 'Bearer' : 'Bearer error="invalid_token"',
    },
  });
