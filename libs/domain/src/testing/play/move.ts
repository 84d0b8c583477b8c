import type { Instant } from '../../model/basics.js';
import type { CaseState, StepState } from '../../model/state.js';
import { aText } from '../values.js';
import type { Game } from './cast.js';
import type { Dice } from './dice.js';

export interface View {
  game: Game;
  state: CaseState;
  step: StepState;
  params: Record<string, unknown>;
  at: Instant;
  dice: Dice;
  /** Straight on to the end; else everything that may happen may happen. */
  straight: boolean;
}

export interface Move {
  action: string;
  payload: Record<string, unknown>;
}

export const move = (action: string, payload: Record<string, unknown> = {}): Move => ({ action, payload });
export const note = ({ dice }: View) => aText(dice.between(1, 9));
/** Something off the straight way happens with this probability. */
export const astray = ({ dice, straight }: View, probability: number): boolean =>
  !straight && dice.chance(probability);

export const otherWays = (probability: number, ways: (view: View) => Move[], usual: (view: View) => Move) => {
  return (view: View): Move =>
    (astray(view, probability) ? view.dice.pick(ways(view)) : undefined) ?? usual(view);
};
