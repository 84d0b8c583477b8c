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

interface SmtpError {
  code?: string;
  responseCode?: number;
  errno?: unknown;
  syscall?: string;
}

/** What an error of the SMTP client means. Its message repeats addresses: only its codes are looked at. */
export function outcomeOf(error: unknown): Exclude<Delivery, { delivered: true }> {
  const { responseCode: smtpCode } = error as SmtpError;
  return {
    delivered: false,
    ...meaningOf(error as SmtpError),
    ...(Number.isInteger(smtpCode) && { smtpCode: smtpCode! }),
  };
}

function meaningOf({ code, responseCode, errno, syscall }: SmtpError): {
  cause: DeliveryCause;
  final: boolean;
} {
  // An account of ours that is refused is for the operator to mend, not the fault of this mail.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2')
    return { cause: 'signInFailed', final: false };
  if (responseCode !== undefined && responseCode >= 500) return { cause: 'refused', final: true };
  if (responseCode !== undefined && responseCode >= 400) return { cause: 'deferred', final: false };
  if (syscall === 'connect' || (code === 'ESOCKET' && errno !== undefined && syscall !== 'read'))
    return { cause: 'unreachable', final: false };
  if (code === 'ESOCKET') return { cause: 'connectionLost', final: false };
  return { cause: BY_CODE[code ?? ''] ?? 'failed', final: false };
}
