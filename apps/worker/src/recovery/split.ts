import type { HeldBatch } from './subject.js';

/** One part a command, in order, and one for each run of events that no command made: reminders, say. */
export function splitByCommand({ events, commands, ...rest }: HeldBatch): HeldBatch[] {
  const parts: HeldBatch[] = [];
  let owner: string | undefined;
  for (const event of events) {
    const command = commands.find(({ firstSeq, version }) => event.seq >= firstSeq && event.seq <= version);
    const part = parts.at(-1);
    if (part && owner === command?.commandId) part.events.push(event);
    else parts.push({ ...rest, events: [event], commands: command ? [command] : [] });
    owner = command?.commandId;
  }
  // What made no event goes with whatever is there.
  const placed = new Set(parts.flatMap((part) => part.commands.map(({ commandId }) => commandId)));
  parts.at(-1)?.commands.push(...commands.filter(({ commandId }) => !placed.has(commandId)));
  return parts;
}
