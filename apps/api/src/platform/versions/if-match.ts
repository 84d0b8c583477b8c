import { ApiHeader } from '@nestjs/swagger';
import { Problem } from '../problems/index.js';

const VERSION = /^"([1-9]\d{0,8})"$/;

/** A version as a strong entity tag. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * The version that `If-Match` names; undefined without the header, and for `*`.
 *
 * @throws Problem 400 for what is no entity tag, 412 for one that can't be a version
 */
export function expectedVersion(header: string | undefined): number | undefined {
  const tag = header?.trim();
  if (tag === undefined || tag === '*') return undefined;
  const [, version] = VERSION.exec(tag) ?? [];
  if (version !== undefined) return Number(version);
  if (/^(W\/)?"[\x21\x23-\x7e]*"(\s*,\s*(W\/)?"[\x21\x23-\x7e]*")*$/.test(tag)) throw stale();
  throw new Problem('request.ifMatchInvalid', {}, undefined, {
    errors: [{ in: 'header', path: '/If-Match', code: 'request.ifMatchInvalid' }],
  });
}

/** The client looked at another version than there is now. */
export const stale = (): Problem => new Problem('request.stale');

/** Documents the header; stands on every route that takes one. */
export const ApiIfMatch = (
  description = '所依据的版本；已有更新的版本时不办理 · The version that the caller looked at; refused when there is a newer one',
) =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description,
    schema: { type: 'string' },
    example: '"12"',
  });
