import fc from 'fast-check';
import { RULES_VERSION } from '../../model/basics.js';
import type { RecordDone } from '../../model/command.js';
import type { CaseEvent } from '../../model/event.js';
import { decide } from '../../engine/index.js';
import type { Game } from './cast.js';
import { Dice } from './dice.js';
import { difference } from './equal.js';
import { aText } from '../values.js';
import { begin, play, playToEnd, replay, type Played } from './play.js';
import type { Loose } from './notes.js';
import { breaches } from './witness.js';

/** One seed a turn: fast-check finds the few turns that a failure needs. */
const seeds = (turns: number) =>
  fc.array(fc.integer({ min: 0, max: 0x7fff_ffff }), { minLength: 1, maxLength: turns, size: 'max' });

/** `lawful` are the procedures as verified; `game` is what the engine is given, broken or not. */
type Check = (game: Game, lawful: Game) => fc.IProperty<Loose>;

const same = (what: string, a: unknown, b: unknown): void => {
  const at = difference(a, b);
  if (at) throw new Error(`${what} differ at ${at}`);
};

/** The practice and the law hold in every history, whatever is tried; what is refused leaves no trace. */
const lawful: Check = (game, { procedures }) =>
  fc.property(seeds(90), (turns) => {
    const played = play(game, turns);
    const found = breaches(played.events, procedures);
    if (found.length > 0) throw new Error(found.join('; '));
  });

/** Events replayed give the state, as they are and after a journey as JSON. */
const replayable: Check = (game) =>
  fc.property(seeds(60), (turns) => {
    const { state, events } = play(game, turns);
    same('state and replayed state', replay(game, events), state);
    const travelled = JSON.parse(JSON.stringify(events)) as CaseEvent[];
    same('events and their JSON', travelled, events);
    same('state and the state of travelled events', replay(game, travelled), state);
    same('state and its JSON', JSON.parse(JSON.stringify(state)), state);
  });

/** From wherever chance has led, the straight way comes to an end. */
const endable: Check = (game) =>
  fc.property(seeds(70), fc.integer(), (turns, seed) => {
    playToEnd(game, play(game, turns), seed);
  });

const whole = (game: Game, seed: number): Played => playToEnd(game, begin(game, new Dice(seed)), seed);

/** A finished case entered as one action is the case that it would have been, entered step by step. */
const recordable: Check = (game) =>
  fc.property(fc.integer(), (seed) => {
    const { accepted, events, state, now } = whole(game, seed);
    const [opening, ...rest] = accepted.map(({ command }) => command);
    if (opening?.type !== 'open') throw new Error('a case begins with opening it');
    const { id, bodyHash, actor: _opener, occurredAt, channel, ...open } = opening;
    const acts = rest.flatMap((command) => (command.type === 'act' ? [command] : []));
    // One clerk enters what all the others did; a department's opinion and an overruling are theirs alone.
    const actor = { accountId: id, roles: ['clerk', 'townshipOffice'] as const };
    const command: RecordDone = { type: 'recordDone', open, actions: acts };
    const meta = { id, bodyHash, actor: { ...actor, roles: [...actor.roles] }, occurredAt, channel };
    const explained = { ...command, ...meta, lateReason: aText(12) };
    const decision = decide(RULES_VERSION, undefined, explained, now, game.kinds);
    if ('refusal' in decision) throw new Error(`entered at once it was refused: ${decision.refusal.code}`);
    // How late a thing was entered is no part of what happened.
    const bodies = (list: readonly CaseEvent[]) =>
      list
        .filter(({ type }) => type !== 'reminded' && type !== 'remindersRescheduled')
        .map(({ seq: _, commandId: __, actor: ___, recordedAt: ____, ...body }) => ({
          ...body,
          late: false,
          lateReason: undefined,
          // Which reminders are still to come depends on when it was entered.
          reminders: [],
          remindersRemoved: [],
        }));
    same('events', bodies(decision.events), bodies(events));
    same('facts', replay(game, decision.events)?.facts, state.facts);
  });

export const PROPERTIES: Record<string, Check> = { lawful, replayable, endable, recordable };

/** Every `kind.outcome` that a step came to. */
export const outcomesIn = (events: readonly CaseEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'stepCompleted' ? [`${event.kind}.${event.outcome}`] : []));
