import type { RecordedCommand } from '#contracts';
import type { CaseEvent } from '#domain';
import type { Dice } from '../../../libs/domain/src/testing/play/index.js';

/** The commands that made these events, complete within them. */
export function commandsOf(caseId: string, events: readonly CaseEvent[]): RecordedCommand[] {
  const byCommand = Map.groupBy(
    events.filter((event) => event.actor !== undefined),
    (event) => event.commandId,
  );
  return [...byCommand].map(([commandId, own]) => ({
    caseId,
    commandId,
    accountId: own[0]!.actor!,
    bodyHash: commandId,
    firstSeq: own[0]!.seq,
    version: own.at(-1)!.seq,
  }));
}

/** Cuts between commands, here and there: what the workflow would record together. */
export function batches(events: readonly CaseEvent[], dice: Dice): CaseEvent[][] {
  const cut: CaseEvent[][] = [[]];
  events.forEach((event, index) => {
    const between = event.commandId !== events[index - 1]?.commandId || event.actor === undefined;
    if (index > 0 && between && dice.between(0, 2) > 0) cut.push([]);
    cut.at(-1)!.push(event);
  });
  return cut;
}
