import { randomUUID } from 'node:crypto';
import type { RecordDutyInput } from '#contracts';
import {
  type ContentRef,
  decideDuty,
  type DutyCommand,
  type DutyState,
  evolveDuty,
  RULES_VERSION,
  wakeDuty,
} from '#domain';
import type { Recorder } from '#persistence';
import { CaseStory } from './case-events.js';

const aText = (): ContentRef => ({ content: randomUUID(), digest: 'd' });
const CALENDAR = { version: 1, from: '2026-01-01', days: 0, off: '' };
export const NOW = Date.parse('2026-11-02T10:00:00+08:00');

/** An order about a case, told by its commands. */
export class SupervisionOrderStory {
  readonly dutyId = randomUUID();
  readonly about = new CaseStory();
  private state: DutyState | undefined;

  constructor(
    readonly issuer: string = randomUUID(),
    readonly addressee: string = randomUUID(),
    private readonly now = NOW,
  ) {}

  async begin(
    recorder: Recorder,
    about: Parameters<CaseStory['opened']>[0] = {},
    instruction = aText(),
  ): Promise<RecordDutyInput> {
    await recorder.record(this.about.opened(about));
    return this.issued(instruction);
  }

  private issued(instruction: ContentRef): RecordDutyInput {
    const to = { accountId: this.addressee, roles: ['clerk'] };
    const { caseId, place } = this.about;
    return this.did(this.issuer, {
      type: 'issue',
      dutyId: this.dutyId,
      kind: 'supervisionOrder',
      caseId,
      place,
      to,
      term: '3wd',
      step: 'triage',
      instruction,
      calendar: CALENDAR,
    });
  }

  answered(text = aText()): RecordDutyInput {
    return this.did(this.addressee, { type: 'answer', text });
  }

  did(accountId: string, body: object): RecordDutyInput {
    const { dutyId } = this;
    const roles = accountId === this.issuer ? ['townshipOffice'] : ['clerk'];
    const meta = {
      id: randomUUID(),
      bodyHash: randomUUID(),
      actor: { accountId, roles },
      occurredAt: this.now,
    };
    const command = { ...meta, ...body } as DutyCommand;
    const decision = decideDuty(RULES_VERSION, this.state, command, this.now);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    const { events } = decision;
    for (const event of events) this.state = evolveDuty(this.state, event);
    const { seq } = this.state!;
    const commands = [
      { dutyId, commandId: command.id, bodyHash: command.bodyHash, version: seq, accountId, firstSeq: seq },
    ];
    return { dutyId, events, commands };
  }

  /** What the passing of time does until then. */
  waited(until: number): RecordDutyInput {
    const events = wakeDuty(RULES_VERSION, this.state!, until);
    for (const event of events) this.state = evolveDuty(this.state, event);
    return { dutyId: this.dutyId, events, commands: [] };
  }
}
