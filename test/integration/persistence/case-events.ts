import { randomUUID } from 'node:crypto';
import type { RecordedCommand, RecordInput } from '#contracts';
import type { CaseEvent, ContentRef, EventBody, Place, Procedure } from '#domain';

const START = Date.parse('2026-11-02T09:00:00+08:00');

export const PLACE: Place = {
  countyId: randomUUID(),
  townshipId: randomUUID(),
  villageId: randomUUID(),
  gridId: randomUUID(),
};

export const matter = (): ContentRef => ({ content: randomUUID(), digest: 'd' });

const procedure = (key: string): Procedure => ({
  key,
  version: 1,
  name: { zh: key, en: key },
  categories: [],
  start: 'triage',
  steps: [],
});

/** Puts together the events of one case as its workflow would, numbering them. */
export class CaseStory {
  private seq = 0;
  private at: number;

  /** @param start the instant before its first command, each of which comes a minute after the one before */
  constructor(
    readonly caseId: string = randomUUID(),
    readonly accountId: string = randomUUID(),
    readonly place: Place = PLACE,
    private readonly start = START,
  ) {
    this.at = start;
  }

  opened(over: Partial<Extract<EventBody, { type: 'caseOpened' }>> = {}): RecordInput {
    const { caseId, place } = this;
    const opening: EventBody = {
      type: 'caseOpened',
      caseId,
      number: '清溪2026-0001',
      place,
      urgent: false,
      matter: matter(),
      externalRefs: [],
      intake: procedure('intake'),
      calendar: { version: 1, from: '2026-01-01', days: 8, off: 'AA==' },
      ...over,
    };
    return this.did(opening, this.stepOpened('triage', 1));
  }

  stepOpened(step: string, dueInDays?: number): EventBody {
    return {
      type: 'stepOpened',
      step,
      kind: 'triage',
      round: 1,
      visit: 1,
      owner: 'clerk',
      startedAt: this.at,
      ...(dueInDays !== undefined && { dueAt: this.start + dueInDays * 86_400_000 }),
    };
  }

  /** The events of one command, and that command. */
  did(...bodies: EventBody[]): RecordInput {
    const { caseId, place, accountId } = this;
    const commandId = randomUUID();
    const firstSeq = this.seq + 1;
    this.at += 60_000;
    const events = bodies.map((body): CaseEvent => ({
      seq: ++this.seq,
      rules: 1,
      commandId,
      actor: accountId,
      channel: 'inPerson',
      occurredAt: this.at - 30_000,
      recordedAt: this.at,
      ...body,
    }));
    const command: RecordedCommand = {
      caseId,
      commandId,
      accountId,
      bodyHash: `hash-${commandId}`,
      firstSeq,
      version: this.seq,
    };
    return { caseId, place, events, commands: [command] };
  }
}

/** Several commands recorded together. */
export const together = (...inputs: RecordInput[]): RecordInput => ({
  ...inputs[0]!,
  events: inputs.flatMap((input) => input.events),
  commands: inputs.flatMap((input) => input.commands),
});
