import type { Delivery, DeliveryCause } from './channel.js';

const BY_CODE: Readonly<Record<string, DeliveryCause>> = {
  EAUTH: 'signInFailed',
  ENOAUTH: 'signInFailed',
  EOAUTH2: 'signInFailed',
  ETLS: 'tlsFailed',
  EREQUIRETLS: 'tlsFailed',
  ETIMEDOUT: 'timedOut',
  EDNS: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNECTION: 'connectionLost',
  ECONNRESET: 'connectionLost',
  EPIPE: 'connectionLost',
};

/** What an error of the SMTP client means. Its message repeats addresses: only its codes are looked at. */
export function outcomeOf(error: unknown): Exclude<Delivery, { delivered: true }> {
  const { code, responseCode, errno, syscall } = error as {
    code?: string;
    responseCode?: number;
    errno?: unknown;
    syscall?: string;
  };
  // An account of ours that is refused is for the operator to mend, not the fault of this mail.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2')
    return { delivered: false, cause: 'signInFailed', final: false };
  if (responseCode !== undefined && responseCode >= 500)
    return { delivered: false, cause: 'refused', final: true };
  if (responseCode !== undefined && responseCode >= 400)
    return { delivered: false, cause: 'deferred', final: false };
  if (syscall === 'connect' || (code === 'ESOCKET' && errno !== undefined && syscall !== 'read'))
    return { delivered: false, cause: 'unreachable', final: false };
  if (code === 'ESOCKET') return { delivered: false, cause: 'connectionLost', final: false };
  return { delivered: false, cause: BY_CODE[code ?? ''] ?? 'failed', final: false };
}
