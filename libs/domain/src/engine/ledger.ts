import type { Instant } from '../model/basics.js';
import type { CaseEvent } from '../model/event.js';
import type { Extension, LedgerEntry, Pause } from '../model/ledger.js';
import type { CaseFacts, CaseState, StepState } from '../model/state.js';
import { endOfDay, type Adjustment } from '../time/index.js';

type Entered = Extract<
  CaseEvent,
  { type: 'paused' | 'resumed' | 'extensionRequested' | 'extensionDecided' | 'wholeExtended' }
>;

export const ledgerOf = (state: CaseState): readonly LedgerEntry[] => state.ledger ?? [];

/** When a pause ends: when it was ended, else with its last day. */
export const pauseEnd = ({ until, resumedAt }: Pause): Instant => resumedAt ?? endOfDay(until);

/** The pause that nobody has ended yet, neither people nor time. */
export const openPause = (state: CaseState): Pause | undefined =>
  ledgerOf(state).find((entry): entry is Pause => entry.type === 'pause' && entry.resumedAt === undefined);

/** Whether the clocks stand at that instant. */
export const isPausedAt = (state: CaseState, at: Instant): boolean => {
  const pause = openPause(state);
  return pause !== undefined && pause.from <= at && at < pauseEnd(pause);
};

/** What was asked for this opening of the step (and this milestone), decided or not. */
export const extensionsOf = (state: CaseState, { key, visit }: StepState): Extension[] =>
  ledgerOf(state).filter(
    (entry): entry is Extension => entry.type === 'extension' && entry.step === key && entry.visit === visit,
  );

const pauseOf = (pause: Pause): Adjustment => ({ kind: 'pause', from: pause.from, to: pauseEnd(pause) });

/** What moves a step's due time; a milestone's extension moves the milestone itself. */
export const stepAdjustments = (state: CaseState, step: StepState): Adjustment[] =>
  ledgerOf(state).flatMap((entry): Adjustment[] => {
    if (entry.type === 'pause') return [pauseOf(entry)];
    const mine = entry.type === 'extension' && entry.step === step.key && entry.visit === step.visit;
    return mine && entry.approved && !entry.milestone ? [{ kind: 'extension', term: entry.term }] : [];
  });

/** What moves the promise to the resident. */
export const wholeAdjustments = (state: CaseState): Adjustment[] =>
  ledgerOf(state).flatMap((entry): Adjustment[] => {
    if (entry.type === 'pause') return [pauseOf(entry)];
    return entry.type === 'wholeExtension' ? [{ kind: 'extension', term: entry.term }] : [];
  });

const withPauseEnded = (state: CaseState, at: Instant): LedgerEntry[] => {
  const pause = openPause(state);
  return ledgerOf(state).map((entry) =>
    entry === pause ? { ...entry, resumedAt: Math.min(at, pauseEnd(entry)) } : entry,
  );
};

/** The end of a case ends its pause too. */
export const endPause = (state: CaseState, at: Instant): Partial<CaseState> =>
  openPause(state) ? { ledger: withPauseEnded(state, at) } : {};

/** Writes an event into the ledger. */
export function enter(state: CaseState, event: Entered): Partial<CaseState> {
  const ledger = ledgerOf(state);
  switch (event.type) {
    case 'paused': {
      const { reason, until, occurredAt: from } = event;
      return { ledger: [...ledger, { type: 'pause', reason, from, until }] };
    }
    case 'resumed':
      return endPause(state, event.occurredAt);
    case 'extensionRequested': {
      const { step, visit, milestone, term, actor = '', occurredAt: requestedAt } = event;
      const asked = { step, visit, ...(milestone && { milestone }), term, requestedBy: actor, requestedAt };
      return { ledger: [...ledger, { type: 'extension', ...asked }] };
    }
    case 'extensionDecided':
      return decided(state, event);
    case 'wholeExtended':
      return { ledger: [...ledger, { type: 'wholeExtension', term: event.term, at: event.occurredAt }] };
  }
}

/** The one request of a step that waits for an answer. */
export const pendingExtension = (state: CaseState, step: StepState): Extension | undefined =>
  extensionsOf(state, step).find(({ approved }) => approved === undefined);

function decided(
  state: CaseState,
  {
    step: key,
    approved,
    milestoneDueOn,
    occurredAt: decidedAt,
  }: Extract<Entered, { type: 'extensionDecided' }>,
): Partial<CaseState> {
  const step = state.steps[key];
  const pending = step && pendingExtension(state, step);
  const ledger = ledgerOf(state).map((entry) =>
    entry === pending ? { ...pending, approved, decidedAt } : entry,
  );
  if (!pending?.milestone || !milestoneDueOn) return { ledger };
  return { ledger, facts: withMilestone(state.facts, pending.milestone, milestoneDueOn) };
}

const withMilestone = (facts: CaseFacts, id: string, dueOn: string): CaseFacts => ({
  ...facts,
  milestones: facts.milestones.map((milestone) =>
    milestone.id === id ? { ...milestone, dueOn } : milestone,
  ),
});
