import { expect, it } from '@jest/globals';
import { outcomeOf } from './smtp-outcome.js';

it.each([
  [{ code: 'EENVELOPE', responseCode: 550 }, 'refused', true],
  [{ code: 'EMESSAGE', responseCode: 552 }, 'refused', true],
  [{ code: 'EMESSAGE', responseCode: 451 }, 'deferred', false],
  // Not the mail's fault: the operator mends the account, and it goes.
  [{ code: 'EAUTH', responseCode: 535 }, 'signInFailed', false],
  [{ code: 'ESOCKET', errno: -111, syscall: 'connect' }, 'unreachable', false],
  [{ code: 'EDNS' }, 'unreachable', false],
  [{ code: 'ECONNECTION' }, 'connectionLost', false],
  [{ code: 'ETIMEDOUT' }, 'timedOut', false],
  [{ code: 'ETLS' }, 'tlsFailed', false],
  [new Error('to someone@village.example'), 'failed', false],
])('%j is %s', (error, cause, final) => {
  const { responseCode } = error as { responseCode?: number };
  const told = responseCode === undefined ? {} : { smtpCode: responseCode };
  expect(outcomeOf(error)).toEqual({ delivered: false, cause, final, ...told });
});
