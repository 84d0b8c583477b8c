/** Plays whole cases by chance, and watches whether the practice and the law are kept. */
export * from './cast.js';
export * from './dice.js';
export * from './play.js';
export * from './witness.js';
export * from './properties.js';
