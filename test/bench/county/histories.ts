import {
  decide,
  evolve,
  nextWake,
  RULES_VERSION,
  wake,
  type CaseEvent,
  type CaseState,
  type Command,
} from '#domain';
import type { RecordedCommand } from '#contracts';
import { Dice, type Game } from '../../../libs/domain/src/testing/play/index.js';
import { openTurn, sensibleTurn, type Turn } from '../../../libs/domain/src/testing/play/turns.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The longest way to an end that is still an end. */
const MANY_TURNS = 150;

/** Of the played case: one word for search, so that another number can stand in its place. */
export const PLAYED_NUMBER = '88800001';

/** A case as the rules made it, and where it might have been looked at on its way. */
export interface History {
  events: CaseEvent[];
  commands: RecordedCommand[];
  /** How many events there were after each command: what is open has come so far. */
  cuts: number[];
}

/** How matters end: most are answered at once, some are settled on the spot, the rest goes the whole way. */
const SHARES = { answered: 0.7, onTheSpot: 0.85 };
const ON_THE_SPOT = 'onTheSpot';

/** What is played with, so that the matter goes such a way. */
function gameFor(game: Game, lot: number): Game {
  const spot = lot < SHARES.onTheSpot;
  return { ...game, procedures: game.procedures.filter(({ key }) => (key === ON_THE_SPOT) === spot) };
}

/** One side is unwilling: the matter is not admitted, and gets an answer. */
function unwilling(command: Command): Command {
  if (command.type !== 'act' || command.step !== 'triage') return command;
  const { procedure: _, ...act } = command;
  const { procedure: __, ...payload } = command.payload;
  return { ...act, payload: { ...payload, willingness: 'unwilling' } };
}

/**
 * A case played with the real rules, from a matter to its end: people take their days, reminders go out when they are
 * due, some get lost on the way (a refusal to sign, another round).
 *
 * @param began milliseconds since 1970
 */
export function playHistory(all: Game, seed: number, began: number): History {
  const dice = new Dice(seed);
  const lot = dice.next();
  const game = gameFor(all, lot);
  const history: History = { events: [], commands: [], cuts: [] };
  let state: CaseState | undefined;
  let now = began + dice.between(0, 9) * HOUR;

  const add = (events: readonly CaseEvent[]): void => {
    for (const event of events) {
      state = evolve(state, event, game.kinds);
      history.events.push(event);
    }
  };
  const take = (command: Command): boolean => {
    const decision = decide(RULES_VERSION, state, command, now, game.kinds);
    if ('refusal' in decision) return false;
    const firstSeq = history.events.length + 1;
    add(decision.events);
    const { id: commandId, bodyHash, actor } = command;
    const version = history.events.length;
    const { caseId } = state!;
    history.commands.push({ caseId, commandId, bodyHash, accountId: actor.accountId, firstSeq, version });
    history.cuts.push(version);
    return true;
  };
  const timePasses = (until: number): void => {
    for (let at = nextWake(state!); at !== undefined && at <= until; at = nextWake(state!))
      add(wake(RULES_VERSION, state!, at, game.kinds));
  };
  const named = (turn: Turn): Command => ({ ...turn.command, id: `cmd-${history.commands.length}` });

  take({ ...named(openTurn({ game, now, dice })), number: PLAYED_NUMBER } as Command);
  for (let turns = 0; turns < MANY_TURNS && !state!.closed; turns += 1) {
    const later = now + (dice.chance(0.5) ? dice.between(1, 6) * HOUR : dice.between(1, 4) * DAY);
    const mood = dice.chance(0.85) ? 'straight' : 'usual';
    const turn = sensibleTurn({ game, state: state!, now: later, dice }, mood);
    timePasses(turn.now);
    now = Math.max(turn.now, history.events.at(-1)!.recordedAt);
    take(lot < SHARES.answered ? unwilling(named(turn)) : named(turn));
  }
  return history;
}

/** What was recorded when the case had come so far. */
export const upTo = ({ events, commands }: History, version: number): Omit<History, 'cuts'> => ({
  events: events.slice(0, version),
  commands: commands.filter((command) => command.version <= version),
});
