/** The present in milliseconds since 1970, handed in: the product can be played in moved time. */
export type Now = () => number;
export const NOW = Symbol('NOW');
