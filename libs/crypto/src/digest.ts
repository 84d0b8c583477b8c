import { createHash } from 'node:crypto';

export const sha256 = (...parts: (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** As references, hashes of requests and the audit chain write it. */
export const sha256Base64Url = (...parts: (Uint8Array | string)[]): string =>
  sha256(...parts).toString('base64url');

/**
 * JSON with sorted keys and without `undefined`: equal values give equal text whatever way they took. Only for
 * what JSON can carry; anything else (NaN, functions, dates) throws, for its text would not come back the same.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON: number is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const record = value as Record<string, unknown>;
    const members = Object.keys(record)
      .filter((key) => record[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`canonical JSON: ${typeof value} can't be written`);
}

/** By shape, not by identity of `Object.prototype`: values also come from other realms (workers, tests). */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

export const digestJson = (value: unknown): string => sha256Base64Url(canonicalJson(value));
