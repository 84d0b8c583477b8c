import { evolve, type CaseEvent, type CaseState } from '#domain';

/** The state of a case that has been opened, folded from its events. */
export function stateOf(events: readonly CaseEvent[]): CaseState {
  const state = events.reduce<CaseState | undefined>((before, event) => evolve(before, event), undefined);
  if (!state) throw new Error('a recorded case has no events');
  return state;
}
