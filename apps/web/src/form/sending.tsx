import { Alert } from 'antd';
import { Refused } from '../lib/api';
import { useWords } from '../words';

const AGAIN_MS = 3_000;

/** It stands in the history of the case and will be recorded. */
class BeingRecorded extends Error {}

/** Nobody answered, or nothing can be recorded now: the same request may succeed later. */
const isUnreached = (error: Error): error is Refused =>
  error instanceof Refused && [0, 502, 503, 504].includes(error.status);

/** Of a mutation with one key: the same request is sent again by itself until it is recorded or refused. */
export const untilRecorded = {
  retry: (_failures: number, error: Error) => error instanceof BeingRecorded || isUnreached(error),
  retryDelay: AGAIN_MS,
};

/**
 * The answer to a command, once it is recorded or refused.
 *
 * @throws Error upon which {@link untilRecorded} sends it again
 */
export function recorded<A>(sent: A): A {
  const { state, problem } = (sent ?? {}) as { state?: string; problem?: Refused['problem'] };
  if (state === 'accepted') throw new BeingRecorded();
  // One of several in a batch.
  if (problem?.code === 'server.unavailable') throw new Refused(503, problem);
  return sent;
}

/** What whoever has sent it is told meanwhile. */
export function Sending({ failed }: { failed: Error | null }) {
  const { t } = useWords();
  return (
    <div role="status">
      {failed instanceof BeingRecorded && (
        <Alert type="info" showIcon role="presentation" title={t('web.sending.accepted')} />
      )}
      {failed && isUnreached(failed) && (
        <Alert type="warning" showIcon role="presentation" title={t('web.sending.again')} />
      )}
    </div>
  );
}
