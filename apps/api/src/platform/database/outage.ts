import { types } from 'node:util';

const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
/** SQLSTATE: connection exceptions, out of resources, shutting down or starting up; given up as too slow or in conflict. */
const SQLSTATE = /^(08|53|57P0|57014|40001|40P01)/;
/** What `pg` says without a code. */
const SENTENCE = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

/** Whether PostgreSQL was away or overloaded, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { code, driverError, errors } = error as Error & Record<'code' | 'driverError' | 'errors', unknown>;
  if (typeof code === 'string' && (SOCKET.has(code) || SQLSTATE.test(code))) return true;
  // Every address of a host was tried in vain.
  if (Array.isArray(errors) && errors.some(isOutage)) return true;
  return SENTENCE.test(error.message) || isOutage(driverError);
}
