import type { ParkCode } from '#contracts';

/** What an operator does about it (docs/recovery.md): a sentence, and the commands in their order. */
interface Remedy {
  /** The sentence is `parked.todo.<todo>`. */
  todo: 'resync' | 'verify' | 'restore' | 'release' | 'discard' | 'calendar';
  commands(id: string): string[];
}

const OPS = 'npm run ops --';
const verify = (id: string) => `${OPS} verify ${id}`;
const resync = (id: string) => `${OPS} resync ${id}`;

const VERIFIED: Remedy = { todo: 'verify', commands: (id) => [verify(id), resync(id)] };
const DISCARDED: Remedy = { todo: 'discard', commands: (id) => [resync(id), `${resync(id)} --discard`] };

export const REMEDIES: Record<ParkCode, Remedy> = {
  'diverged.event': VERIFIED,
  'diverged.command': VERIFIED,
  'diverged.audit': VERIFIED,
  'diverged.gap': { todo: 'resync', commands: () => [`${OPS} resync --all`] },
  'diverged.unreadable': { todo: 'restore', commands: (id) => [verify(id)] },
  'unrecordable.value': DISCARDED,
  'unrecordable.constraint': DISCARDED,
  'unrecordable.size': DISCARDED,
  'unrecordable.program': { todo: 'release', commands: () => [] },
};

/** A batch goes on by itself every night. */
export const BATCH_REMEDY: Remedy = { todo: 'calendar', commands: () => [`${OPS} retry`] };
