import { canonicalJson, sha256 } from '#crypto';
import { EVENT, type RecordedEvent } from './log.entities.js';
import type { LoggedEvent } from './log.js';

/** An event as its table holds it: the envelope in columns, the rest as JSON. */
export interface EventRow {
  seq: number;
  type: string;
  command_id: string;
  actor: string | null;
  occurred_at: Date;
  recorded_at: Date;
  data: Record<string, unknown>;
  digest: Buffer;
}

/** Covers the whole event, columns and JSON alike. */
export const eventDigest = (event: LoggedEvent): Buffer => sha256(canonicalJson(event));

export function toEventRow(caseId: string, event: LoggedEvent, digest: Buffer): RecordedEvent {
  const { seq, type, commandId, actor = null, occurredAt, recordedAt, ...data } = event;
  return { caseId, seq, type, commandId, actor, occurredAt, recordedAt, data, digest };
}

export const fromEventRow = <E extends LoggedEvent>(row: EventRow): E =>
  ({
    seq: row.seq,
    type: row.type,
    commandId: row.command_id,
    ...(row.actor !== null && { actor: row.actor }),
    occurredAt: row.occurred_at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    ...row.data,
  }) as unknown as E;

export const EVENT_COLUMNS = EVENT.list();

/** What the chain of a case or duty begins with: no chain can be passed off as another's. */
export const chainStart = (id: string): Buffer => sha256(`qunying/audit/${id}`);

/** A link: it fixes the event and, through the link before, all that went before it. */
export const chainLink = (previous: Uint8Array, digest: Uint8Array): Buffer => sha256(previous, digest);
