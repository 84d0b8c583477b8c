/** The invented people and the play of whole cases, as the domain's own tests use them. */
export { at, aRef, aText } from '../../libs/domain/src/testing/values.js';
export { Dice, type Game, PARTIES, withRole } from '../../libs/domain/src/testing/play/index.js';
export { sensibleTurn, type Turn } from '../../libs/domain/src/testing/play/turns.js';
export { shippedGame } from '../../libs/domain/src/testing/play/shipped.js';
