import { ACCOUNTS } from './cast.js';
import type { EventOf, Notes } from './notes.js';

const DAY = 24 * 3_600_000;
const SHANGHAI = 8 * 3_600_000;

type OfTime =
  | EventOf<'paused'>
  | EventOf<'resumed'>
  | EventOf<'extensionRequested'>
  | EventOf<'extensionDecided'>
  | EventOf<'overallDeadlineExtended'>;

const keyOf = (step: string, visit: number, milestone = '') => `${step}/${visit}/${milestone}`;
const rolesOf = (actor?: string) => ACCOUNTS.find(({ accountId }) => accountId === actor)?.roles ?? [];

/** What holds of pauses and extensions, said a second time from the events alone. */
export function timeBreaches(n: Notes, event: OfTime): string[] {
  switch (event.type) {
    case 'paused':
      return paused(n, event);
    case 'resumed':
      return resumed(n, event);
    case 'extensionRequested':
      return requested(n, event);
    case 'extensionDecided':
      return decided(n, event);
    case 'overallDeadlineExtended': {
      const again = n.overallDeadlineExtended;
      n.overallDeadlineExtended = true;
      const all = n.parties.every((party) => event.by.includes(party));
      return [
        ...(again ? ['the overall deadline was extended twice'] : []),
        ...(n.category === 'dispute' && all ? [] : ['the overall deadline was extended without all parties']),
      ];
    }
  }
}

function paused(n: Notes, { occurredAt: from, until }: EventOf<'paused'>): string[] {
  const to = Date.parse(`${until}T00:00:00Z`) - SHANGHAI + DAY;
  const twice = n.pauses.some(({ running }) => running);
  n.pauses.push({ from, to, running: true, round: n.round });
  const mine = n.pauses.filter(({ round }) => round === n.round);
  const days = mine.reduce((sum, pause) => sum + (pause.to - pause.from) / DAY, 0);
  return [
    ...(twice ? ['paused twice'] : []),
    ...(to - from > 31 * DAY ? ['paused beyond the limit'] : []),
    // The first day of each is left out.
    ...(days > 60 + mine.length ? ['paused too long in all'] : []),
    ...(to <= from ? ['paused for no time'] : []),
  ];
}

function resumed(n: Notes, { occurredAt, atLimit, actor }: EventOf<'resumed'>): string[] {
  const pause = n.pauses.find(({ running }) => running);
  if (!pause) return ['resumed what was not paused'];
  pause.running = false;
  const { to } = pause;
  pause.to = occurredAt;
  return [
    ...(atLimit && occurredAt !== to ? ['a pause ended by itself, but not with its last day'] : []),
    ...(!atLimit && actor === undefined ? ['resumed by nobody'] : []),
  ];
}

function requested(n: Notes, event: EventOf<'extensionRequested'>): string[] {
  const key = keyOf(event.step, event.visit, event.milestone);
  const twice = n.extensions.has(key);
  n.extensions.set(key, { by: event.actor, answered: false });
  return [
    ...(twice ? [`more time was asked for twice for ${event.step}`] : []),
    ...(n.open.has(event.step) ? [] : ['more time for a step that is not open']),
  ];
}

function decided(n: Notes, { step, actor }: EventOf<'extensionDecided'>): string[] {
  const asked = [...n.extensions].find(([key, { answered }]) => key.startsWith(`${step}/`) && !answered)?.[1];
  if (!asked) return ['more time was granted that nobody asked for'];
  asked.answered = true;
  const open = n.open.get(step);
  const above = open?.owner === 'townshipOffice' ? 'county' : 'townshipOffice';
  return [
    ...(asked.by === actor || open?.assignee === actor ? ['somebody granted himself more time'] : []),
    ...(rolesOf(actor).includes(above) ? [] : ['more time was not granted a level up']),
  ];
}
