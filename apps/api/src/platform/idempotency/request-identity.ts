import { digestJson, sha256 } from '#crypto';
import { Problem, type ProblemCode } from '../problems/index.js';

/** A repeatable request: who may repeat it is part of its id. */
export interface Idempotency {
  /** UUID version 8, derived from account and key. The id of the command that the request becomes. */
  commandId: string;
  /** SHA-256 of method, path and body, base64url. */
  bodyHash: string;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** @throws Problem 400 when the key is missing or isn't 1 to 200 visible ASCII characters */
export function checkKey(key: unknown): string {
  if (key === undefined || key === '') throw header('request.idempotencyKeyMissing');
  if (typeof key !== 'string' || !KEY.test(key)) throw header('request.idempotencyKeyInvalid');
  return key;
}

const header = (code: ProblemCode): Problem =>
  new Problem(code, {}, undefined, { errors: [{ in: 'header', path: '/Idempotency-Key', code }] });

/** Always the same UUID (version 8, RFC 9562) for the same parts. */
export function derivedId(...parts: string[]): string {
  const bytes = sha256(JSON.stringify(parts)).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const commandIdOf = (accountId: string, key: string): string => derivedId('command', accountId, key);

/** Uploads pass what stands for their body: the fields and the digest of the file. */
export const hashRequest = (method: string, path: string, body: unknown): string =>
  digestJson({ method, path, body: body ?? null });
