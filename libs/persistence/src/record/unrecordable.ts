import type { ParkReason } from '#contracts';
import { DivergedError } from './diverged.js';

export const UNIQUE_VIOLATION = '23505';

/** SQLSTATE classes that say: never with these values. Whatever else PostgreSQL says may pass. */
const UNFIT: Record<string, ParkReason['code']> = {
  '22': 'unrecordable.value',
  '23': 'unrecordable.constraint',
  '54': 'unrecordable.size',
};
/** Thrown by code over values, never by a connection. */
const PROGRAM_ERRORS = [TypeError, RangeError, ReferenceError];

/**
 * Why trying again can't help: the one place that tells what parks a run from what is only late.
 *
 * @returns undefined for what may succeed at the next try
 */
export function parkReason(error: unknown): ParkReason | undefined {
  if (error instanceof DivergedError) return divergence(error);
  const program = PROGRAM_ERRORS.find((kind) => error instanceof kind);
  if (program) return { code: 'unrecordable.program', detail: program.name };
  const { code, constraint } = databaseError(error);
  const unfit = code?.length === 5 ? UNFIT[code.slice(0, 2)] : undefined;
  if (!unfit || isRepeat(code, constraint)) return undefined;
  return { code: unfit, detail: constraint ? `${code} ${constraint}` : code! };
}

/** PostgreSQL will never take these values. */
export const isUnfit = (error: unknown): boolean => {
  const reason = parkReason(error);
  return (
    reason !== undefined && !reason.code.startsWith('diverged') && reason.code !== 'unrecordable.program'
  );
};

/**
 * The same row a second time is a repeat, or two at once: the next look finds it. Of another constraint's violation no
 * look finds an end.
 */
const isRepeat = (code: string | undefined, constraint: string | undefined): boolean =>
  code === UNIQUE_VIOLATION && (constraint === undefined || constraint.endsWith('_pkey'));

/** Also within what an ORM made of it. */
function databaseError(error: unknown): { code?: string; constraint?: string } {
  if (!(error instanceof Error)) return {};
  const { driverError, code, constraint } = error as Error & {
    driverError?: unknown;
    code?: unknown;
    constraint?: unknown;
  };
  if (driverError) return databaseError(driverError);
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
  };
}

function divergence({ divergence: found }: DivergedError): ParkReason {
  switch (found.reason) {
    case 'event':
      return { code: 'diverged.event', detail: String(found.seq) };
    case 'gap':
      return { code: 'diverged.gap', detail: String(found.seq) };
    case 'command':
      return { code: 'diverged.command', detail: found.commandId };
    case 'audit':
      return { code: 'diverged.audit', detail: String(found.seq) };
    case 'unreadable':
      return { code: 'diverged.unreadable' };
  }
}
