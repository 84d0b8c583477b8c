import type { Instant } from '../../model/basics.js';
import type { CaseEvent } from '../../model/event.js';
import { RULES_VERSION } from '../../model/basics.js';
import type { CaseState } from '../../model/state.js';
import { decide, evolve, nextWake, wake } from '../../engine/index.js';
import { MONDAY } from '../values.js';
import type { Game } from './cast.js';
import { Dice } from './dice.js';
import { equal } from './equal.js';
import { anyTurn, openTurn, sensibleTurn, type Turn } from './turns.js';

/** A case as it was played: what was accepted, and what came of it. */
export interface Played {
  state: CaseState;
  now: Instant;
  events: CaseEvent[];
  accepted: Turn[];
  refusals: string[];
}

/** So that whoever changes what he was given is found out at once. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

export const replay = ({ kinds }: Game, events: readonly CaseEvent[]): CaseState | undefined =>
  events.reduce<CaseState | undefined>((state, event) => frozen(evolve(state, event, kinds)), undefined);

/** A case just opened. */
export function begin(game: Game, dice: Dice): Played {
  const turn = openTurn({ game, now: MONDAY + dice.between(0, 600) * 3_600_000, dice });
  const decision = decide(RULES_VERSION, undefined, turn.command, turn.now, game.kinds);
  if ('refusal' in decision) throw new Error(`opening was refused: ${decision.refusal.code}`);
  const state = replay(game, decision.events)!;
  return { state, now: turn.now, events: [...decision.events], accepted: [turn], refusals: [] };
}

/** Carries a turn out; whoever decides twice decides the same. */
export function take(game: Game, played: Played, turn: Turn): string | undefined {
  const { command, now } = frozen(turn);
  played.now = now;
  const decided = () => decide(RULES_VERSION, played.state, command, now, game.kinds);
  const decision = decided();
  if (!equal(decided(), decision)) throw new Error('decided twice, decided differently');
  if ('refusal' in decision) {
    played.refusals.push(decision.refusal.code);
    return decision.refusal.code;
  }
  played.accepted.push(turn);
  add(game, played, decision.events);
  return undefined;
}

function add(game: Game, played: Played, events: readonly CaseEvent[]): void {
  for (const event of frozen(events)) {
    played.state = frozen(evolve(played.state, event, game.kinds));
    played.events.push(event);
  }
}

/** One reminder each: the timer fires when the case asked for it, before the next command. */
function letTimePass(game: Game, played: Played, until: Instant): void {
  for (let at = nextWake(played.state); at !== undefined && at <= until; at = nextWake(played.state)) {
    const events = wake(RULES_VERSION, played.state, at, game.kinds);
    if (events.length === 0) throw new Error('woken for nothing');
    played.now = Math.max(played.now, at);
    add(game, played, events);
  }
}

/** A case of so many turns; each seed is one turn, so that a failing case shrinks to the turns that matter. */
export function play(game: Game, seeds: readonly number[]): Played {
  const played = begin(game, new Dice(seeds[0] ?? 0));
  for (const seed of seeds) {
    const turn = anyTurn({ game, state: played.state, now: played.now, dice: new Dice(seed) });
    letTimePass(game, played, turn.now);
    take(game, played, { ...turn, now: Math.max(turn.now, played.now) });
  }
  return played;
}

/** The longest way to an end that is still an end: rounds and relapses are bounded. */
const MANY_TURNS = 150;

/**
 * Goes straight on until the case is closed.
 *
 * @throws Error when a command of the straight way is refused or the case won't end.
 */
export function playToEnd(game: Game, from: Played, seed: number): Played {
  const dice = new Dice(seed);
  const played = { ...from, events: [...from.events], accepted: [...from.accepted], refusals: [] };
  for (let i = 0; i < MANY_TURNS && !played.state.closed; i += 1) {
    const turn = sensibleTurn({ game, state: played.state, now: played.now, dice }, 'straight');
    const refused = take(game, played, turn);
    if (refused) {
      const { command } = turn;
      const what = command.type === 'act' ? `${command.step}.${command.action}` : command.type;
      throw new Error(`stuck: ${what} was refused with ${refused}`);
    }
  }
  if (!played.state.closed) throw new Error(`no end after ${MANY_TURNS} turns`);
  return played;
}
