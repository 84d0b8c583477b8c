/** What cases and duties have in common: commands become events, and events are recorded. */
import { defineSignal } from '@temporalio/workflow';

/** A command as the run sees it; the rest is the rules' affair. */
export interface Submitted {
  /** The update's id. */
  id: string;
  bodyHash: string;
  actor: { accountId: string };
}

/** The answer of an accepted command: its last event has been recorded in PostgreSQL as `version`. */
export interface Answered {
  commandId: string;
  /** The hash of the request that was carried out; a repeat with another one must be refused. */
  bodyHash: string;
  version: number;
}

/** A command's place among the events it made. */
export interface Sequenced extends Answered {
  accountId: string;
  firstSeq: number;
}
export type SentCommand<Ids> = Ids & Sequenced;

/** So many answered commands a run carries on to the next one, for repeats. */
export const REMEMBERED = 200;

/** Serves opening (no snapshot), continue-as-new, reopening and resuming on another cluster. */
export interface RunInput<State, Answer> {
  /** The rules version of this run. */
  rules: number;
  snapshot?: {
    state: State;
    /** The last {@link REMEMBERED} handled commands, for repeats after continue-as-new. */
    handled: Answer[];
    /**
     * The audit chain's hash (base64url) at the state's last event. A run that doesn't continue another one accepts
     * nothing before PostgreSQL has confirmed that this is the end of the chain.
     */
    head?: string;
  };
  /** After so many updates the run continues as new; the default keeps below the server's limit. */
  continueAfter?: number;
}

export interface RecordedHead {
  /** Of a case or a duty. */
  id: string;
  seq: number;
  /** As {@link RunInput}'s `head`. */
  hash?: string;
}

export interface HeadActivities {
  /** Whether nothing has been recorded after this event, and the chain up to it is the one that was read. */
  isRecordedHead(head: RecordedHead): Promise<boolean>;
}

/** What an operator may ask of a run. */
export interface RunStatus {
  rules: number;
  version: number;
  recordedVersion: number;
  blocked: boolean;
}

/** The operator has repaired PostgreSQL: what is parked tries again to record. */
export const retryRecordSignal = defineSignal('retryRecordSignal');

/** Failure type: PostgreSQL tells another story; `details[0]` is the `ParkReason`. */
export const DIVERGED = 'DIVERGED';
/** Failure type of a refused command; `details[0]` is the Refusal. */
export const REFUSED = 'REFUSED';
/** Failure type of a command over which the rules themselves broke: a bug, nothing has changed. */
export const RULES_BROKEN = 'RULES_BROKEN';
/** Failure type of a run whose first command was refused or lost: no case came of it, and it may be opened again. */
export const NOT_OPENED = 'NOT_OPENED';
