import type {
  RecordActivities,
  RecordDutyActivities,
  RecordDutyInput,
  RecordedHead,
  RecordInput,
} from '#contracts';
import { type CaseEvent, type CaseState, type DutyEvent, type DutyState, RULES_VERSION } from '#domain';
import type { KeyRing } from '#crypto';
import { forgetParked, parkRun } from '../parked/parked-runs.js';
import type { Pool } from '../pool.js';
import { CASES } from './case-log.js';
import { DUTIES } from './duty-log.js';
import { isRecordedHead } from './head.js';
import { LogWriter } from './log-writer.js';

/** So many folded states of each sort a worker remembers; one holds its procedures and its calendar. */
const REMEMBERED = 500;

/**
 * Writes what the workflow of a case or duty decided: events, commands, audit links, read model and mailbox, all or
 * nothing. In the ordinary case that is one statement in one round trip; only when it isn't as expected (a repeat, two
 * workers at once, a divergence) is it looked at under lock.
 */
export class Recorder implements RecordActivities, RecordDutyActivities {
  private readonly cases: LogWriter<CaseEvent, CaseState>;
  private readonly duties: LogWriter<DutyEvent, DutyState>;

  /**
   * @param ring opens the titles that rows show in clear
   * @param rules the newest that this program knows
   */
  constructor(
    private readonly pool: Pool,
    ring: KeyRing,
    remembered = REMEMBERED,
    rules = RULES_VERSION,
  ) {
    this.cases = new LogWriter({ ...CASES, rules }, pool, ring, remembered);
    this.duties = new LogWriter({ ...DUTIES, rules }, pool, ring, remembered);
  }

  /**
   * Repeating it is harmless: what is already recorded with the same digest counts as done.
   *
   * @throws DivergedError when PostgreSQL holds another event under the same number, lacks earlier ones, holds another
   *   command under the same id, or events of which no rows can be made
   * @throws NewerRulesError when the events were made by rules that this program doesn't know
   */
  async record({ caseId, parked, ...batch }: RecordInput): Promise<void> {
    await this.cases.write(caseId, batch);
    if (parked) await forgetParked(this.pool, caseId);
  }

  /** As {@link record}, for a duty. */
  async recordDuty({ dutyId, parked, ...batch }: RecordDutyInput): Promise<void> {
    await this.duties.write(dutyId, batch);
    if (parked) await forgetParked(this.pool, dutyId);
  }

  /** Whether the chain of what is recorded ends here. */
  isRecordedHead(head: RecordedHead): Promise<boolean> {
    return isRecordedHead(this.pool, head);
  }

  /** It can't be recorded until an operator has looked at it. */
  park({ caseId, ...parked }: Parameters<RecordActivities['park']>[0]): Promise<void> {
    return parkRun(this.pool, { ...parked, id: caseId, kind: 'case', caseId });
  }

  parkDuty({ dutyId, ...parked }: Parameters<RecordDutyActivities['parkDuty']>[0]): Promise<void> {
    return parkRun(this.pool, { ...parked, id: dutyId, kind: 'duty' });
  }

  /** Makes the rows of the read model anew from the events. Mails keep their marks of having been read. */
  rebuildReadModel(caseId: string): Promise<void> {
    return this.cases.rebuild(caseId);
  }

  rebuildDuty(dutyId: string): Promise<void> {
    return this.duties.rebuild(dutyId);
  }
}
